package dev.allot.study.report;

import dev.allot.study.StudySummary;
import dev.allot.study.budget.BudgetFindings;
import dev.allot.study.budget.BudgetFindings.Rival;
import dev.allot.study.budget.BudgetFindings.Saving;
import dev.allot.study.budget.Credible;
import dev.allot.study.page.Decimals;
import dev.allot.study.page.Table;
import dev.allot.study.page.Table.Cell;
import dev.allot.study.page.Table.Column;
import dev.allot.study.page.Table.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The tables of what a study tells of budgets. */
final class BudgetTables {
    private static final Decimals WHOLE = new Decimals(0);
    private static final double LABELS = 100;

    private final StudySummary summary;
    private final BudgetFindings budget;
    private final Notation notation;

    BudgetTables(StudySummary summary) {
        this.summary = summary;
        this.budget = summary.budget();
        this.notation = Notation.of(summary);
    }

    /** What more money buys. */
    Table steps() {
        List<Column> columns = List.of(
                Column.number("From", "from_share"),
                Column.number("To", "to_share"),
                Column.number("More cost", "cost"),
                Column.estimate("Realised gain", "realised"),
                Column.estimate("Realised, a cost unit", "realised_per_unit"),
                Column.estimate("Predicted gain", "predicted"));
        Decimals units = Decimals.significant(
                2,
                budget.steps().stream()
                        .map(BudgetFindings.Step::perUnit)
                        .flatMapToDouble(e -> e == null ? DoubleStream.empty() : DoubleStream.of(e.mean())));
        List<Row> rows = budget.steps().stream()
                .map(step -> new Row(
                        "",
                        List.of(
                                Cell.share(step.from()),
                                Cell.share(step.to()),
                                Cell.number(notation.costs().format(step.cost()), step.cost()),
                                Cell.estimate(step.realised(), notation.scores(), true, summary.replications()),
                                Cell.estimate(step.perUnit(), units, true, summary.replications()),
                                Cell.estimate(step.predicted(), notation.scores(), true, summary.replications()))))
                .toList();
        return new Table("what-more-money-buys", columns, rows);
    }

    /** The chosen strategy against the baselines. */
    Table baselines() {
        return rivals(
                "against-baselines",
                budget.rivals().stream().filter(this::isBaseline).toList());
    }

    /** The chosen strategy against the other strategies. */
    Table otherStrategies() {
        return rivals(
                "against-strategies",
                budget.rivals().stream().filter(rival -> !isBaseline(rival)).toList());
    }

    private Table rivals(String name, List<Rival> rivals) {
        List<Column> columns = List.of(
                Column.text("Against", "rival"),
                Column.number("Budget", "budget_share"),
                Column.number("Cost", "cost"),
                Column.estimate("Realised score", "score"),
                Column.estimate("Gain at no more cost", "gain"),
                Column.number("Cost of the same score", "same_score_cost"),
                Column.estimate("Saved", "saved"));
        List<Row> rows = rivals.stream()
                .map(rival -> new Row(
                        "",
                        List.of(
                                Cell.text(rival.name(), ""),
                                Cell.share(rival.share()),
                                Cell.number(notation.costs().format(rival.cost()), rival.cost()),
                                Cell.estimate(rival.score(), notation.scores(), false, summary.replications()),
                                Cell.estimate(rival.gain(), notation.scores(), true, summary.replications()),
                                sameScore(rival.saving()),
                                saved(rival.saving()))))
                .toList();
        return new Table(name, columns, rows);
    }

    private boolean isBaseline(Rival rival) {
        return summary.strategies().stream()
                .anyMatch(row -> row.name().equals(rival.name()) && row.predicted() == null);
    }

    private Cell sameScore(Saving saving) {
        double cost = number(saving.cost());
        return saving.cost() == null
                ? new Cell("not reached", "", List.of(""))
                : Cell.number(notation.costs().format(cost), cost);
    }

