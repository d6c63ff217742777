package dev.allot.datasets.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text as words: runs of letters and digits, in lower case. Scripts written without blanks are cut at every letter that stands for a
 * word or a syllable (ideographs, kana). Immutable.
 */
public final class Tokens {
    private final List<String> words;

    private Tokens(List<String> words) {
        this.words = List.copyOf(words);
    }

    /** The words of a text. */
    public static Tokens of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        int start = -1;
        int i = 0;
        while (i < lower.length()) {
            int c = lower.codePointAt(i);
            boolean alone = Character.isIdeographic(c) || isKana(c);
            boolean inWord =
                    Character.isLetterOrDigit(c) || start >= 0 && Character.getType(c) == Character.NON_SPACING_MARK;
            if (start >= 0 && (alone || !inWord)) {
                words.add(lower.substring(start, i));
                start = -1;
            }
            if (alone) {
                words.add(Character.toString(c));
            } else if (inWord && start < 0) {
                start = i;
            }
            i += Character.charCount(c);
        }
        if (start >= 0) {
            words.add(lower.substring(start));
        }
        return new Tokens(words);
    }

    private static boolean isKana(int c) {
        Character.UnicodeScript script = c < 0x3000 ? Character.UnicodeScript.COMMON : Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.HIRAGANA || script == Character.UnicodeScript.KATAKANA;
    }

    /** The words, in order. */
    public List<String> words() {
        return words;
    }

    /** Number of words. */
    public int count() {
        return words.size();
    }

    /** The distinct words. */
    public Set<String> distinct() {
        return new HashSet<>(words);
    }

    /** The runs of {@code n} words, in order. */
    public List<List<String>> grams(int n) {
        List<List<String>> grams = new ArrayList<>();
        for (int i = 0; i + n <= words.size(); i++) {
            grams.add(words.subList(i, i + n));
        }
        return grams;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tokens that && words.equals(that.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    @Override
    public String toString() {
        return words.toString();
    }
}
