package dev.allot.datasets.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What can be said of one response without understanding it, given its prompt. Each value is finite; shares are in [0, 1], counts
 * logarithmic. The difference of two responses' features is antisymmetric, so a reward model can be trained on it.
 */
public final class ResponseFeatures {
    private static final List<String> NAMES = List.of(
            "log_words",
            "log_sentences",
            "log_lines",
            "word_length",
            "distinct_words",
            "repeated_bigrams",
            "repeated_lines",
            "in_instruction",
            "in_input",
            "input_covered",
            "rouge_l_instruction",
            "rouge_l_input",
            "copies_input",
            "digits",
            "punctuation",
            "log_list_items",
            "ends_properly",
            "empty");

    private ResponseFeatures() {}

    /** Names of the features, in order. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The features of a response.
     *
     * @param instruction what was asked
     * @param input the material to do it on; may be empty
     */
    public static double[] of(String instruction, String input, String response) {
        return of(Tokens.of(instruction), Tokens.of(input), response);
    }

    /** The features of the first response minus those of the second. */
    public static double[] difference(String instruction, String input, String first, String second) {
        Tokens asked = Tokens.of(instruction);
        Tokens material = Tokens.of(input);
        double[] a = of(asked, material, first);
        double[] b = of(asked, material, second);
        for (int j = 0; j < a.length; j++) {
            a[j] -= b[j];
        }
        return a;
    }

    private static double[] of(Tokens instruction, Tokens input, String response) {
        Tokens words = Tokens.of(response);
        Set<String> distinct = words.distinct();
        Set<String> ofInput = input.distinct();
        int count = words.count();
        List<String> lines = response.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        long letters = words.words().stream().mapToLong(String::length).sum();
        long visible = response.chars().filter(c -> !Character.isWhitespace(c)).count();
        long digits = response.chars().filter(Character::isDigit).count();
        long marks = response.chars().filter(ResponseFeatures::isMark).count();
        int listItems =
                (int) lines.stream().filter(ResponseFeatures::isListItem).count();
        return new double[] {
            Math.log1p(count),
            Math.log1p(sentences(response)),
            Math.log1p(lines.size()),
            share(letters, count) / 10,
            share(distinct.size(), count),
            repeated(words.grams(2)),
            repeated(lines),
            shareIn(words, instruction.distinct()),
            shareIn(words, ofInput),
            share(ofInput.stream().filter(distinct::contains).count(), ofInput.size()),
            Rouge.l(words, instruction),
            Rouge.l(words, input),
            count > 0 && words.equals(input) ? 1 : 0,
            share(digits, visible),
            share(marks, visible),
            Math.log1p(listItems),
            endsProperly(response.strip()) ? 1 : 0,
            count == 0 ? 1 : 0
        };
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static double shareIn(Tokens words, Set<String> others) {
        return share(words.words().stream().filter(others::contains).count(), words.count());
    }

    /** Share of the items that came before. */
    private static double repeated(List<?> items) {
        return share(items.size() - new HashSet<>(items).size(), items.size());
    }

    /** Ends of sentences: marks that a blank or the end follows; a text without any that has words is one sentence. */
    static int sentences(String text) {
        int count = 0;
        boolean open = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            open |= Character.isLetterOrDigit(c);
            boolean end =
                    c == '。' || isEnd(c) && (i + 1 == text.length() || Character.isWhitespace(text.charAt(i + 1)));
            if (open && end) {
                count++;
                open = false;
            }
        }
        return open ? count + 1 : count;
    }

    private static boolean isEnd(char c) {
        return c == '.' || c == '!' || c == '?' || c == '…';
    }

    private static boolean isMark(int c) {
        return !Character.isLetterOrDigit(c) && !Character.isWhitespace(c);
    }

    private static boolean isListItem(String line) {
        char first = line.charAt(0);
        if (first == '-' || first == '*' || first == '•') {
            return line.length() > 1 && Character.isWhitespace(line.charAt(1));
        }
        int i = 0;
        while (i < line.length() && Character.isDigit(line.charAt(i))) {
            i++;
        }
        return i > 0
                && i + 1 < line.length()
                && (line.charAt(i) == '.' || line.charAt(i) == ')')
                && Character.isWhitespace(line.charAt(i + 1));
    }

    private static boolean endsProperly(String text) {
        if (text.isEmpty()) {
            return false;
        }
        char last = text.charAt(text.length() - 1);
        return isEnd(last) || ".!?:;\"')]}。」”’".indexOf(last) >= 0;
    }
}
