package dev.allot.study.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.allot.study.StudySummary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in a real browser, if one is there. */
class BrowserTest {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int SECONDS = 60;

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
        Optional<Path> browser = browser();
        assumeTrue(browser.isPresent(), "no Chromium on the path: the report was not opened in a browser");
        Path page = folder.resolve("report.html");
        ReportPage.write(summary, page);
        Path dom = folder.resolve("dom.html");
        Process process = new ProcessBuilder(
                        browser.orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--user-data-dir=" + folder.resolve("profile"),
                        // Whatever the page asks for, it does not get.
                        "--proxy-server=127.0.0.1:9",
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            assumeTrue(ended, "the browser did not end within " + SECONDS + " s: the report was not checked in it");
        } finally {
            end(process);
        }
        return Files.readString(dom);
    }

    private static void end(Process process) throws InterruptedException {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        family.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    private static Optional<Path> browser() throws IOException {
        String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(File.pathSeparator))
                .flatMap(dir -> BROWSERS.stream().map(name -> Path.of(dir, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
