/** The portfolio's machinery: which methods take part for which problem, and how they take turns. */
@NullMarked
package dev.allot.solvers.portfolio;

import org.jspecify.annotations.NullMarked;
