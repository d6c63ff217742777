/** Whether linear constraints contradict each other over a simple region, which of them do, and what would make room. */
@NullMarked
package dev.allot.core.feasibility;

import org.jspecify.annotations.NullMarked;
