package dev.allot.cli.study;

import dev.allot.cli.output.Console;
import dev.allot.cli.output.TextTable;
import dev.allot.study.Estimate;
import dev.allot.study.StudySummary;
import dev.allot.study.budget.BudgetFindings.Rival;
import dev.allot.study.budget.BudgetFindings.Saving;
import dev.allot.study.budget.BudgetFindings.Step;
import dev.allot.study.report.Advice;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a study tells of budgets, as text: what more money buys, the baselines at equal cost and equal score, and what to spend. */
final class BudgetText {
    private BudgetText() {}

    static void print(Console console, StudySummary summary) {
        List<Step> steps = summary.budget().steps();
        if (steps.stream().anyMatch(step -> step.realised() != null)) {
            console.print("");
            TextTable table = new TextTable("what more money buys", "cost", "realised", "", "a cost unit", "predicted");
            for (Step step : steps) {
                table.row(
                        TextTable.share(step.from()) + " to " + TextTable.share(step.to()),
                        "+" + TextTable.cost(step.cost()),
                        mean(step.realised(), "%+.4f"),
                        interval(step.realised(), "%+.4f"),
                        mean(step.perUnit(), "%+.2g"),
                        mean(step.predicted(), "%+.4f"));
            }
            table.lines().forEach(console::print);
        }
        List<Rival> baselines = summary.budget().rivals().stream()
                .filter(rival -> isBaseline(summary, rival))
                .toList();
        if (!baselines.isEmpty()) {
            console.print("");
            TextTable table = new TextTable(
                    summary.chosen() + " against",
                    "cost",
                    "realised",
                    "gain at no more cost",
                    "",
                    "same score for",
                    "saved",
                    "");
            baselines.forEach(rival -> table.row(
                    rival.name() + " " + TextTable.share(rival.share()),
                    TextTable.cost(rival.cost()),
                    mean(rival.score(), "%.4f"),
                    mean(rival.gain(), "%+.4f"),
                    interval(rival.gain(), "%+.4f"),
                    rival.saving().cost() == null
                            ? "not reached"
                            : TextTable.cost(rival.saving().cost()),
                    rival.saving().saved() == null
                            ? "-"
                            : TextTable.percent(rival.saving().saved(), 0),
                    interval(rival.saving())));
            table.lines().forEach(console::print);
        }
        List<String> advice = Advice.of(summary);
        if (!advice.isEmpty()) {
            console.print("");
            advice.forEach(console::print);
        }
        console.print("");
    }

    private static boolean isBaseline(StudySummary summary, Rival rival) {
        return summary.strategies().stream()
                .anyMatch(row -> row.name().equals(rival.name()) && row.predicted() == null);
    }

    private static String mean(@Nullable Estimate estimate, String format) {
        return estimate == null ? "-" : String.format(Locale.ROOT, format, estimate.mean());
    }

    private static String interval(@Nullable Estimate estimate, String format) {
        return estimate == null || estimate.values() < 2
                ? ""
                : String.format(Locale.ROOT, "[" + format + ", " + format + "]", estimate.low(), estimate.high());
    }

    /** An end that is open says that the score is not reached for any money. */
    private static String interval(Saving saving) {
        return saving.low() == null && saving.high() == null
                ? ""
                : "[" + (saving.low() == null ? "not reached" : TextTable.percent(saving.low(), 0)) + ", "
                        + (saving.high() == null ? "not reached" : TextTable.percent(saving.high(), 0)) + "]";
    }
}
