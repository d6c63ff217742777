/** What scores a mix: a command of the user's, or the embedded reward model; recorded, so that nothing is evaluated twice. */
@NullMarked
package dev.allot.study.evaluate;

import org.jspecify.annotations.NullMarked;
