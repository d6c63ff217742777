/** Readers, features and generators of instance sets. */
@NullMarked
package dev.allot.datasets;

import org.jspecify.annotations.NullMarked;
