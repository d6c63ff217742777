/**
 * Spatial branch and bound for quadratic surrogates and lower confidence bounds. The quadratic form is written as a sum of squares along directions in the space of
 * aggregates ({@link dev.allot.solvers.quadratic.SeparableForm}); along a concave direction the square is kept, along a convex one it is
 * bounded by its secant over the interval that branching leaves to it (Pardalos and Rosen 1987; Horst and Tuy 1996). For the
 * first bound all curvatures are shifted as well ({@link dev.allot.solvers.quadratic.DiagonalShift}). What is left is a
 * concave program, which an interior-point method solves ({@link dev.allot.solvers.quadratic.InteriorPoint}); bounds come from its multipliers
 * by weak duality, rounding included ({@link dev.allot.solvers.quadratic.LagrangeanBound}), so they hold whatever the method's accuracy.
 *
 * <p>A lower confidence bound, a mean less a multiple of a deviation, is solved by the same search: quadratic forms below it find the maximum of
 * the relaxation, tangents above it bound it ({@link dev.allot.solvers.quadratic.ConfidenceForms}).
 */
@NullMarked
package dev.allot.solvers.quadratic;

import org.jspecify.annotations.NullMarked;
