/**
 * Methods of other libraries on the same problems, as solvers, for comparisons only: nothing of this is part of what is published. Each is
 * set up as its users would for this problem, with our scoring behind it where it takes one.
 */
@NullMarked
package dev.allot.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
