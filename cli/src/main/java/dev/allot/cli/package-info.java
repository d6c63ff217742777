/** The {@code allot} command. */
@NullMarked
package dev.allot.cli;

import org.jspecify.annotations.NullMarked;
