package dev.allot.study.compare;

import dev.allot.study.compare.Analysis.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The first solver against each other one in each cell, by Wilcoxon's signed-rank test on objectives paired by seed, corrected by Holm's
 * method for all these tests together.
 */
final class PairedTests {
    private final List<String> solvers;
    private final BiFunction<Group, String, Optional<CellRuns>> cells;
    private final List<Group> groups;

    PairedTests(List<String> solvers, BiFunction<Group, String, Optional<CellRuns>> cells, List<Group> groups) {
        this.solvers = solvers;
        this.cells = cells;
        this.groups = groups;
    }

    List<ComparisonSummary.PairedTest> all() {
        List<ComparisonSummary.PairedTest> raw = new ArrayList<>();
        for (Group group : groups) {
            CellRuns first = cells.apply(group, solvers.get(0)).orElseThrow();
            for (String other : solvers.subList(1, solvers.size())) {
                CellRuns second = cells.apply(group, other).orElseThrow();
                if (first.ran() && second.ran()) {
                    raw.add(test(first, second));
                }
            }
        }
        double[] adjusted = SignedRank.holm(
                raw.stream().mapToDouble(ComparisonSummary.PairedTest::p).toArray());
        List<ComparisonSummary.PairedTest> tests = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            tests.add(raw.get(i).withAdjusted(adjusted[i]));
        }
        return tests;
    }

    private static ComparisonSummary.PairedTest test(CellRuns first, CellRuns other) {
        int n = first.trials().size();
        double[] differences = new double[n];
        int better = 0;
        int worse = 0;
        for (int i = 0; i < n; i++) {
            differences[i] = difference(
                    first.trials().get(i).objective(), other.trials().get(i).objective());
            better += differences[i] > 0 ? 1 : 0;
            worse += differences[i] < 0 ? 1 : 0;
        }
        double p = SignedRank.pValue(differences);
        return new ComparisonSummary.PairedTest(
                first.reference().name(),
                first.limit().toString(),
                first.solver(),
                other.solver(),
                better,
                n - better - worse,
                worse,
                CellRuns.finite(MedianEstimate.quantileOf(differences, 0.5)),
                ratio(first.statedObjective(), other.statedObjective()),
                ratio(first.medianGap(), other.medianGap()),
                p,
                p);
    }

    private static @Nullable Double ratio(double first, double other) {
        return CellRuns.finite(first / other);
    }

    /** Two runs that found nothing are equal. */
    private static double difference(double a, double b) {
        return a == b ? 0 : a - b;
    }
}
