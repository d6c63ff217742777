package dev.allot.study.compare.report;

import dev.allot.core.io.AtomicFile;
import dev.allot.study.compare.ComparisonSummary;
import dev.allot.study.page.Page;
import dev.allot.study.page.Resources;
import java.nio.file.Path;

/** The report of a comparison: one HTML page with its findings, charts and tables. */
public final class ComparisonPage {
    private ComparisonPage() {}

    /**
     * Writes the page, whole or not at all.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written, with a message for people
     */
    public static void write(ComparisonSummary summary, Path file) {
        String html = html(summary);
        AtomicFile.writeText(file, writer -> writer.write(html));
    }

    /** The page. */
    public static String html(ComparisonSummary summary) {
        ComparisonTables tables = new ComparisonTables(summary);
        ChartData data = ChartData.of(summary);
        ComparisonSummary.Machine machine = summary.machine();
        int runs =
                summary.cells().stream().mapToInt(ComparisonSummary.Cell::runs).sum();
        Page page = new Page()
                .text("title", title(summary))
                .text("solvers", String.join(", ", summary.solvers()))
                .text("limits", String.join("; ", summary.limits()))
                .text("seeds", Integer.toString(summary.seeds().size()))
                .text("runs", Integer.toString(runs))
                .text(
                        "machine",
                        machine.processors() + " processors, Java " + machine.java() + ", "
                                + machine.threads() + (machine.threads() == 1 ? " thread" : " threads") + " a run, "
                                + machine.parallel() + (machine.parallel() == 1 ? " run" : " runs") + " at once")
                .text("finding", String.join(" ", ComparisonFindings.of(summary)))
                .text("first", summary.solvers().get(0))
                .text("intervals", ComparisonFindings.intervals(summary))
                .text("drawn", drawn(data, summary))
                .table("standings", tables.standings(), "Solvers over all problems and limits")
                .table("cells", tables.cells(), "Each solver on each problem within each limit")
                .table("troubles", tables.troubles(), "What went wrong")
                .table(
                        "tests",
                        tables.tests(),
                        "Paired tests of " + summary.solvers().get(0) + " against each other solver")
                .table("problems", tables.problems(), "Problems and what is known of them");
        return page.html(
                "Allot comparison: " + title(summary),
                Resources.read(ComparisonPage.class, "comparison.html"),
                Resources.read(ComparisonPage.class, "comparison.js"),
                data);
    }

    private static String title(ComparisonSummary summary) {
        int problems = summary.problems().size();
        return summary.solvers().size() + (summary.solvers().size() == 1 ? " solver" : " solvers") + " on "
                + (problems == 1 ? summary.problems().get(0).name() : problems + " problems");
    }

    private static String drawn(ChartData data, ComparisonSummary summary) {
        long all = summary.curves().stream()
                .map(c -> c.problem() + "\n" + c.limit())
                .distinct()
                .count();
        return data.groups().size() < all
                ? "The first " + data.groups().size() + " of " + all + " are drawn; summary.json has all."
                : "";
    }
}
