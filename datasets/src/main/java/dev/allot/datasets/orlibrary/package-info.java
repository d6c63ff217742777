/** Readers of files as the OR-Library (Beasley 1990) publishes them: classical test problems. */
@NullMarked
package dev.allot.datasets.orlibrary;

import org.jspecify.annotations.NullMarked;
