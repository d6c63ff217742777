/** The comparison of strategies with peers beside ours. */
@NullMarked
package dev.allot.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
