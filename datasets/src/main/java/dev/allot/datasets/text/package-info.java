/** Measures of texts that need no language model: lengths, overlaps, ROUGE, and what tells a careless answer from a proper one. */
@NullMarked
package dev.allot.datasets.text;

import org.jspecify.annotations.NullMarked;
