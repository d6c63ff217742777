package dev.allot.study.report;

import dev.allot.datasets.Disagreement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tags are called for readers: HyPER's long names in short, all others as they are. */
final class TagLabel {
    private static final Pattern LEVEL = Pattern.compile("\\w+::feature_name=([^|]+)\\|\\w+=(.+)");
    private static final Pattern RANGE = Pattern.compile("(\\w+)::min_val=([\\d.]+)\\|max_val=([\\d.]+)");

    private TagLabel() {}

    static String of(String tag) {
        if (tag.startsWith(Disagreement.PREFIX)) {
            return Disagreement.PREFIX + of(tag.substring(Disagreement.PREFIX.length()));
        }
        Matcher level = LEVEL.matcher(tag);
        if (level.matches()) {
            return level.group(1).replace('_', ' ') + ": " + level.group(2);
        }
        Matcher range = RANGE.matcher(tag);
        return range.matches()
                ? range.group(1).replace('_', ' ') + " " + range.group(2) + " to " + range.group(3)
                : tag;
    }
}
