package dev.allot.study.compare.report;

import dev.allot.study.compare.ComparisonSummary;
import dev.allot.study.compare.MedianEstimate;
import dev.allot.study.page.Decimals;
import dev.allot.study.page.Table;
import dev.allot.study.page.Table.Cell;
import dev.allot.study.page.Table.Column;
import dev.allot.study.page.Table.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of a comparison. */
final class ComparisonTables {
    private static final int FIGURES = 5;
    private static final Column PROBLEM = new Column("Problem", List.of("problem", "limit"), false);
    private static final Decimals HUNDREDTHS = new Decimals(2);

    private final ComparisonSummary summary;
    private final Map<String, Decimals> decimals = new HashMap<>();

    ComparisonTables(ComparisonSummary summary) {
        this.summary = summary;
        for (ComparisonSummary.ProblemFacts problem : summary.problems()) {
            decimals.put(
                    problem.name(),
                    decimals(summary.cells().stream()
                            .filter(c -> c.problem().equals(problem.name()))
                            .flatMap(c -> Stream.ofNullable(c.objective()))
                            .mapToDouble(MedianEstimate::median)));
        }
    }

    /** Decimals that tell objectives of one problem apart. */
    static Decimals decimals(DoubleStream objectives) {
        return Decimals.significant(FIGURES, objectives);
    }

    private Decimals of(String problem) {
        return Objects.requireNonNull(decimals.get(problem));
    }

    /** The solvers over all cells. */
    Table standings() {
        List<Column> columns = List.of(
                Column.text("Solver", "solver"),
                Column.number("Cells", "cells"),
                Column.number("Mean rank", "mean_rank"),
                Column.number("Gap", "bound_gap"),
                Column.number("Headroom gap", "headroom_gap"),
                Column.number("Primal integral", "primal_integral"),
                Column.number("Found", "found"),
                Column.number("Proven", "proven"));
        List<Row> rows = summary.standings().stream()
                .map(s -> new Row(
                        style(s.solver()),
                        List.of(
                                Cell.text(s.solver(), ""),
                                count(s.cells()),
                                number(s.meanRank(), HUNDREDTHS::format),
                                number(s.boundGap(), Decimals::share),
                                number(s.headroomGap(), Decimals::share),
                                number(s.primalIntegral(), Decimals::share),
                                Cell.number(s.found() + " of " + s.runs(), s.found()),
                                count(s.proven()))))
                .toList();
        return new Table("standings", columns, rows);
    }

    private String style(String solver) {
        return solver.equals(summary.solvers().get(0)) ? "chosen" : "";
    }

    /** Every solver on every problem within every limit. */
    Table cells() {
        List<Column> columns = List.of(
                PROBLEM,
                Column.text("Solver", "solver"),
                Column.estimate("Objective", "objective"),
                Column.estimate("Own bound", "bound"),
                Column.estimate("Gap", "gap"),
                Column.estimate("Headroom gap", "headroom_gap"),
                Column.estimate("Primal integral", "primal_integral"),
                Column.estimate("Seconds", "seconds"),
                Column.text("Ended", "ended"));
        List<Row> rows = new ArrayList<>();
        String group = "";
        for (ComparisonSummary.Cell cell : summary.cells()) {
            String own = cell.problem() + "\n" + cell.limit();
            String first = own.equals(group) ? "" : " first";
            group = own;
            Decimals d = of(cell.problem());
            rows.add(new Row(
                    (style(cell.solver()) + first).strip(),
                    List.of(
                            problem(cell.problem(), cell.limit()),
                            Cell.text(cell.solver(), ""),
                            estimate(cell.objective(), d::format),
                            estimate(cell.bound(), d::format),
                            estimate(cell.gap(), d::format),
                            estimate(cell.headroomGap(), Decimals::share),
                            estimate(cell.primalIntegral(), Decimals::share),
                            estimate(cell.seconds(), HUNDREDTHS::format),
                            Cell.text(ended(cell), missing(cell)))));
        }
        return new Table("cells", columns, rows);
    }

    /** How runs ended: {@code optimal}, or {@code time limit 9, optimal 1}. */
    static String ended(ComparisonSummary.Cell cell) {
        boolean several = cell.outcomes().size() > 1;
        return cell.outcomes().entrySet().stream()
                .map(e -> e.getKey().toLowerCase(Locale.ROOT).replace('_', ' ') + (several ? " " + e.getValue() : ""))
                .collect(Collectors.joining(", "));
    }

