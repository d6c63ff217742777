/** {@code allot compare}. */
@NullMarked
package dev.allot.cli.compare;

import org.jspecify.annotations.NullMarked;
