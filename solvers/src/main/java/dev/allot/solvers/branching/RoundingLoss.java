package dev.allot.solvers.branching;

/**
 * How much rounding can take from a sum over aggregates and trees: no number goes through more additions than there are aggregates, trees, steps of
 * a leaf, and cells and groups of one aggregate; and no message is added more often than twice at its aggregate, once at its edge and twice for
 * each step of one leaf. Immutable.
 */
final class RoundingLoss {
    /** Most additions that a number goes through. */
    private final int longestChain;

    /** How often messages are added, all together. */
    private final double timesOfMessages;

    private final double leafMass;

    RoundingLoss(TreeFactors factors, Cells cells) {
        int longestPath = 0;
        for (int l = 0; l < factors.leaves; l++) {
            longestPath = Math.max(longestPath, factors.stepStart[l + 1] - factors.stepStart[l]);
        }
        int chain = longestPath;
        for (int i = 0; i < cells.aggregates(); i++) {
            int groups = factors.groupStart[factors.edgeStart[i + 1]] - factors.groupStart[factors.edgeStart[i]];
            chain = Math.max(chain, groups + cells.count(i));
        }
        longestChain = chain + cells.aggregates() + factors.trees;
        timesOfMessages = 4.0 * factors.groups() + 2.0 * factors.trees * longestPath;
        double leaves = 0;
        for (int t = 0; t < factors.trees; t++) {
            double largest = 0;
            for (int l = factors.leafStart[t]; l < factors.leafStart[t + 1]; l++) {
                largest = Math.max(largest, Math.abs(factors.leafValue[l]));
            }
            leaves += largest;
        }
        leafMass = leaves;
    }

    /**
     * The most that is lost.
     *
     * @param mass sum of the absolute values of all that is added but leaves and messages
     * @param largestMessage the greatest absolute message
     */
    double most(double mass, double largestMessage) {
        return 0x1p-52 * (longestChain + 16) * (mass + leafMass + timesOfMessages * largestMessage);
    }
}