    private static String missing(ComparisonSummary.Cell cell) {
        return cell.found() < cell.runs() && cell.objective() != null
                ? "a point in " + cell.found() + " of " + cell.runs() + " runs"
                : "";
    }

    private static Cell problem(String name, String limit) {
        return new Cell(name, limit, List.of(name, limit));
    }

    /** What solvers said of cells that went wrong. */
    Table troubles() {
        List<Column> columns = List.of(
                Column.text("Solver", "solver"),
                Column.number("Cells", "cells"),
                Column.text("What it says", "detail"));
        List<Row> rows = ComparisonFindings.troubles(summary).stream()
                .map(t -> new Row("", List.of(Cell.text(t.solver(), ""), count(t.cells()), Cell.text(t.detail(), ""))))
                .toList();
        return new Table("troubles", columns, rows);
    }

    /** The paired tests. */
    Table tests() {
        List<Column> columns = List.of(
                PROBLEM,
                Column.text("Against", "against"),
                Column.number("Better", "better"),
                Column.number("Equal", "equal"),
                Column.number("Worse", "worse"),
                Column.number("Median difference", "median_difference"),
                Column.number("Ratio of objectives", "objective_ratio"),
                Column.number("Ratio of gaps", "gap_ratio"),
                Column.number("p", "p"),
                Column.number("p, corrected", "p_corrected"));
        Decimals p = new Decimals(4);
        Decimals ratio = new Decimals(6);
        List<Row> rows = summary.tests().stream()
                .map(t -> new Row(
                        "",
                        List.of(
                                problem(t.problem(), t.limit()),
                                Cell.text(t.other(), ""),
                                count(t.better()),
                                count(t.equal()),
                                count(t.worse()),
                                number(t.median(), of(t.problem())::signed),
                                number(t.objectiveRatio(), ratio::format),
                                number(t.gapRatio(), p::format),
                                number(t.p(), p::format),
                                number(t.adjusted(), p::format))))
                .toList();
        return new Table("tests", columns, rows);
    }

    /** The problems. */
    Table problems() {
        List<Column> columns = List.of(
                Column.text("Problem", "problem"),
                Column.text("Sense", "sense"),
                Column.number("Variables", "variables"),
                Column.number("Constraints", "constraints"),
                Column.number("Aggregates", "aggregates"),
                Column.number("Best objective", "best_objective"),
                Column.number("Best bound", "best_bound"),
                Column.number("Known from elsewhere", "best_known"));
        List<Row> rows = summary.problems().stream()
                .map(p -> new Row(
                        "",
                        List.of(
                                Cell.text(p.name(), ""),
                                Cell.text(p.sense(), ""),
                                count(p.variables()),
                                count(p.constraints()),
                                count(p.aggregates()),
                                number(p.bestObjective(), of(p.name())::format),
                                number(p.bestBound(), of(p.name())::format),
                                number(p.bestKnown(), of(p.name())::format))))
                .toList();
        return new Table("problems", columns, rows);
    }

    private static Cell count(int value) {
        return Cell.number(Integer.toString(value), value);
    }

    private static Cell number(@Nullable Double value, Function<Double, String> format) {
        return value == null ? Cell.number(Decimals.MISSING, Double.NaN) : Cell.number(format.apply(value), value);
    }

    /** A median and beneath it its interval. */
    private static Cell estimate(@Nullable MedianEstimate estimate, Function<Double, String> format) {
        if (estimate == null || !Double.isFinite(estimate.median())) {
            return new Cell(Decimals.MISSING, "", Collections.nCopies(3, ""));
        }
        String low = write(estimate.low(), format);
        String high = write(estimate.high(), format);
        return new Cell(
                format.apply(estimate.median()),
                low.equals(high) ? "" : low + " to " + high,
                Stream.of(estimate.median(), estimate.low(), estimate.high())
                        .map(v -> Double.isFinite(v) ? Double.toString(v) : "")
                        .toList());
    }

    private static String write(double value, Function<Double, String> format) {
        return Double.isFinite(value) ? format.apply(value) : Decimals.MISSING;
    }
}
