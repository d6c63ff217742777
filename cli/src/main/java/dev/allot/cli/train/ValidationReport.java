package dev.allot.cli.train;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.cli.output.Console;
import dev.allot.cli.output.TextTable;
import dev.allot.predictor.Accuracy;
import dev.allot.predictor.CrossValidationReport;
import dev.allot.predictor.FoldScore;
import dev.allot.predictor.ModelSelection;
import dev.allot.predictor.Share;
import dev.allot.predictor.TrainingTable;
import dev.allot.predictor.gain.FeatureGain;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the families did in cross-validation, as a table and as JSON.
 *
 * @param rows what was learned from
 * @param selection the family chosen, and how all did
 * @param nested how the choice of a family did, made anew for each fold without it, if that was asked for
 * @param unseen how the model did on another table, if there is one
 * @param gains of the features, the greatest first, if they were asked for
 */
record ValidationReport(
        TrainingTable rows,
        ModelSelection selection,
        Optional<CrossValidationReport> nested,
        Optional<Accuracy> unseen,
        List<FeatureGain> gains) {
    /** Copies the gains. */
    ValidationReport {
        gains = List.copyOf(gains);
    }

    void print(Console console, boolean folds) {
        int count = selection.reports().get(0).folds().size();
        console.print(rows.size() + " mixes, " + rows.width() + " features; " + count
                + "-fold cross-validation (mean +- standard deviation over the folds)");
        console.print("");
        TextTable table = new TextTable("family", "Spearman", "RMSE", "90 % intervals hold", "");
        for (CrossValidationReport report : selection.reports()) {
            boolean chosen = report.family().equals(selection.family().id());
            row(table, report, report.family(), chosen ? "chosen" : "", folds);
        }
        nested.ifPresent(report -> row(table, report, "chosen anew", "nested", folds));
        table.lines().forEach(console::print);
        printShares(console);
        unseen.ifPresent(accuracy -> {
            console.print("");
            console.print(accuracy.rows() + " unseen mixes: Spearman " + TextTable.score(accuracy.spearman())
                    + ", RMSE " + TextTable.score(accuracy.rmse()));
        });
        printGains(console);
    }

    private static void row(TextTable table, CrossValidationReport report, String name, String remark, boolean folds) {
        table.row(
                name,
                TextTable.score(report.spearman()) + " +- " + TextTable.score(report.spearmanDeviation()),
                TextTable.score(report.rmse()) + " +- " + TextTable.score(report.rmseDeviation()),
                coverage(report),
                remark);
        if (folds) {
            for (FoldScore fold : report.folds()) {
                table.row(
                        "  fold " + (fold.fold() + 1) + ", " + fold.rows() + " mixes",
                        TextTable.score(fold.spearman()) + "          ",
                        TextTable.score(fold.rmse()) + "          ",
                        "",
                        "");
            }
        }
    }

    private static String coverage(CrossValidationReport report) {
        return report.coverage().isPresent()
                ? String.format(Locale.ROOT, "%.0f %%", 100 * report.coverage().getAsDouble())
                : "-";
    }

    private void printShares(Console console) {
        List<Share> shares = selection.predictor().shares();
        if (!shares.isEmpty()) {
            console.print("");
            console.print(selection.family().id() + " of "
                    + String.join(
                            ", ",
                            shares.stream()
                                    .map(each -> String.format(Locale.ROOT, "%s %.2f", each.family(), each.share()))
                                    .toList()));
        }
    }

    private void printGains(Console console) {
        if (gains.isEmpty()) {
            return;
        }
        TextTable table = new TextTable("feature", "gain", "95 % interval", "");
        for (FeatureGain gain : gains) {
            table.row(
                    gain.feature(),
                    signed(gain.gain()),
                    "[" + signed(gain.interval().lower()) + ", "
                            + signed(gain.interval().upper()) + "]",
                    gain.isOpen() ? "sign open" : "");
        }
        console.print("");
        table.lines().forEach(console::print);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.5f", value);
    }

    String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("rows", rows.size());
        root.put("features", rows.width());
        root.put("chosen", selection.family().id());
        ArrayNode families = root.putArray("families");
        for (CrossValidationReport report : selection.reports()) {
            put(families.addObject(), report);
        }
        nested.ifPresent(report -> put(root.putObject("nested"), report));
        if (!selection.predictor().shares().isEmpty()) {
            ObjectNode shares = root.putObject("shares");
            selection.predictor().shares().forEach(each -> shares.put(each.family(), each.share()));
        }
        unseen.ifPresent(accuracy -> root.putObject("unseen")
                .put("rows", accuracy.rows())
                .put("spearman", accuracy.spearman())
                .put("rmse", accuracy.rmse()));
        if (!gains.isEmpty()) {
            ArrayNode array = root.putArray("gains");
            for (FeatureGain gain : gains) {
                array.addObject()
                        .put("feature", gain.feature())
                        .put("gain", gain.gain())
                        .put("low", gain.interval().lower())
                        .put("high", gain.interval().upper());
            }
        }
        return root.toPrettyString() + "\n";
    }

    private static void put(ObjectNode node, CrossValidationReport report) {
        node.put("family", report.family());
        node.put("spearman", report.spearman());
        node.put("spearmanDeviation", report.spearmanDeviation());
        node.put("rmse", report.rmse());
        node.put("rmseDeviation", report.rmseDeviation());
        report.coverage().ifPresent(share -> node.put("coverage", share));
        ArrayNode folds = node.putArray("folds");
        for (FoldScore fold : report.folds()) {
            folds.addObject()
                    .put("fold", fold.fold())
                    .put("rows", fold.rows())
                    .put("spearman", fold.spearman())
                    .put("rmse", fold.rmse());
        }
    }
}
