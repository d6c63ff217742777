/** Complete enumeration with bounds. */
@NullMarked
package dev.allot.solvers.exhaustive;

import org.jspecify.annotations.NullMarked;
