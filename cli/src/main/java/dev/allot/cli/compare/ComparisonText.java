package dev.allot.cli.compare;

import dev.allot.cli.output.Console;
import dev.allot.cli.output.TextTable;
import dev.allot.study.compare.ComparisonSummary;
import dev.allot.study.compare.MedianEstimate;
import dev.allot.study.compare.report.ComparisonFindings;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a comparison found, as text. */
final class ComparisonText {
    private static final String NONE = "-";

    private ComparisonText() {}

    static void print(Console console, ComparisonSummary summary) {
        int seeds = summary.seeds().size();
        console.print(summary.problems().size() + (summary.problems().size() == 1 ? " problem, " : " problems, ")
                + String.join(" and ", summary.limits()) + " a run, " + seeds + (seeds == 1 ? " seed" : " seeds")
                + "; medians over seeds, in brackets their intervals");
        console.print("");
        TextTable cells =
                new TextTable("solver", "objective", "", "gap", "headroom", "integral", "proven", "seconds", "ended");
        String group = "";
        for (ComparisonSummary.Cell cell : summary.cells()) {
            String own = cell.problem() + ", " + cell.limit();
            if (!own.equals(group)) {
                if (!group.isEmpty()) {
                    cells.gap();
                }
                cells.row(own, "", "", "", "", "", "", "", "");
                group = own;
            }
            cells.row(
                    "  " + cell.solver(),
                    median(cell.objective()),
                    interval(cell.objective()),
                    median(cell.gap()),
                    percent(cell.headroomGap()),
                    percent(cell.primalIntegral()),
                    cell.proven() == 0 ? NONE : cell.proven() + "/" + cell.runs(),
                    cell.seconds() == null ? NONE : decimals(cell.seconds().median(), 2),
                    ended(cell));
        }
        cells.lines().forEach(console::print);
        if (summary.cells().size() > summary.solvers().size()) {
            console.print("");
            standings(console, summary);
        }
        if (summary.solvers().size() > 1) {
            console.print("");
            ratios(console, summary);
        }
        console.print("");
        ComparisonFindings.troubles(summary)
                .forEach(t -> console.print(
                        t.solver() + " in " + t.cells() + (t.cells() == 1 ? " cell: " : " cells: ") + t.detail()));
        ComparisonFindings.of(summary).forEach(console::print);
    }

    private static void standings(Console console, ComparisonSummary summary) {
        TextTable table = new TextTable("over all cells", "rank", "gap", "headroom", "integral", "found", "proven");
        for (ComparisonSummary.Standing s : summary.standings()) {
            table.row(
                    s.solver(),
                    s.meanRank() == null ? NONE : decimals(s.meanRank(), 2),
                    percent(s.boundGap()),
                    percent(s.headroomGap()),
                    percent(s.primalIntegral()),
                    s.found() + "/" + s.runs(),
                    Integer.toString(s.proven()));
        }
        table.lines().forEach(console::print);
    }

    /** The first solver over each other one, median over cells and in brackets the range. */
    private static void ratios(Console console, ComparisonSummary summary) {
        TextTable table = new TextTable(summary.solvers().get(0) + " over", "objective", "", "gap", "", "cells");
        for (String other : summary.solvers().subList(1, summary.solvers().size())) {
            List<ComparisonSummary.PairedTest> tests = summary.tests().stream()
                    .filter(t -> t.other().equals(other))
                    .toList();
            double[] objectives = ratios(tests, ComparisonSummary.PairedTest::objectiveRatio);
            double[] gaps = ratios(tests, ComparisonSummary.PairedTest::gapRatio);
            table.row(
                    other,
                    middle(objectives, 5),
                    range(objectives, 5),
                    middle(gaps, 3),
                    range(gaps, 3),
                    Integer.toString(objectives.length));
        }
        table.lines().forEach(console::print);
    }

    private static double[] ratios(
            List<ComparisonSummary.PairedTest> tests, Function<ComparisonSummary.PairedTest, @Nullable Double> ratio) {
        return tests.stream()
                .flatMap(test -> Stream.ofNullable(ratio.apply(test)))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    private static String middle(double[] sorted, int digits) {
        int n = sorted.length;
        return n == 0 ? NONE : decimals(0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]), digits);
    }

    private static String range(double[] sorted, int digits) {
        int n = sorted.length;
        return n < 2 ? "" : "[" + decimals(sorted[0], digits) + ", " + decimals(sorted[n - 1], digits) + "]";
    }

    private static String ended(ComparisonSummary.Cell cell) {
        boolean several = cell.outcomes().size() > 1;
        String how = cell.outcomes().entrySet().stream()
                .map(e -> e.getKey() + (several ? " " + e.getValue() : ""))
                .collect(Collectors.joining(", "));
        return how + (cell.found() < cell.runs() && cell.objective() != null ? " (point in " + cell.found() + ")" : "");
    }

    private static String median(@Nullable MedianEstimate estimate) {
        return estimate == null ? NONE : number(estimate.median());
    }

    private static String interval(@Nullable MedianEstimate estimate) {
        if (estimate == null || estimate.values() < 2 || !Double.isFinite(estimate.median())) {
            return "";
        }
        return "[" + number(estimate.low()) + ", " + number(estimate.high()) + "]";
    }

    /** Five decimals where numbers are small: strategies differ in the fourth. */
    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        boolean whole = value == Math.rint(value);
        return decimals(value, whole ? 0 : Math.abs(value) < 10 ? 5 : 2);
    }

    private static String percent(@Nullable MedianEstimate estimate) {
        return estimate == null ? NONE : percent((Double) estimate.median());
    }

    private static String percent(@Nullable Double share) {
        return share == null ? NONE : TextTable.percent(share, 2);
    }

    private static String decimals(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
