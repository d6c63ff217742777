package dev.allot.study.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A report in the making: one HTML page that loads nothing from anywhere, reads in light and dark, on paper and without scripts, and offers
 * its tables as CSV. The caller brings the body, a text with gaps, and the script that draws its charts; the frame, the style, the chart
 * library and what all scripts share come from here.
 */
public final class Page {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> values = new TreeMap<>();

    /** Fills the gap {@code {{name}}} with text, which will be escaped. */
    public Page text(String name, String text) {
        values.put(name, text);
        return this;
    }

    /** Fills {@code {{{nameList}}}} with the items of a list, whose text will be escaped. */
    public Page list(String name, List<String> items) {
        values.put(
                name + "List",
                items.stream().map(item -> "<li>" + Html.escape(item) + "</li>").collect(Collectors.joining("\n")));
        return this;
    }

    /**
     * Fills {@code {{{nameTable}}}} with a table, {@code {{nameCsv}}} with an address that holds it as CSV, and {@code {{nameFile}}} with a
     * name for that file.
     */
    public Page table(String name, Table table, String caption) {
        values.put(name + "Table", HtmlTable.of(table, caption));
        values.put(name + "Csv", CsvTable.dataLink(table));
        values.put(name + "File", table.name() + ".csv");
        return this;
    }

    /**
     * The page.
     *
     * @param title for the browser's window
     * @param body text with gaps: {@code {{name}}} is filled with escaped text, {@code {{{name}}}} with markup as it is
     * @param script run after the shared one, which leaves its means in {@code page}
     * @param data what the script finds in {@code page.data}; anything that Jackson can write
     * @throws IllegalArgumentException if a gap of the body has no value
     */
    public String html(String title, String body, String script, Object data) {
        ChartLibrary library = ChartLibrary.load();
        Map<String, String> frame = new TreeMap<>();
        frame.put("title", title);
        frame.put("style", Resources.read(Page.class, "page.css"));
        frame.put("body", new Template(body).fill(values));
        frame.put("notice", library.notice());
        frame.put("library", library.script());
        frame.put("data", scriptJson(data));
        frame.put("shared", Resources.read(Page.class, "page.js"));
        frame.put("script", script);
        return new Template(Resources.read(Page.class, "page.html")).fill(frame);
    }

    /** JSON that may stand within a script element: nothing in it can end the element or open a comment. */
    private static String scriptJson(Object data) {
        try {
            return JSON.writeValueAsString(data)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
