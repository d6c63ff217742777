package dev.allot.solvers.linear;

/** What branching on a variable has cost the bound so far, a unit of fraction, downwards and upwards (Benichou et al. 1971). */
final class VariablePseudoCosts {
    /** A product of two losses counts none as less than this. */
    private static final double LEAST_LOSS = 1e-6;

    private final double[] downSum;
    private final double[] upSum;
    private final int[] downCount;
    private final int[] upCount;

    VariablePseudoCosts(int columns) {
        downSum = new double[columns];
        upSum = new double[columns];
        downCount = new int[columns];
        upCount = new int[columns];
    }

    /** Learns that moving the bound of j by {@code distance} cost {@code loss}. */
    void learn(int j, boolean up, double distance, double loss) {
        if (!(distance > 0) || !(loss >= 0) || Double.isInfinite(loss)) {
            return;
        }
        if (up) {
            upSum[j] += loss / distance;
            upCount[j]++;
        } else {
            downSum[j] += loss / distance;
            downCount[j]++;
        }
    }

    /** Observations of the direction less often seen. */
    int reliability(int j) {
        return Math.min(downCount[j], upCount[j]);
    }

    /** The score of branching on j at a fraction in (0, 1): the product of both expected losses. */
    double score(int j, double fraction) {
        double down = downCount[j] == 0 ? 0 : downSum[j] / downCount[j] * fraction;
        double up = upCount[j] == 0 ? 0 : upSum[j] / upCount[j] * (1 - fraction);
        return score(down, up);
    }

    /** The score of two losses (Achterberg 2007). */
    static double score(double down, double up) {
        return Math.max(down, LEAST_LOSS) * Math.max(up, LEAST_LOSS);
    }
}
