package dev.allot.datasets.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * ROUGE (Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004) as F1, on plain words: no stemming, no sentence splitting.
 * Symmetric in its arguments, in [0, 1]; 0 where either text has nothing to compare.
 */
public final class Rouge {
    private Rouge() {}

    /** ROUGE-L: by the longest common subsequence of words. */
    public static double l(Tokens a, Tokens b) {
        return f1(longestCommonSubsequence(a.words(), b.words()), a.count(), b.count());
    }

    /** ROUGE-N: by the runs of {@code n} words that both have, as often as both have them. */
    public static double n(Tokens a, Tokens b, int n) {
        List<List<String>> ofA = a.grams(n);
        List<List<String>> ofB = b.grams(n);
        Map<List<String>, Integer> left = new HashMap<>();
        ofA.forEach(gram -> left.merge(gram, 1, Integer::sum));
        int common = 0;
        for (List<String> gram : ofB) {
            Integer count = left.get(gram);
            if (count != null && count > 0) {
                common++;
                left.put(gram, count - 1);
            }
        }
        return f1(common, ofA.size(), ofB.size());
    }

    private static double f1(int common, int sizeOfA, int sizeOfB) {
        return common == 0 ? 0 : 2.0 * common / (sizeOfA + sizeOfB);
    }

    /**
     * Length of the longest common subsequence, 64 words at a time: bit j of {@code v} is 0 where the table's row increases at column j (Hyyrö,
     * "Bit-parallel LCS-length computation revisited", 2004).
     */
    static int longestCommonSubsequence(List<String> a, List<String> b) {
        int blocks = (a.size() + 63) / 64;
        Map<String, long[]> places = new HashMap<>();
        for (int i = 0; i < a.size(); i++) {
            places.computeIfAbsent(a.get(i), word -> new long[blocks])[i / 64] |= 1L << i % 64;
        }
        long[] v = new long[blocks];
        Arrays.fill(v, -1L);
        for (String word : b) {
            long[] matches = places.get(word);
            if (matches != null) {
                long carry = 0;
                for (int k = 0; k < blocks; k++) {
                    long u = v[k] & matches[k];
                    long sum = v[k] + u + carry;
                    carry = carryOf(v[k], u, sum);
                    v[k] = sum | v[k] & ~matches[k];
                }
            }
        }
        int zeros = 0;
        for (int i = 0; i < a.size(); i++) {
            zeros += (v[i / 64] >>> i % 64 & 1) == 0 ? 1 : 0;
        }
        return zeros;
    }

    /** The carry out of {@code x + y + carry in = sum}, in unsigned arithmetic. */
    private static long carryOf(long x, long y, long sum) {
        return (x & y | (x | y) & ~sum) >>> 63;
    }
}
