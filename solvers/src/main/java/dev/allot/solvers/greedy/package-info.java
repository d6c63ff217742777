/** Greedy construction: gains at a growing point, and the rounds that spend a budget by them. */
@NullMarked
package dev.allot.solvers.greedy;

import org.jspecify.annotations.NullMarked;
