package dev.allot.study.compare;

import java.util.Arrays;
import org.apache.commons.math3.stat.ranking.NaNStrategy;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * Wilcoxon's signed-rank test of paired differences, two-sided and exact for any number of ties: zero differences are dropped (Wilcoxon
 * 1945), ties share their mean rank, and the distribution is that over all signs of these very ranks.
 */
final class SignedRank {
    private SignedRank() {}

    /**
     * The probability of ranks as uneven or more, if every difference were as likely to have the other sign.
     *
     * @param differences may be infinite, but not NaN
     * @return 1 if all are zero
     */
    static double pValue(double[] differences) {
        double[] nonzero = Arrays.stream(differences).filter(d -> d != 0).toArray();
        int n = nonzero.length;
        if (n == 0) {
            return 1;
        }
        double[] ranks = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE)
                .rank(Arrays.stream(nonzero).map(Math::abs).toArray());
        // Mean ranks are multiples of a half, so twice them are integers.
        int[] doubled =
                Arrays.stream(ranks).mapToInt(r -> (int) Math.round(2 * r)).toArray();
        int positive = 0;
        for (int i = 0; i < n; i++) {
            positive += nonzero[i] > 0 ? doubled[i] : 0;
        }
        double[] probability = sumDistribution(doubled);
        double atMost = 0;
        double atLeast = 0;
        for (int s = 0; s < probability.length; s++) {
            atMost += s <= positive ? probability[s] : 0;
            atLeast += s >= positive ? probability[s] : 0;
        }
        return Math.min(1, 2 * Math.min(atMost, atLeast));
    }

    /** The probability of each sum of a subset, every element being in it or not with a probability of a half; O(elements x sum). */
    private static double[] sumDistribution(int[] elements) {
        double[] probability = new double[Arrays.stream(elements).sum() + 1];
        probability[0] = 1;
        int reach = 0;
        for (int element : elements) {
            reach += element;
            for (int s = reach; s >= 0; s--) {
                double with = s >= element ? probability[s - element] : 0;
                probability[s] = (probability[s] + with) / 2;
            }
        }
        return probability;
    }

    /** P-values after Holm's correction (1979) for as many tests as there are. */
    static double[] holm(double[] pValues) {
        Integer[] order = new Integer[pValues.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(pValues[a], pValues[b]));
        double[] adjusted = new double[pValues.length];
        double largest = 0;
        for (int k = 0; k < order.length; k++) {
            largest = Math.max(largest, Math.min(1, (pValues.length - k) * pValues[order[k]]));
            adjusted[order[k]] = largest;
        }
        return adjusted;
    }
}
