/**
 * Branch and bound in the space of aggregates, for tree ensembles. Aggregates are cut into {@link dev.allot.solvers.branching.Cells} by the
 * thresholds of the trees; a Lagrangean dual that prices the aggregates splits the problem into a linear program over the decisions
 * ({@link dev.allot.solvers.branching.SupportFunction}) and a graphical model of trees over cells, whose bound is tightened by passing
 * messages ({@link dev.allot.solvers.branching.DualBound}). No matrix is factorised, no native code is loaded, and every number that the dual
 * visits is a valid bound. The same dual tells which {@link dev.allot.solvers.branching.Neighbourhoods} of a point are worth a search.
 */
@NullMarked
package dev.allot.solvers.branching;

import org.jspecify.annotations.NullMarked;
