package dev.allot.predictor;

import dev.allot.core.surrogate.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a predictor was learned on: how large the set was whose mixes were measured, and what these mixes' aggregates were. Beyond, a predictor
 * extrapolates, and of a feature that never varied it knows nothing.
 *
 * @param instances of the set, at least 1, if that is known
 * @param ranges least and greatest value of each aggregate, in order
 */
public record Origin(OptionalInt instances, List<Interval> ranges) {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if the set is empty
     */
    public Origin {
        ranges = List.copyOf(ranges);
        if (instances.isPresent() && instances.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "the set has " + instances.getAsInt() + " instances; it must have at least 1");
        }
    }

    /** Of a table of mixes of a set of unknown size. */
    public static Origin of(TrainingTable table) {
        List<Interval> ranges = new ArrayList<>();
        for (int j = 0; j < table.width(); j++) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < table.size(); i++) {
                least = Math.min(least, table.value(i, j));
                greatest = Math.max(greatest, table.value(i, j));
            }
            ranges.add(new Interval(least, greatest));
        }
        return new Origin(OptionalInt.empty(), ranges);
    }

    /** The same with the size of the set. */
    public Origin ofSet(int size) {
        return new Origin(OptionalInt.of(size), ranges);
    }

    /** Whether the measured mixes differed in an aggregate. */
    public boolean varied(int feature) {
        return ranges.get(feature).lower() < ranges.get(feature).upper();
    }
}
