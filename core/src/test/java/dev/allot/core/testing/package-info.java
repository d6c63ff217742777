/** Contract suites for solvers, surrogates and score states, and the random problems and oracles they use. */
@NullMarked
package dev.allot.core.testing;

import org.jspecify.annotations.NullMarked;
