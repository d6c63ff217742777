package dev.allot.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.study.StudySummary;
import dev.allot.study.page.Browser;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Opens the page in a real browser, if one is there. */
class BrowserTest {
    private static final int CHARTS = 7;

    @TempDir
    private static Path folder;

    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(folder);
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
    }

    private Browser open(StudySummary summary) {
        Path page = folder.resolve("report.html");
        ReportPage.write(summary, page);
        browser.console();
        return browser.open(page);
    }

    @Test
    void theScriptRunsAndDrawsItsCharts() {
        open(MadeUpStudies.typical("<b>made up</b>", 3, 1));
        assertThat(browser.console()).isEmpty();
        assertThat(browser.run("return document.documentElement.dataset.charts"))
                .isEqualTo(Integer.toString(CHARTS));
        assertThat(browser.find("h1").getText()).isEqualTo("<b>made up</b>");
        // Charts have something on them: not all pixels are alike.
        assertThat(browser.run("return [...document.querySelectorAll('canvas')].filter((c) => new Set(new Uint32Array("
                        + "c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer)).size > 3).length"))
                .isEqualTo((long) CHARTS);
        browser.find("#strategies ~ .wide thead button").click();
        assertThat(browser.find("#strategies ~ .wide thead th").getDomAttribute("aria-sort"))
                .isEqualTo("ascending");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void aStudyWithoutPointsSaysSo() {
        open(MadeUpStudies.of());
        assertThat(browser.console()).isEmpty();
        assertThat(browser.run("return document.documentElement.dataset.charts"))
                .isEqualTo("0");
        assertThat(browser.find(".plot p").getText()).isEqualTo("There is nothing to draw.");
        assertThat(browser.find("#router").isDisplayed()).isFalse();
    }

    @Test
    void theSliderShowsWhatIsRoutedWhere() {
        open(MadeUpStudies.typical("made up", 3, 1));
        WebElement slider = browser.find("#budget");
        assertThat(browser.find("#budget-share").getText()).isEqualTo("50 %");
        assertThat(share("all")).isEqualTo("50 %");
        assertThat(browser.find("#budget-facts").getText()).contains("Realised at this budget");
        slider.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertThat(browser.find("#budget-share").getText()).isEqualTo("60 %");
        assertThat(share("all")).isEqualTo("60 %");
        assertThat(browser.find("#budget-facts").getText()).contains("1050").doesNotContain("Realised at this budget");
        slider.sendKeys(Keys.HOME);
        assertThat(browser.find("#budget-share").getText()).isEqualTo("0 %");
        assertThat(share("science")).isEqualTo("0 %");
        slider.sendKeys(Keys.END);
        assertThat(share("science")).isEqualTo("100 %");
        assertThat(browser.run("return document.querySelectorAll('.row:not([hidden])').length"))
                .isEqualTo(1L + 3 + 24);
        browser.find("#budget-all").click();
        assertThat(browser.run("return document.querySelectorAll('.row:not([hidden])').length"))
                .isEqualTo(1L + 3 + 40);
        assertThat(browser.console()).isEmpty();
    }

    /** What a part's row says is labelled by others than the default source. */
    private String share(String part) {
        return String.valueOf(browser.run("return [...document.querySelectorAll('.row')].find((row) => "
                        + "row.querySelector('.part').firstChild.data === '" + part
                        + "').querySelector('.share').textContent"))
                .replace('\u00a0', ' ');
    }

    @ParameterizedTest
    @CsvSource({"1200, false", "1200, true", "400, false", "400, true"})
    void nothingScrollsSideways(int width, boolean dark) {
        browser.screen(width, dark);
        open(MadeUpStudies.typical("made up", 10, 1));
        browser.run("document.querySelectorAll('details').forEach((d) => (d.open = true))");
        assertThat(browser.run("return window.innerWidth")).isEqualTo((long) width);
        assertThat(browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo(0L);
        assertThat(browser.run("return [...document.querySelectorAll('.wide, details > div')]"
                        + ".filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.innerText.slice(0, 30)).join()"))
                .isEqualTo("");
        String page = String.valueOf(browser.run("return getComputedStyle(document.body).backgroundColor"));
        assertThat(page).isEqualTo(dark ? "rgb(20, 24, 29)" : "rgb(255, 255, 255)");
        assertThat(browser.console()).isEmpty();
    }
}
