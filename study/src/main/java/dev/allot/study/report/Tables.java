package dev.allot.study.report;

import dev.allot.study.Estimate;
import dev.allot.study.StudySummary;
import dev.allot.study.page.Decimals;
import dev.allot.study.page.Table;
import dev.allot.study.page.Table.Cell;
import dev.allot.study.page.Table.Column;
import dev.allot.study.page.Table.Row;
import java.util.ArrayList;
import java.util.List;

/** The tables of a study. Between them they hold every number that the charts draw. */
final class Tables {
    private final StudySummary summary;
    private final Notation notation;

    Tables(StudySummary summary) {
        this.summary = summary;
        this.notation = Notation.of(summary);
    }

    /** Strategies and baselines at each budget. */
    Table strategies() {
        List<Column> columns = List.of(
                Column.text("Strategy", "strategy"),
                Column.number("Budget", "budget_share"),
                Column.estimate("Cost", "cost"),
                Column.estimate("Predicted score", "predicted"),
                Column.estimate("Bound", "bound"),
                Column.estimate("Realised score", "realised"),
                Column.estimate("Gain over random", "gain"));
        List<Row> rows = new ArrayList<>();
        double share = Double.NaN;
        for (StudySummary.Strategy s : summary.strategies()) {
            rows.add(strategy(s, s.share() != share));
            share = s.share();
        }
        return new Table("strategies", columns, rows);
    }

    private Row strategy(StudySummary.Strategy s, boolean first) {
        Role role = Role.of(s, summary);
        String style = role == Role.CHOSEN ? "chosen" : role.baseline() ? "baseline" : "";
        String note = role == Role.CHOSEN ? "chosen strategy" : role.baseline() ? "baseline" : "";
        // Against themselves random mixes gain zero, and that tells nothing.
        Estimate gain = role == Role.RANDOM ? null : s.gain();
        return new Row(
                first ? (style + " first").strip() : style,
                List.of(
                        Cell.text(s.name(), note),
                        Cell.share(s.share()),
                        Cell.estimate(s.cost(), notation.costs(), false, summary.replications())
                                .withoutNote(),
                        Cell.estimate(s.predicted(), notation.scores(), false, summary.replications()),
                        Cell.estimate(s.bound(), notation.scores(), false, summary.replications()),
                        Cell.estimate(s.realised(), notation.scores(), false, summary.replications()),
                        Cell.estimate(gain, notation.scores(), true, summary.replications())));
    }

    /** The predictor's families. */
    Table families() {
        List<Column> columns = List.of(
                Column.text("Family", "family"),
                Column.number("Chosen in", "chosen"),
                Column.estimate("Spearman correlation", "spearman"),
                Column.estimate("RMSE", "rmse"));
        Decimals correlations = new Decimals(3);
        Decimals errors = Decimals.significant(
                3, summary.families().stream().mapToDouble(f -> f.rmse().mean()));
        List<Row> rows = summary.families().stream()
                .map(f -> new Row(
                        "",
                        List.of(
                                Cell.text(f.id(), ""),
                                Cell.number(f.chosen() + " of " + summary.replications(), f.chosen()),
                                Cell.estimate(f.spearman(), correlations, false, summary.replications()),
                                Cell.estimate(f.rmse(), errors, false, summary.replications()))))
                .toList();
        return new Table("predictor-families", columns, rows);
    }

    /** What a predictor of trees has learned of features; without rows if it is of another kind. */
    Table learned() {
        List<Column> columns = List.of(
                Column.text("Feature", "feature"),
                Column.number("Mean contribution", "contribution"),
                Column.estimate("Gain of 100", "gain_100"));
        StudySummary.Learned learned = summary.learned();
        List<StudySummary.Feature> features = learned == null ? List.of() : learned.features();
        Decimals decimals = Decimals.significant(3, features.stream().mapToDouble(StudySummary.Feature::contribution));
        List<Row> rows = features.stream()
                .map(f -> new Row(
                        f.low() <= 0 && f.high() >= 0 ? "baseline" : "",
                        List.of(
                                new Cell(TagLabel.of(f.name()), "", List.of(f.name())),
                                Cell.number(decimals.format(f.contribution()), f.contribution()),
                                Cell.between(f.gain(), f.low(), f.high(), decimals))))
                .toList();
        return new Table("learned-features", columns, rows);
    }

    /** Each strategy in each replication. */
    Table outcomes() {
        List<Column> columns = List.of(
                Column.text("Strategy", "strategy"),
                Column.number("Budget", "budget_share"),
                Column.number("Replication", "replication"),
                Column.number("Predicted", "predicted"),
                Column.interval("Without noise", "credible"),
                Column.interval("Measured", "measured"),
                Column.number("Realised", "realised"));
        List<Row> rows = summary.outcomes().stream()
                .map(p -> new Row(
                        "",
                        List.of(
                                Cell.text(p.strategy(), ""),
                                Cell.share(p.share()),
                                Cell.number(Integer.toString(p.replication() + 1), p.replication() + 1),
                                score(p.predicted()),
                                Cell.interval(p.credibleLow(), p.credibleHigh(), notation.scores()),
                                Cell.interval(p.low(), p.high(), notation.scores()),
                                score(p.realised()))))
                .toList();
        return new Table("outcomes", columns, rows);
    }

    /** The evaluated mixes of the first replication. */
    Table design() {
        List<Column> columns = List.of(Column.number("Cost share", "cost_share"), Column.number("Score", "score"));
        List<Row> rows = summary.design().stream()
                .map(e -> new Row("", List.of(Cell.share(e.share()), score(e.score()))))
                .toList();
        return new Table("evaluated-mixes", columns, rows);
    }

    private Cell score(double score) {
        return Cell.number(notation.scores().format(score), score);
    }
}
