/** The optimisation problem every solver sees, and its solutions, recomputed from scratch. */
@NullMarked
package dev.allot.core.model;

import org.jspecify.annotations.NullMarked;
