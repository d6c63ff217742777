package dev.allot.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.study.StudySummary;
import dev.allot.study.page.Browser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in a real browser, if one is there. */
class BrowserTest {
    @TempDir
    private Path folder;

    @Test
    void theScriptRunsAndDrawsItsCharts() throws Exception {
        String dom = dom(MadeUpStudies.typical("<b>made up</b>", 3, 1));
        assertThat(dom).contains("data-charts=\"3\"").contains("<button type=\"button\" title=\"Sort\">");
        assertThat(dom).contains("&lt;b&gt;made up&lt;/b&gt;").doesNotContain("<p>There is nothing to draw.</p>");
    }

    @Test
    void aStudyWithoutPointsSaysSo() throws Exception {
        assertThat(dom(MadeUpStudies.of())).contains("data-charts=\"0\"").contains("<p>There is nothing to draw.</p>");
    }

    private String dom(StudySummary summary) throws Exception {
        Path page = folder.resolve("report.html");
        ReportPage.write(summary, page);
        return Browser.dom(page, folder);
    }
}
