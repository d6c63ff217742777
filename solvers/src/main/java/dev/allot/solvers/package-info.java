/** The strategies: each solver an immutable record of its own parameters, found by its id. */
@NullMarked
package dev.allot.solvers;

import org.jspecify.annotations.NullMarked;
