/** How much of what can be gained studies realise, in worlds whose truth is known. */
@NullMarked
package dev.allot.benchmarks.study;

import org.jspecify.annotations.NullMarked;
