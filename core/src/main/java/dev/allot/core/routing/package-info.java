/** Preference instances, annotation sources and the constraints people state, compiled to a problem and decoded back. */
@NullMarked
package dev.allot.core.routing;

import org.jspecify.annotations.NullMarked;
