/** Search in the space of aggregates: a weight for each aggregate stands for the point that a greedy filling by those weights leads to. */
@NullMarked
package dev.allot.solvers.aggregate;

import org.jspecify.annotations.NullMarked;
