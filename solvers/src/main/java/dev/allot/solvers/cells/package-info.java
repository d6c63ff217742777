/**
 * Search over cells, the boxes of aggregates on which every tree of an ensemble stays in one leaf. A cell is chosen by its value, which
 * costs microseconds, and then reached by many small changes of variables at once, which single changes on a plateau never do.
 */
@NullMarked
package dev.allot.solvers.cells;

import org.jspecify.annotations.NullMarked;
