package dev.allot.predictor.gain;

import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.TreeEnsemble;

/**
 * What each feature contributes to a prediction: Shapley values of the game in which features that do not take part have the values of a
 * background mix, averaged over backgrounds (interventional SHAP; Lundberg et al., Nature Machine Intelligence 2, 2020). They add up to
 * the prediction less the mean prediction of the backgrounds. Exact: in closed form for linear models, leaf by leaf for trees.
 *
 * <p>Cost for a point: O(backgrounds x features) for linear models, O(backgrounds x nodes) for trees.
 */
public final class ShapleyValues {
    private final Surrogate surrogate;
    private final double[][] backgrounds;

    /**
     * Contributions by a model against some backgrounds.
     *
     * @param surrogate a linear model or a tree ensemble
     * @param backgrounds mixes to compare with, such as the rows of the table that the model learned from; at least one
     * @throws IllegalArgumentException if the surrogate is of another kind, or there is no background
     */
    public ShapleyValues(Surrogate surrogate, double[][] backgrounds) {
        if (!(surrogate instanceof LinearSurrogate || surrogate instanceof TreeEnsemble)) {
            throw new IllegalArgumentException("Shapley values are known of linear models and trees, not of a "
                    + surrogate.getClass().getSimpleName());
        }
        if (backgrounds.length == 0) {
            throw new IllegalArgumentException("at least one background is needed");
        }
        this.surrogate = surrogate;
        this.backgrounds = new double[backgrounds.length][];
        for (int b = 0; b < backgrounds.length; b++) {
            this.backgrounds[b] = backgrounds[b].clone();
        }
    }

    /** Contributions of the features to the prediction of a mix. */
    public double[] at(double[] aggregates) {
        double[] values = new double[surrogate.dimension()];
        for (double[] background : backgrounds) {
            if (surrogate instanceof LinearSurrogate linear) {
                for (int j = 0; j < values.length; j++) {
                    values[j] += linear.weight(j) * (aggregates[j] - background[j]) / backgrounds.length;
                }
            } else if (surrogate instanceof TreeEnsemble trees) {
                new Game(trees, aggregates, background, values, 1.0 / backgrounds.length).play();
            }
        }
        return values;
    }

    /** Mean magnitude of each feature's contribution over some mixes: how much it matters. */
    public double[] importance(double[][] mixes) {
        double[] importance = new double[surrogate.dimension()];
        for (double[] mix : mixes) {
            double[] values = at(mix);
            for (int j = 0; j < importance.length; j++) {
                importance[j] += Math.abs(values[j]) / mixes.length;
            }
        }
        return importance;
    }

    /**
     * One point against one background. A leaf is reached by a coalition that has all of the features that only the point's value leads
     * there by, X of them, and none of those that only the background's does, B of them: the former share its value by (X - 1)! B! / (X + B)!
     * each, the latter lose X! (B - 1)! / (X + B)! of it each.
     */
    private static final class Game {
        private static final byte UNDECIDED = 0;
        private static final byte POINT = 1;
        private static final byte BACKGROUND = 2;

        private final TreeEnsemble trees;
        private final double[] point;
        private final double[] background;
        private final double[] values;
        private final double weight;
        private final byte[] side;
        private final int[] decided;
        private int count;
        private int ofPoint;

        Game(TreeEnsemble trees, double[] point, double[] background, double[] values, double weight) {
            this.trees = trees;
            this.point = point;
            this.background = background;
            this.values = values;
            this.weight = weight;
            side = new byte[values.length];
            decided = new int[values.length];
        }

        void play() {
            for (int t = 0; t < trees.treeCount(); t++) {
                walk(trees.root(t));
            }
        }

        private void walk(int node) {
            if (node < 0) {
                share(weight * trees.leafValue(~node));
                return;
            }
            int feature = trees.feature(node);
            int byPoint = next(node, point[feature]);
            int byBackground = next(node, background[feature]);
            if (byPoint == byBackground) {
                walk(byPoint);
            } else if (side[feature] == POINT) {
                walk(byPoint);
            } else if (side[feature] == BACKGROUND) {
                walk(byBackground);
            } else {
                decided[count++] = feature;
                side[feature] = POINT;
                ofPoint++;
                walk(byPoint);
                ofPoint--;
                side[feature] = BACKGROUND;
                walk(byBackground);
                side[feature] = UNDECIDED;
                count--;
            }
        }

        private int next(int node, double value) {
            return value < trees.threshold(node) ? trees.left(node) : trees.right(node);
        }

        private void share(double value) {
            if (count == 0) {
                return;
            }
            int ofBackground = count - ofPoint;
            // 1 / (count * choose(count - 1, k)) for the sizes k of the coalitions before.
            double gained = ofPoint == 0 ? 0 : value / (count * choose(count - 1, ofBackground));
            double lost = ofBackground == 0 ? 0 : value / (count * choose(count - 1, ofPoint));
            for (int k = 0; k < count; k++) {
                int feature = decided[k];
                values[feature] += side[feature] == POINT ? gained : -lost;
            }
        }

        private static double choose(int n, int k) {
            double product = 1;
            for (int i = 1; i <= k; i++) {
                product = product * (n - k + i) / i;
            }
            return product;
        }
    }
}
