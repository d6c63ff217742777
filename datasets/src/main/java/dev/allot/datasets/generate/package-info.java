/** Preference sets drawn from a known truth, of any size, without any download. docs/data-sets.md describes the truth. */
@NullMarked
package dev.allot.datasets.generate;

import org.jspecify.annotations.NullMarked;
