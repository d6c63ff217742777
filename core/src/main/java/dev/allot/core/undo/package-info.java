/** Exact undo: scopes, and logs of what was overwritten. Logs grow to the longest scope and then allocate no more. */
@NullMarked
package dev.allot.core.undo;

import org.jspecify.annotations.NullMarked;
