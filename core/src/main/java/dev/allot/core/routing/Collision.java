package dev.allot.core.routing;

import java.util.List;
import java.util.Optional;

/**
 * Constraints that cannot be kept together: dropping any one of them would leave a set that can.
 *
 * @param constraints the colliding constraints, in the problem's order
 * @param pinned whether the instances' pins take part
 */
public record Collision(List<RoutingConstraint> constraints, boolean pinned) {
    public Collision {
        constraints = List.copyOf(constraints);
    }

    static Optional<Collision> find(RoutingProblem problem) {
        return Optional.empty();
    }

    /** The collision in words. */
    public String describe() {
        return "";
    }
}