    private static Cell saved(Saving saving) {
        if (saving.saved() == null) {
            return new Cell(Decimals.MISSING, "", Collections.nCopies(3, ""));
        }
        String note = saving.low() == null && saving.high() == null
                ? ""
                : (saving.low() == null ? "nothing" : WHOLE.percent(saving.low())) + " to "
                        + (saving.high() == null ? "nothing" : WHOLE.percent(saving.high()));
        return new Cell(
                WHOLE.percent(saving.saved()),
                note,
                List.of(text(saving.saved()), text(saving.low()), text(saving.high())));
    }

    /** What labels are worth by tag. */
    Table tags() {
        List<Column> columns = List.of(
                Column.text("Tag", "tag"),
                Column.text("Labels by", "source"),
                Column.number("Instances", "instances"),
                Column.estimate("Gain of 100 labels", "gain_100"),
                Column.estimate("of it by the tag itself", "weight_100"));
        Decimals decimals = Decimals.significant(
                3, budget.tags().stream().mapToDouble(t -> LABELS * t.gain().mean()));
        List<Row> rows = new ArrayList<>();
        for (BudgetFindings.TagGain tag : budget.tags()) {
            rows.add(new Row(
                    tag.gain().excludesZero() ? "" : "baseline",
                    List.of(
                            new Cell(TagLabel.of(tag.tag()), "", List.of(tag.tag())),
                            Cell.text(tag.source(), ""),
                            Cell.number(Integer.toString(tag.instances()), tag.instances()),
                            credible(tag.gain(), LABELS, decimals::signed),
                            credible(tag.weight(), LABELS, decimals::signed))));
        }
        return new Table("tags", columns, rows);
    }

    private static Cell credible(Credible c, double factor, DoubleFunction<String> format) {
        double mean = factor * c.mean();
        double low = factor * c.low();
        double high = factor * c.high();
        return new Cell(
                format.apply(mean),
                format.apply(low) + " to " + format.apply(high),
                List.of(text(mean), text(low), text(high)));
    }

    /** How sure it is who labels what. */
    Table certainties() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.number("Budget", "budget_share"));
        for (String source : summary.sources()) {
            columns.add(Column.number("Surely " + source, "sure_" + source));
        }
        columns.add(Column.number("Toss-ups", "toss_ups"));
        columns.add(Column.estimate("Gain of one more cost unit", "price"));
        List<Row> rows = new ArrayList<>();
        for (BudgetFindings.Certainty c : budget.certainties()) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.share(c.share()));
            c.sure().forEach(sure -> cells.add(Cell.number(Integer.toString(sure), sure)));
            cells.add(Cell.number(Integer.toString(c.open()), c.open()));
            cells.add(credible(c.price(), 1, Advice::figures));
            rows.add(new Row("", cells));
        }
        return new Table("certainties", columns, rows);
    }

    /** The budgets of the slider. */
    Table routes() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.number("Budget", "budget_share"));
        columns.add(Column.number("Cost", "cost"));
        columns.add(Column.number("Expected score", "expected"));
        columns.add(Column.number("Next unit", "price"));
        for (String source : budget.routes().sources()) {
            columns.add(Column.number("By " + source, "labels_" + source));
        }
        List<Row> rows = new ArrayList<>();
        budget.routes().stops().forEach(stop -> {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.share(stop.share()));
            cells.add(Cell.number(notation.costs().format(stop.cost()), stop.cost()));
            cells.add(Cell.number(notation.scores().format(stop.predicted()), stop.predicted()));
            cells.add(Cell.number(Advice.figures(stop.price()), stop.price()));
            for (int labels : stop.labels()) {
                cells.add(Cell.number(Integer.toString(labels), labels));
            }
            rows.add(new Row("", cells));
        });
        return new Table("routes", columns, rows);
    }

    private static double number(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static String text(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? "" : Double.toString(value);
    }
}
