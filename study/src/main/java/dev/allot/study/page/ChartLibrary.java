package dev.allot.study.page;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Chart.js, out of its WebJar.
 *
 * @param script the library, to stand in a script element
 * @param notice its licence, to stand in a comment
 */
record ChartLibrary(String script, String notice) {
    private static final String WEBJAR = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";

    static ChartLibrary load() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Resources.read(ChartLibrary.class, WEBJAR)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String folder = "/META-INF/resources/webjars/chart.js/" + properties.getProperty("version") + "/";
        // Browsers' developer tools would ask for the source map.
        String script = Resources.read(ChartLibrary.class, folder + "dist/chart.umd.min.js")
                .replaceAll("(?m)^//# sourceMappingURL=.*$", "");
        return new ChartLibrary(
                script.strip(),
                Resources.read(ChartLibrary.class, "chart.js-licence.txt") + "\n"
                        + Resources.read(ChartLibrary.class, folder + "LICENSE.md")
                                .strip());
    }
}
