/** Closed-loop studies: design, evaluate, learn, solve, verify, report. */
@NullMarked
package dev.allot.study;

import org.jspecify.annotations.NullMarked;
