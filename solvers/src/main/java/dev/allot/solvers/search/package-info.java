/** What the strategies share: constraint activities at a moving point, feasible starts, repair, moves. */
@NullMarked
package dev.allot.solvers.search;

import org.jspecify.annotations.NullMarked;
