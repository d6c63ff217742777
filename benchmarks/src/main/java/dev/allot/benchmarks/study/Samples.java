package dev.allot.benchmarks.study;

import dev.allot.study.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Values by name, one a world. Mutable. */
final class Samples {
    private final Map<String, List<Double>> byName = new TreeMap<>();

    void add(String name, double value) {
        byName.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    /** Prints their means with 95 % intervals, in the order of names. */
    void print() {
        byName.forEach((name, values) -> {
            Estimate e = Estimate.of(values);
            System.out.printf(Locale.ROOT, "%s  %7.3f  [%.3f, %.3f]%n", name, e.mean(), e.low(), e.high());
        });
    }
}
