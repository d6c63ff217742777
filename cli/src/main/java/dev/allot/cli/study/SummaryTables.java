package dev.allot.cli.study;

import dev.allot.cli.output.Console;
import dev.allot.cli.output.TextTable;
import dev.allot.study.Estimate;
import dev.allot.study.StudySummary;
import dev.allot.study.report.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a study found, as text: the strategies at each budget, and how the predictors did. */
final class SummaryTables {
    private static final String NONE = "-";

    private SummaryTables() {}

    static void print(Console console, StudySummary summary, List<String> strategies) {
        console.print(heading(summary));
        console.print("");
        TextTable table =
                new TextTable("strategy", "budget", "cost", "predicted", "bound", "realised", "", "over random", "");
        double share = Double.NaN;
        for (StudySummary.Strategy s : inOrder(summary, strategies)) {
            if (!isSingleSource(summary, s) && s.share() != share) {
                table.gap();
                share = s.share();
            }
            boolean isBaseline = s.predicted() == null;
            Estimate gain = isBaseline ? null : s.gain();
            table.row(
                    name(summary, s),
                    TextTable.share(s.share()),
                    TextTable.cost(s.cost().mean()),
                    mean(s.predicted(), "%.4f"),
                    mean(s.bound(), "%.4f"),
                    mean(s.realised(), "%.4f"),
                    interval(s.realised(), "%.4f"),
                    mean(gain, "%+.4f"),
                    interval(gain, "%+.4f"));
        }
        table.lines().forEach(console::print);
        console.print("");
        expected(console, summary);
        summary.families().forEach(family -> console.print(predictor(family, summary.replications())));
        Findings.ofNoise(summary).ifPresent(console::print);
        Findings.ofCaution(summary).ifPresent(console::print);
        summary.earlier().forEach(earlier -> console.print(earlier(earlier)));
        leftOut(console, summary, strategies);
        if (summary.failed() > 0) {
            console.print(summary.failed() + " evaluations failed and were left out; study.jsonl says why");
        }
    }

    /** Where the chosen strategy's measured scores were expected, and how often the expectations of all held. */
    private static void expected(Console console, StudySummary summary) {
        for (StudySummary.Point point : summary.outcomes()) {
            if (summary.replications() == 1 && point.strategy().equals(summary.chosen())) {
                console.print(String.format(
                        Locale.ROOT,
                        "%s at %.0f%%: expected in [%.4f, %.4f] with 90 %% probability, realised %.4f",
                        point.strategy(),
                        100 * point.share(),
                        point.low(),
                        point.high(),
                        point.realised()));
            }
        }
        Findings.ofIntervals(summary).ifPresent(sentence -> {
            console.print(sentence);
            console.print("");
        });
    }

    /** Single sources, then by budget, random mixes before strategies. */
    private static List<StudySummary.Strategy> inOrder(StudySummary summary, List<String> strategies) {
        return summary.strategies().stream()
                .sorted(Comparator.comparing((StudySummary.Strategy s) -> !isSingleSource(summary, s))
                        .thenComparing(s -> isSingleSource(summary, s) ? 0 : s.share())
                        .thenComparing(s -> strategies.indexOf(s.name())))
                .toList();
    }

    private static boolean isSingleSource(StudySummary summary, StudySummary.Strategy s) {
        return s.predicted() == null
                && summary.sources().stream().anyMatch(source -> s.name().equals("all-" + source));
    }

    /** A mean over fewer replications than the others' is marked: it must not be compared with theirs unawares. */
    private static String name(StudySummary summary, StudySummary.Strategy s) {
        int values = s.cost().values();
        return values < summary.replications()
                ? s.name() + " (" + values + " of " + summary.replications() + ")"
                : s.name();
    }

    private static String heading(StudySummary summary) {
        String heldOut =
                summary.heldOut() > 0 ? ", realised scores on " + summary.heldOut() + " held-out gold pairs" : "";
        String intervals = summary.replications() > 1
                ? "; means over " + summary.replications() + " replications with 95 % intervals"
                : "; one replication";
        String again = summary.noise() == null ? "" : " and " + summary.noise().replicates() + " of them again";
        return summary.name() + ": " + summary.instances() + " instances routed, " + summary.mixes()
                + " mixes evaluated" + again + heldOut + intervals;
    }

    private static String mean(@Nullable Estimate estimate, String format) {
        return estimate == null ? NONE : String.format(Locale.ROOT, format, estimate.mean());
    }

    private static String interval(@Nullable Estimate estimate, String format) {
        if (estimate == null || estimate.values() < 2) {
            return "";
        }
        return String.format(Locale.ROOT, "[" + format + ", " + format + "]", estimate.low(), estimate.high());
    }

    private static String predictor(StudySummary.Family family, int replications) {
        return String.format(
                Locale.ROOT,
                "predictor %-13s  chosen in %d of %d, cross-validated Spearman %.3f, RMSE %.4f",
                family.id(),
                family.chosen(),
                replications,
                family.spearman().mean(),
                family.rmse().mean());
    }

    private static String earlier(StudySummary.Earlier earlier) {
        return String.format(
                Locale.ROOT,
                "known before: %d mixes of %s, which explain %.0f %% of the variance of what instances gain",
                earlier.mixes(),
                earlier.name(),
                100 * earlier.explained().mean());
    }

    /** Says so if a strategy has fewer values than there are replications. */
    private static void leftOut(Console console, StudySummary summary, List<String> strategies) {
        String families = summary.families().stream()
                .filter(family -> family.chosen() > 0)
                .map(StudySummary.Family::id)
                .collect(Collectors.joining(", "));
        List<String> never = new ArrayList<>();
        for (String strategy : strategies) {
            int values = summary.strategies().stream()
                    .filter(s -> s.name().equals(strategy))
                    .mapToInt(s -> s.cost().values())
                    .min()
                    .orElse(0);
            if (values == 0) {
                never.add(strategy);
            } else if (values < summary.replications()) {
                console.print(strategy + " took part in " + values + " of " + summary.replications()
                        + " replications; the others' predictors (" + families
                        + ") are not for it, or it found no routing in time");
            }
        }
        if (!never.isEmpty()) {
            console.print("not in the table: " + String.join(", ", never) + " (not for predictors of the kind chosen, "
                    + families + ", or found no routing in time)");
        }
    }
}
