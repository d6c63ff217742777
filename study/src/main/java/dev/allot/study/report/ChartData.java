package dev.allot.study.report;

import dev.allot.study.Estimate;
import dev.allot.study.StudySummary;
import dev.allot.study.budget.BudgetFindings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page's script draws.
 *
 * @param decimals of scores
 * @param realised what realised scores are, for an axis
 * @param validated what the scores of the evaluated mixes are, for an axis
 * @param series one for each strategy and baseline
 * @param design the evaluated mixes
 * @param calibration of the intervals
 * @param labels what tags are called, where that is not their name
 * @param budget what is drawn of it
 */
record ChartData(
        int decimals,
        String realised,
        String validated,
        List<Series> series,
        List<StudySummary.Evaluated> design,
        List<Calibration> calibration,
        Map<String, String> labels,
        BudgetFindings budget) {
    /**
     * A strategy or baseline over the budgets.
     *
     * @param role the {@link Role} in small letters
     */
    record Series(String name, String role, List<Mean> means, List<StudySummary.Point> outcomes) {}

    /** Realised and predicted scores at one budget, and the gain over random mixes. */
    record Mean(
            double share,
            double cost,
            Estimate realised,
            @Nullable Estimate predicted,
            @Nullable Estimate gain) {}

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
                own.add(new Mean(
                        row.share(), row.cost().mean(), realised, finite(row.predicted()), finite(row.gain())));
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
                        .toList(),
                Calibration.of(summary),
                labels(summary.budget()),
                summary.budget());
    }

    private static Map<String, String> labels(BudgetFindings budget) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (BudgetFindings.TagGain tag : budget.tags()) {
            String label = TagLabel.of(tag.tag());
            if (!label.equals(tag.tag())) {
                labels.put(tag.tag(), label);
            }
        }
        return labels;
    }

    private static @Nullable Estimate finite(@Nullable Estimate estimate) {
        return estimate != null && Double.isFinite(estimate.mean()) ? estimate : null;
    }
}
