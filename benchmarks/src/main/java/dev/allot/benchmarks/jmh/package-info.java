/** JMH benchmarks of the hot loops. */
@NullMarked
package dev.allot.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
