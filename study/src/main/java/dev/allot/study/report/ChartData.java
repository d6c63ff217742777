package dev.allot.study.report;

import dev.allot.study.Estimate;
import dev.allot.study.StudySummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the page's script draws.
 *
 * @param decimals of scores
 * @param realised what realised scores are, for an axis
 * @param validated what the scores of the evaluated mixes are, for an axis
 * @param series one for each strategy and baseline
 * @param design the evaluated mixes
 */
record ChartData(
        int decimals, String realised, String validated, List<Series> series, List<StudySummary.Evaluated> design) {
    /**
     * A strategy or baseline over the budgets.
     *
     * @param role the {@link Role} in small letters
     */
    record Series(String name, String role, List<Mean> means, List<StudySummary.Point> outcomes) {}

    /** Realised scores at one budget. */
    record Mean(double share, double cost, Estimate realised) {}

    static ChartData of(StudySummary summary) {
        record Key(String name, Role role) {}
        Map<Key, List<Mean>> means = new LinkedHashMap<>();
        for (StudySummary.Strategy row : summary.strategies()) {
            List<Mean> own =
                    means.computeIfAbsent(new Key(row.name(), Role.of(row, summary)), key -> new ArrayList<>());
            Estimate realised = row.realised();
            if (realised != null
                    && Double.isFinite(realised.mean())
                    && Double.isFinite(row.cost().mean())) {
                own.add(new Mean(row.share(), row.cost().mean(), realised));
            }
        }
        List<Series> series = new ArrayList<>();
        means.forEach((key, own) -> series.add(new Series(
                key.name,
                key.role.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                own,
                summary.outcomes().stream()
                        .filter(p -> p.strategy().equals(key.name))
                        .filter(p -> Double.isFinite(p.predicted()) && Double.isFinite(p.realised()))
                        .toList())));
        boolean embedded = summary.heldOut() > 0;
        return new ChartData(
                Notation.of(summary).scores().digits(),
                embedded ? "Realised score (held-out accuracy, 0 to 1)" : "Realised score (the evaluator's units)",
                embedded ? "Score (validation accuracy, 0 to 1)" : "Score (the evaluator's units)",
                series,
                summary.design().stream()
                        .filter(e -> Double.isFinite(e.share()) && Double.isFinite(e.score()))
                        .toList());
    }
}
