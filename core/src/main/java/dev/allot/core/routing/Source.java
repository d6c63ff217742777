package dev.allot.core.routing;

/**
 * Who can label an instance: a language model, a crowd worker, an expert, a human under higher stakes. Each level of care or pay of the same
 * people is a source of its own.
 *
 * @param name unique among the sources of a problem
 * @param cost cost of one label where an instance names no cost of its own; finite, not negative
 */
public record Source(String name, double cost) {
    public Source {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a source needs a name");
        }
        if (!(cost >= 0 && Double.isFinite(cost))) {
            throw new IllegalArgumentException(
                    "source '" + name + "' costs " + cost + "; costs are finite and not negative");
        }
    }
}
