package dev.allot.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.allot.study.Caution;
import dev.allot.study.Estimate;
import dev.allot.study.StudySummary;
import dev.allot.study.budget.BudgetFindings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    private static final String HOSTILE = "</script><script>alert(1)</script><!-- \"'&{{data}}";

    private static StudySummary hostile() {
        Estimate e = MadeUpStudies.estimate(0.7, 0.01);
        return new StudySummary(
                HOSTILE,
                1,
                1,
                List.of(HOSTILE),
                1,
                List.of(new StudySummary.Earlier(HOSTILE, 1, e)),
                0,
                1,
                HOSTILE,
                Caution.NONE,
                List.of(new StudySummary.Family(HOSTILE, 1, e, e)),
                List.of(
                        new StudySummary.Strategy(HOSTILE, 0.5, e, e, e, e, e),
                        new StudySummary.Strategy("all-" + HOSTILE, 0.5, e, null, null, e, null)),
                List.of(new StudySummary.Point(HOSTILE, 0.5, 0, 0.7, 0.7, 0.6, 0.8, 0.65, 0.75)),
                List.of(new StudySummary.Evaluated(0.5, 0.7)),
                new StudySummary.Learned(HOSTILE, List.of(new StudySummary.Feature(HOSTILE, 0.01, -0.01, 0.03, 0.002))),
                null,
                MadeUpStudies.budget(HOSTILE));
    }

    @Test
    void namesFromInputAreEscapedEverywhere() {
        String html = ReportPage.html(hostile());
        assertThat(html)
                .doesNotContain("<script>alert")
                .doesNotContain("alert(1)</script>")
                .contains("&lt;script&gt;alert(1)");
        // Library, data and our own script: no more, no fewer.
        assertThat(count(html, "<script")).isEqualTo(3);
        assertThat(count(html, "</script")).isEqualTo(3);
        // The policy's comment and the notice.
        assertThat(count(html, "<!--")).isEqualTo(2);
    }

    @Test
    void theDataForTheChartsComesThrough() throws IOException {
        JsonNode data = data(ReportPage.html(hostile()));
        assertThat(data.at("/series/0/name").asText()).isEqualTo(HOSTILE);
        assertThat(data.at("/series/0/role").asText()).isEqualTo("chosen");
        assertThat(data.at("/series/1/role").asText()).isEqualTo("single-source");
        assertThat(data.at("/series/0/means/0/realised/low").asDouble()).isEqualTo(0.69);
    }

    @Test
    void everyRowIsThere() {
        StudySummary summary = MadeUpStudies.typical("made up", 3, 7);
        String html = ReportPage.html(summary);
        Notation notation = Notation.of(summary);
        for (StudySummary.Strategy s : summary.strategies()) {
            Estimate realised = s.realised();
            assertThat(realised).isNotNull();
            assertThat(html)
                    .contains(">" + s.name() + "<")
                    .contains("data-value=\"" + realised.mean() + "\" data-label=\"Realised score\">"
                            + notation.scores().format(realised.mean()) + "<small>"
                            + notation.scores().format(realised.low()) + " to "
                            + notation.scores().format(realised.high()) + "</small>");
        }
        summary.outcomes()
                .forEach(p -> assertThat(html)
                        .contains("data-value=\"" + p.predicted() + '"')
                        .contains(notation.scores().format(p.credibleLow()) + " to "
                                + notation.scores().format(p.credibleHigh()))
                        .contains(notation.scores().format(p.low()) + " to "
                                + notation.scores().format(p.high())));
        summary.design().forEach(e -> assertThat(html).contains("data-value=\"" + e.score() + '"'));
        summary.families()
                .forEach(f ->
                        assertThat(html).contains("data-value=\"" + f.spearman().mean() + '"'));
        int rows = summary.strategies().size()
                + summary.families().size()
                + summary.outcomes().size()
                + summary.design().size()
                + Objects.requireNonNull(summary.learned()).features().size()
                + summary.budget().steps().size()
                + summary.budget().rivals().size()
                + summary.budget().tags().size()
                + summary.budget().certainties().size()
                + summary.budget().routes().stops().size();
        assertThat(count(html, "<tr>") + count(html, "<tr class")).isEqualTo(rows + 11);
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        String html = ReportPage.html(MadeUpStudies.typical("made up", 2, 7));
        assertThat(html)
                .doesNotContain("@import")
                .doesNotContain("sourceMappingURL")
                .contains("default-src 'none'");
        Matcher addresses = Pattern.compile(
                        "\\s(?:src|href|srcset|action|data)\\s*=\\s*[\"']([^\"']*)|url\\(([^)]*)\\)")
                .matcher(html);
        int links = 0;
        while (addresses.find()) {
            assertThat(addresses.group(1)).startsWith("data:text/csv");
            links++;
        }
        assertThat(links).isEqualTo(11);
        assertThat(html).doesNotContainPattern("<(link|iframe|img|object|embed|base)\\b");
    }

    @Test
    void licencesAreThere() {
        assertThat(ReportPage.html(MadeUpStudies.of()))
                .contains("Copyright (c) 2014-2024 Chart.js Contributors")
                .contains("Jukka Kurkela")
                .contains("Permission is hereby granted");
    }

    @Test
    void studiesWithLittleInThemMakeAPage() throws IOException {
        Estimate unknown = Estimate.of(List.of(Double.NaN));
        StudySummary summary = new StudySummary(
                "x",
                1,
                0,
                List.of("lm"),
                0,
                List.of(),
                0,
                1,
                "none",
                new Caution(0.5, 1.25),
                List.of(new StudySummary.Family("constant", 0, unknown, unknown)),
                List.of(MadeUpStudies.baseline("all-lm", 0, 0, null)),
                List.of(new StudySummary.Point(
                        "none", 0.5, 0, Double.NaN, 0.5, Double.NaN, Double.NaN, Double.NaN, Double.NaN)),
                List.of(new StudySummary.Evaluated(0.5, Double.NaN)),
                null,
                null,
                BudgetFindings.NONE);
        String html = ReportPage.html(summary);
        JsonNode data = data(html);
        assertThat(data.at("/series/0/means").size()).isZero();
        assertThat(data.at("/design").size()).isZero();
        assertThat(html).contains("less 0.5 of their standard deviations").contains("widened by a factor of 1.25");
        assertThat(html).contains("<p hidden></p>").doesNotContain("repeated one of");
        assertThat(ReportPage.html(MadeUpStudies.typical("x", 2, 3)))
                .contains("230 <small>per replication, 20 more repeated</small>")
                .contains("<p >20 evaluations repeated one of 20 mixes");
        assertThat(html).doesNotContain("NaN<").contains("the evaluator’s own");
        assertThat(ReportPage.html(MadeUpStudies.of())).contains("found no mix");
    }

    @Test
    void thePageIsWrittenWhole(@TempDir Path folder) throws IOException {
        StudySummary summary = MadeUpStudies.typical("naïve 名前", 2, 3);
        Path file = folder.resolve("deep/report.html");
        ReportPage.write(summary, file);
        assertThat(file).hasContent(ReportPage.html(summary));
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    private static JsonNode data(String html) throws IOException {
        Matcher data = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>")
                .matcher(html);
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
