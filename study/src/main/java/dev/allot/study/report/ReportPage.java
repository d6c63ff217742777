package dev.allot.study.report;

import dev.allot.core.io.AtomicFile;
import dev.allot.study.StudySummary;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The report of a study: one HTML page with its finding, charts and tables. It loads nothing from anywhere, reads in light and dark, on paper
 * and without scripts, and offers its tables as CSV.
 */
public final class ReportPage {
    private ReportPage() {}

    /**
     * Writes the page, whole or not at all.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written, with a message for people
     */
    public static void write(StudySummary summary, Path file) {
        String html = html(summary);
        AtomicFile.writeText(file, writer -> writer.write(html));
    }

    /** The page. */
    public static String html(StudySummary summary) {
        Map<String, String> values = new TreeMap<>();
        facts(summary, values);
        tables(new Tables(summary), summary, values);
        ChartLibrary library = ChartLibrary.load();
        values.put("finding", String.join(" ", Findings.of(summary)));
        values.put("families", Findings.ofFamilies(summary));
        values.put("style", Resources.read("report.css"));
        values.put("script", Resources.read("report.js"));
        values.put("library", library.script());
        values.put("notice", library.notice());
        values.put("data", ChartData.of(summary).toScriptJson());
        return new Template(Resources.read("report.html")).fill(values);
    }

    private static void facts(StudySummary summary, Map<String, String> values) {
        values.put("name", summary.name());
        values.put("chosen", summary.chosen());
        values.put("instances", Integer.toString(summary.instances()));
        values.put("heldOut", summary.heldOut() > 0 ? Integer.toString(summary.heldOut()) : "the evaluator’s own");
        values.put("sources", String.join(", ", summary.sources()));
        values.put("evaluations", Integer.toString(summary.evaluations()));
        values.put("failed", Integer.toString(summary.failed()));
        values.put("replications", Integer.toString(summary.replications()));
        values.put("intervals", intervals(summary));
        values.put("realised", realised(summary));
    }

    private static String intervals(StudySummary summary) {
        return summary.replications() == 1
                ? "One replication was run, so there are no intervals."
                : "Intervals are 95 % confidence intervals of the mean by Student’s t over " + summary.replications()
                        + " replications, one value each; none is corrected for looking at several budgets.";
    }

    private static String realised(StudySummary summary) {
        return summary.heldOut() > 0
                ? "accuracy on " + summary.heldOut()
                        + " held-out pairs that neither design, predictor nor strategies saw"
                : "the evaluator’s score of the mix";
    }

    private static void tables(Tables tables, StudySummary summary, Map<String, String> values) {
        put("strategies", tables.strategies(), "Strategies and baselines at each budget", values);
        put("predictors", tables.families(), "Cross-validation of the predictor’s families", values);
        put("outcomes", tables.outcomes(), "Predicted and realised score in each replication", values);
        put("design", tables.design(), "Evaluated mixes of the first replication", values);
        values.put("outcomeCount", Integer.toString(summary.outcomes().size()));
        values.put("designCount", Integer.toString(summary.design().size()));
    }

    private static void put(String key, Table table, String caption, Map<String, String> values) {
        values.put(key + "Table", HtmlTable.of(table, caption));
        values.put(key + "Csv", CsvTable.dataLink(table));
        values.put(key + "File", table.name() + ".csv");
    }
}
