package dev.allot.study.compare.report;

import dev.allot.study.compare.ComparisonSummary;
import dev.allot.study.compare.ComparisonSummary.PairedTest;
import dev.allot.study.compare.ComparisonSummary.Standing;
import dev.allot.study.page.Decimals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a comparison found, in plain sentences computed from its numbers. */
public final class ComparisonFindings {
    private static final double LEVEL = 0.05;
    /** The least number of seeds whose whole range is an interval of 95 %. */
    private static final int FEWEST_SEEDS = 6;

    private ComparisonFindings() {}

    /** The sentences, as plain text that is not escaped for HTML. */
    public static List<String> of(ComparisonSummary summary) {
        List<String> sentences = new ArrayList<>();
        if (!summary.refuted().isEmpty()) {
            sentences.add("DEFECT: " + summary.refuted().size()
                    + (summary.refuted().size() == 1 ? " bound is" : " bounds are") + " refuted by a point: "
                    + String.join("; ", summary.refuted()) + ".");
        }
        ranks(summary, sentences);
        summary.solvers().stream().skip(1).forEach(other -> against(summary, other, sentences));
        // All differences of one sign, the clearest result there can be, corrected for all tests.
        double least = summary.tests().size() * Math.pow(2, 1 - summary.seeds().size());
        if (least >= LEVEL) {
            sentences.add("From so few seeds none of these tests can reach p < " + LEVEL
                    + ", however clear a difference is.");
        }
        bounds(summary, sentences);
        return sentences;
    }

    private static void ranks(ComparisonSummary summary, List<String> sentences) {
        List<Standing> ranked = summary.standings().stream()
                .filter(s -> s.meanRank() != null)
                .sorted(Comparator.comparing(s -> Objects.requireNonNull(s.meanRank())))
                .toList();
        if (ranked.size() > 1) {
            sentences.add("Mean ranks of the median objectives, where every solver could run: "
                    + ranked.stream()
                            .map(s -> s.solver() + " " + String.format(Locale.ROOT, "%.2f", s.meanRank()))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }

    private static void against(ComparisonSummary summary, String other, List<String> sentences) {
        List<PairedTest> tests =
                summary.tests().stream().filter(t -> t.other().equals(other)).toList();
        if (tests.isEmpty()) {
            return;
        }
        long ahead = tests.stream()
                .filter(t -> t.adjusted() < LEVEL && t.better() > t.worse())
                .count();
        long behind = tests.stream()
                .filter(t -> t.adjusted() < LEVEL && t.better() < t.worse())
                .count();
        sentences.add("Against " + other + ", " + summary.solvers().get(0) + " is ahead in " + ahead + " and behind in "
                + behind + " of " + tests.size() + (tests.size() == 1 ? " cell" : " cells")
                + " (signed-rank test, p < " + LEVEL + " after Holm's correction).");
    }

    private static void bounds(ComparisonSummary summary, List<String> sentences) {
        String gaps = summary.standings().stream()
                .filter(s -> s.boundGap() != null)
                .map(s -> s.solver() + " " + Decimals.share(Objects.requireNonNull(s.boundGap())))
                .collect(Collectors.joining(", "));
        if (!gaps.isEmpty()) {
            sentences.add("Median gaps to the best bound that any solver proved: " + gaps + ".");
        }
    }

    /**
     * What a solver said of cells that went wrong.
     *
     * @param cells of which it said the same
     */
    public record Trouble(String solver, String detail, int cells) {}

    /** Everything that went wrong, each once. */
    public static List<Trouble> troubles(ComparisonSummary summary) {
        Map<String, Trouble> troubles = new LinkedHashMap<>();
        for (ComparisonSummary.Cell cell : summary.cells()) {
            String detail = cell.detail();
            if (detail != null) {
                troubles.merge(
                        cell.solver() + "\n" + detail,
                        new Trouble(cell.solver(), detail, 1),
                        (a, b) -> new Trouble(a.solver, a.detail, a.cells + b.cells));
            }
        }
        return List.copyOf(troubles.values());
    }

    /** What the intervals of medians are. */
    public static String intervals(ComparisonSummary summary) {
        int n = summary.seeds().size();
        if (n == 1) {
            return "One seed was run, so there are no intervals.";
        }
        double confidence = n < FEWEST_SEEDS ? 1 - Math.pow(2, 1 - n) : 0.95;
        return "Small print beneath a median is its confidence interval, made of order statistics"
                + (n < FEWEST_SEEDS
                        ? "; from " + n + " seeds it is their whole range, and its confidence "
                                + Decimals.share(confidence) + " only."
                        : ", of at least 95\u00a0%.");
    }
}
