package dev.allot.study.compare.report;

import dev.allot.study.compare.ComparisonSummary;
import dev.allot.study.page.Decimals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the page's script draws.
 *
 * @param solvers in order
 * @param progress of all runs together, by solver
 * @param profiles of the primal integral
 * @param groups curves of a problem within a limit
 */
record ChartData(
        List<String> solvers,
        List<ComparisonSummary.Curve> progress,
        List<ComparisonSummary.Profile> profiles,
        List<Group> groups) {
    private static final int MOST_GROUPS = 24;

    /**
     * The curves of a problem within a limit.
     *
     * @param unit of positions
     * @param decimals of objectives
     * @param bestBound of any run, if there is one
     */
    record Group(
            String problem,
            String limit,
            String unit,
            int decimals,
            @Nullable Double bestBound,
            List<ComparisonSummary.Curve> curves) {}

    static ChartData of(ComparisonSummary summary) {
        Map<String, List<ComparisonSummary.Curve>> byGroup = new LinkedHashMap<>();
        for (ComparisonSummary.Curve curve : summary.curves()) {
            byGroup.computeIfAbsent(curve.problem() + "\n" + curve.limit(), key -> new ArrayList<>())
                    .add(curve);
        }
        List<Group> groups = byGroup.values().stream()
                .limit(MOST_GROUPS)
                .map(curves -> group(summary, curves))
                .toList();
        return new ChartData(summary.solvers(), summary.progress(), summary.profiles(), groups);
    }

    private static Group group(ComparisonSummary summary, List<ComparisonSummary.Curve> curves) {
        ComparisonSummary.Curve any = curves.get(0);
        Double bound = summary.problems().stream()
                .filter(p -> p.name().equals(any.problem()))
                .findFirst()
                .orElseThrow()
                .bestBound();
        Decimals decimals = ComparisonTables.decimals(
                curves.stream().flatMap(c -> finite(c.median())).mapToDouble(Double::doubleValue));
        boolean evaluations =
                any.limit().endsWith("evaluations") && !any.limit().contains(",");
        return new Group(
                any.problem(), any.limit(), evaluations ? "evaluations" : "seconds", decimals.digits(), bound, curves);
    }

    private static Stream<Double> finite(List<@Nullable Double> values) {
        return values.stream().filter(Objects::nonNull);
    }
}
