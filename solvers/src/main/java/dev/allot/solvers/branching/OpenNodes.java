package dev.allot.solvers.branching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The parts of the search space that are left, the one of the greatest bound first. Who takes a part has it until it hands in what it is to be
 * replaced by; until then its bound counts. Safe for several threads.
 */
final class OpenNodes {
    /** Best bound first; those of equal bound in the order in which they came. */
    private final PriorityQueue<Entry> open = new PriorityQueue<>(
            Comparator.comparingDouble((Entry e) -> -e.node.bound()).thenComparingLong(e -> e.number));

    private final List<Node> taken = new ArrayList<>();
    private long entries;
    private double unresolved = Double.NEGATIVE_INFINITY;

    private record Entry(Node node, long number) {}

    OpenNodes(Node root) {
        add(root);
    }

    /** Takes the most promising part; nothing if there is none, for the moment or for good. */
    synchronized Optional<Node> take() {
        Entry best = open.poll();
        if (best == null) {
            return Optional.empty();
        }
        taken.add(best.node);
        return Optional.of(best.node);
    }

    /**
     * Gives a part back as those parts of it that may hold something better than what is known.
     *
     * @param part what was taken
     * @param parts what is left of it
     */
    synchronized void replace(Node part, List<Node> parts) {
        parts.forEach(this::add);
        taken.remove(part);
    }

    /** Remembers that a part can neither be branched on nor closed: no feasible point in it is better than {@code bound}. */
    synchronized void leave(double bound) {
        unresolved = Math.max(unresolved, bound);
    }

    private void add(Node node) {
        open.add(new Entry(node, entries++));
    }

    /** No feasible point in what is left is better: minus infinity if nothing is. */
    synchronized double bound() {
        double bound = unresolved;
        if (!open.isEmpty()) {
            bound = Math.max(bound, open.peek().node.bound());
        }
        for (Node node : taken) {
            bound = Math.max(bound, node.bound());
        }
        return bound;
    }

    /** The greatest bound of parts that could neither be branched on nor closed; minus infinity if there are none. */
    synchronized double unresolved() {
        return unresolved;
    }

    /** Whether nothing is left to be taken, now or later. */
    synchronized boolean isExhausted() {
        return open.isEmpty() && taken.isEmpty();
    }
}
