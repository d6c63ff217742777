/** What every reader and writer shares: one way to report bad input, one way to write files whole or not at all. */
@NullMarked
package dev.allot.core.io;

import org.jspecify.annotations.NullMarked;
