package dev.allot.study.page;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with gaps: {@code {{name}}} is filled with escaped text, {@code {{{name}}}} with markup as it is. */
final class Template {
    private static final Pattern GAP = Pattern.compile("\\{\\{\\{(\\w+)\\}\\}\\}|\\{\\{(\\w+)\\}\\}");

    private final String text;

    Template(String text) {
        this.text = text;
    }

    /**
     * Fills every gap, in one pass: what a value holds is never taken for a gap.
     *
     * @throws IllegalArgumentException if a gap has no value
     */
    String fill(Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        Matcher gap = GAP.matcher(text);
        int done = 0;
        while (gap.find()) {
            boolean raw = gap.group(1) != null;
            String name = raw ? gap.group(1) : gap.group(2);
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the template's gap '" + name + "' has no value");
            }
            filled.append(text, done, gap.start()).append(raw ? value : Html.escape(value));
            done = gap.end();
        }
        return filled.append(text, done, text.length()).toString();
    }
}
