/** The hot loop: incremental evaluation of the objective and the constraints under changes of single variables, with exact undo. */
@NullMarked
package dev.allot.core.score;

import org.jspecify.annotations.NullMarked;
