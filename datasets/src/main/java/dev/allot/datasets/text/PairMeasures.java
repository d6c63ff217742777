package dev.allot.datasets.text;

import java.util.HashSet;
import java.util.Set;

/**
 * Textual measures of a prompt and two responses, symmetric in the responses: what tags for routing are made of.
 *
 * @param promptLength words of the prompt
 * @param longer words of the longer response
 * @param shorter words of the shorter response
 * @param rouge1 ROUGE-1 F1 of the responses
 * @param rougeL ROUGE-L F1 of the responses
 * @param bigramOverlap shared bigrams over all bigrams of the responses (Jaccard); 1 if neither has any
 */
public record PairMeasures(
        int promptLength, int longer, int shorter, double rouge1, double rougeL, double bigramOverlap) {
    /** The measures of a pair. */
    public static PairMeasures of(String prompt, String first, String second) {
        Tokens a = Tokens.of(first);
        Tokens b = Tokens.of(second);
        return new PairMeasures(
                Tokens.of(prompt).count(),
                Math.max(a.count(), b.count()),
                Math.min(a.count(), b.count()),
                Rouge.n(a, b, 1),
                Rouge.l(a, b),
                jaccard(new HashSet<>(a.grams(2)), new HashSet<>(b.grams(2))));
    }

    private static double jaccard(Set<?> a, Set<?> b) {
        long common = a.stream().filter(b::contains).count();
        long all = a.size() + b.size() - common;
        return all == 0 ? 1 : (double) common / all;
    }

    /** By how many words the lengths differ. */
    public int lengthDifference() {
        return longer - shorter;
    }
}
