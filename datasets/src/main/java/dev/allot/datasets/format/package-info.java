/** Readers of published preference sets, each under its id. */
@NullMarked
package dev.allot.datasets.format;

import org.jspecify.annotations.NullMarked;
