package dev.allot.study.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Sense;
import dev.allot.core.model.StatedProblem;
import dev.allot.solvers.Greedy;
import dev.allot.solvers.RandomSampling;
import dev.allot.study.Progress;
import dev.allot.study.compare.Analysis;
import dev.allot.study.compare.Comparison;
import dev.allot.study.compare.ComparisonPlan;
import dev.allot.study.compare.ComparisonSummary;
import dev.allot.study.compare.RunLimit;
import dev.allot.study.page.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonPageTest {
    private static final String HOSTILE = "</script><script>alert(1)</script><!-- \"'&{{data}}";

    @TempDir
    Path folder;

    private ComparisonSummary summary(int seeds) {
        ProblemBuilder builder = Problem.builder();
        for (int j = 0; j < 12; j++) {
            builder.integer(0, 3, 1234.5678 + j % 5);
        }
        ComparisonPlan plan = new ComparisonPlan(
                List.of(new Greedy(), new RandomSampling()),
                List.of(new StatedProblem(HOSTILE, Sense.MAXIMISE, builder.build(), OptionalDouble.of(50_000))),
                List.of(RunLimit.of(300), RunLimit.of(20)),
                LongStream.range(0, seeds).boxed().toList(),
                1);
        return Analysis.of(plan, new Comparison(plan, Progress.SILENT).run(folder.resolve("log.jsonl"), 1), 1);
    }

    @Test
    void namesAreEscapedAndNumbersComeThrough() throws IOException {
        ComparisonSummary summary = summary(7);
        String html = ComparisonPage.html(summary);
        assertThat(html)
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain(">NaN<");
        Matcher data = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>")
                .matcher(html);
        assertThat(data.find()).isTrue();
        JsonNode json = new ObjectMapper().readTree(data.group(1));
        assertThat(json.at("/groups").size()).isEqualTo(2);
        assertThat(json.at("/groups/0/problem").asText()).isEqualTo(HOSTILE);
        assertThat(json.at("/solvers").size()).isEqualTo(2);
        for (ComparisonSummary.Cell cell : summary.cells()) {
            assertThat(html).contains("data-value=\"" + cell.objective().median() + '"');
        }
        assertThat(html.split("<script", -1)).hasSize(4);
    }

    @Test
    void findingsSpeakOfEachOtherSolverAndOfFewSeeds() {
        List<String> many = ComparisonFindings.of(summary(7));
        assertThat(many).anyMatch(s -> s.startsWith("Against random, greedy is ahead in "));
        assertThat(many).noneMatch(s -> s.contains("so few seeds"));
        assertThat(ComparisonFindings.of(summary(3))).anyMatch(s -> s.startsWith("From so few seeds"));
        assertThat(ComparisonFindings.intervals(summary(3))).contains("75\u00a0%");
    }

    @Test
    void theScriptDrawsItsCharts() throws Exception {
        Path page = folder.resolve("report.html");
        ComparisonPage.write(summary(7), page);
        try (Browser browser = Browser.start(folder)) {
            for (int width : new int[] {1200, 400}) {
                browser.screen(width, false).open(page);
                // Progress, profile, and a chart for each of two limits.
                assertThat(browser.run("return document.documentElement.dataset.charts"))
                        .isEqualTo("4");
                assertThat(browser.find("#curve-1").isDisplayed()).isTrue();
                assertThat(browser.run("return document.body.innerText.includes('There is nothing to draw.')"))
                        .isEqualTo(false);
                assertThat(
                                browser.run(
                                        "return [document.documentElement, ...document.querySelectorAll('.wide')]"
                                                + ".filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.innerText.slice(0, 30)).join()"))
                        .as("what scrolls at %d pixels", width)
                        .isEqualTo("");
                assertThat(browser.console()).isEmpty();
            }
        }
    }
}
