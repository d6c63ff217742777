/**
 * What stands between those who call a solver and those who write one: options, session, bounds, trace, verification, result.
 */
@NullMarked
package dev.allot.core.solve;

import org.jspecify.annotations.NullMarked;
