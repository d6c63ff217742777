package dev.allot.study.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Opens pages in a real browser, if one is there. */
public final class Browser {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int SECONDS = 60;

    private Browser() {}

    /**
     * The document after its scripts ran; the test is skipped, aloud, where there is no browser.
     *
     * @param folder for the browser's own files
     */
    public static String dom(Path page, Path folder) throws Exception {
        Optional<Path> browser = browser();
        assumeTrue(browser.isPresent(), "no Chromium on the path: the report was not opened in a browser");
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
