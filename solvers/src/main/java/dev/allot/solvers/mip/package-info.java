/** Linear and mixed integer programs: a dual simplex method, bounds that hold in spite of rounding, and branch and bound upon them. */
@NullMarked
package dev.allot.solvers.mip;

import org.jspecify.annotations.NullMarked;
