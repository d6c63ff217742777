package dev.allot.study.report;

import dev.allot.core.io.AtomicFile;
import dev.allot.study.StudySummary;
import dev.allot.study.page.Page;
import dev.allot.study.page.Resources;
import java.nio.file.Path;
import java.util.List;

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
        Page page = new Page();
        facts(summary, page);
        tables(new Tables(summary), summary, page);
        budget(new BudgetTables(summary), summary, page);
        page.text("finding", String.join(" ", Findings.of(summary)));
        page.text(
                "families",
                Findings.ofFamilies(summary)
                        + Findings.ofCaution(summary)
                                .map(sentence -> " " + sentence)
                                .orElse(""));
        page.text("noise", Findings.ofNoise(summary).orElse(""));
        page.text("noiseHidden", summary.noise() == null ? "hidden" : "");
        page.text("calibration", Findings.ofIntervals(summary).orElse("No score was both predicted and realised."));
        return page.html(
                "Allot study: " + summary.name(),
                Resources.read(ReportPage.class, "report.html"),
                Resources.read(ReportPage.class, "router.js") + Resources.read(ReportPage.class, "report.js"),
                ChartData.of(summary));
    }

    private static void facts(StudySummary summary, Page page) {
        page.text("name", summary.name());
        page.text("chosen", summary.chosen());
        page.text("instances", Integer.toString(summary.instances()));
        page.text("heldOut", summary.heldOut() > 0 ? Integer.toString(summary.heldOut()) : "the evaluator’s own");
        page.text("sources", String.join(", ", summary.sources()));
        page.text("evaluations", Integer.toString(summary.mixes()));
        page.text(
                "repeated",
                summary.noise() == null ? "" : ", " + summary.noise().replicates() + " more repeated");
        page.text("failed", Integer.toString(summary.failed()));
        page.text("replications", Integer.toString(summary.replications()));
        page.text("intervals", intervals(summary));
        page.text("realised", realised(summary));
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

    private static void budget(BudgetTables tables, StudySummary summary, Page page) {
        List<String> advice = Advice.of(summary);
        page.list("advice", advice.isEmpty() ? List.of("Nothing could be scored.") : advice);
        page.text("default", summary.sources().get(0));
        page.table("steps", tables.steps(), "What more money buys");
        page.table("baselines", tables.baselines(), summary.chosen() + " against the baselines");
        page.table("rivals", tables.otherStrategies(), summary.chosen() + " against the other strategies");
        page.table("tags", tables.tags(), "What labels are worth by tag");
        page.table("certainties", tables.certainties(), "How sure it is who labels what");
        page.table("routes", tables.routes(), "What is routed where as the budget grows");
        page.text("tagCount", Integer.toString(summary.budget().tags().size()));
    }

    private static void tables(Tables tables, StudySummary summary, Page page) {
        page.table("strategies", tables.strategies(), "Strategies and baselines at each budget");
        page.table("predictors", tables.families(), "Cross-validation of the predictor’s families");
        page.table("learned", tables.learned(), "What the predictor has learned of features");
        page.text("learnedCount", Integer.toString(tables.learned().rows().size()));
        StudySummary.Learned learned = summary.learned();
        page.text("learnedHidden", learned == null ? "hidden" : "");
        page.text("learnedFamily", learned == null ? "" : learned.family());
        page.table("outcomes", tables.outcomes(), "Predicted and realised score in each replication");
        page.table("design", tables.design(), "Evaluated mixes of the first replication");
        page.text("outcomeCount", Integer.toString(summary.outcomes().size()));
        page.text("designCount", Integer.toString(summary.design().size()));
    }
}
