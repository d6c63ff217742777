/** Benchmarks and comparisons of strategies. */
@NullMarked
package dev.allot.benchmarks;

import org.jspecify.annotations.NullMarked;
