/** What a study tells of budgets: what money buys, what to spend, on which instances, and how sure that is. */
@NullMarked
package dev.allot.study.budget;

import org.jspecify.annotations.NullMarked;
