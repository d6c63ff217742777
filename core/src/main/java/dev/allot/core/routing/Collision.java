package dev.allot.core.routing;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Constraints that cannot be kept together: dropping any one of them would leave a set that can, at least if instances could be split
 * between sources.
 *
 * @param parties the colliding constraints, in the problem's order; at least one
 * @param pinned whether they could be kept together if no instance were pinned to a source
 */
public record Collision(List<Party> parties, boolean pinned) {
    public Collision {
        parties = List.copyOf(parties);
        if (parties.isEmpty()) {
            throw new IllegalArgumentException("a collision needs a constraint");
        }
    }

    /** The side of a constraint. */
    public enum Side {
        /** Its least load. */
        FLOOR,
        /** Its greatest load. */
        CAP
    }

    /**
     * One of the colliding constraints.
     *
     * @param constraint the constraint
     * @param side the side of it that takes part
     * @param room what would make room: the least cap, or the greatest floor, that the other parties leave possible, if instances could be
     *     split; an integer for counts, otherwise rounded outwards to two decimals, or four digits below 1. Empty if it could not be computed.
     */
    public record Party(RoutingConstraint constraint, Side side, OptionalDouble room) {
        private String describe(boolean alone) {
            if (room.isEmpty()) {
                return constraint.describe();
            }
            String hint;
            if (side == Side.CAP) {
                hint = alone ? "it takes at least " : "the others need at least ";
            } else {
                hint = alone ? "there can be at most " : "the others leave at most ";
            }
            return constraint.describe() + " (" + hint + Checks.plain(room.getAsDouble()) + ")";
        }
    }

    /** The colliding constraints, in the problem's order. */
    public List<RoutingConstraint> constraints() {
        return parties.stream().map(Party::constraint).toList();
    }

    /**
     * The collision in words, in one line: {@code these cannot hold together: a budget of 100 (the others need at least 150); at least 600
     * instances by 'human' (the others leave at most 400)}.
     */
    public String describe() {
        boolean alone = parties.size() == 1;
        return (alone ? "this cannot hold" : "these cannot hold together")
                + (pinned ? " with the instances pinned as they are: " : ": ")
                + parties.stream().map(p -> p.describe(alone)).collect(Collectors.joining("; "));
    }
}
