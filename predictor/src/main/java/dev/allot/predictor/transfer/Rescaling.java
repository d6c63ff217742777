package dev.allot.predictor.transfer;

import dev.allot.core.surrogate.Interval;
import dev.allot.core.surrogate.KernelSurrogate;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.RegressionTree;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.SurrogateSum;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.predictor.Origin;
import dev.allot.predictor.Predictor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A learned function for sets of another size. What makes a mix good is what share of the set has which label; a predictor of counts that
 * was learned on n instances is asked about a set of m by multiplying counts by n / m. Coefficients, thresholds and length scales take the
 * factor in, so that solvers see a surrogate of the kind they know.
 */
public final class Rescaling {
    private final double factor;

    /**
     * A rescaling.
     *
     * @param factor what aggregates are multiplied by, positive and finite
     */
    public Rescaling(double factor) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the factor is " + factor + "; it must be positive and finite");
        }
        this.factor = factor;
    }

    /** For a set of {@code size} instances, of what was learned on a set of {@code learnedOn}. */
    public static Rescaling forSetOf(int size, int learnedOn) {
        return new Rescaling((double) learnedOn / size);
    }

    /**
     * The predictor of the other set, with what is known of it but the size of the set that it was learned on, which is none any more.
     *
     * @throws IllegalArgumentException if its surrogate is of none of core's kinds
     */
    public Predictor of(Predictor learned) {
        Optional<Origin> moved = learned.origin()
                .map(origin -> new Origin(
                        OptionalInt.empty(),
                        origin.ranges().stream()
                                .map(r -> new Interval(r.lower() / factor, r.upper() / factor))
                                .toList()));
        return new Predictor(
                learned.family(),
                learned.features(),
                of(learned.surrogate()),
                moved,
                learned.posterior().map(posterior -> posterior.rescaled(factor)),
                learned.shares());
    }

    /**
     * The function g(z) = f(factor z), up to rounding of coefficients; a tree's thresholds are rounded to single precision.
     *
     * @throws IllegalArgumentException if {@code f} is of none of core's kinds
     */
    public Surrogate of(Surrogate f) {
        if (f instanceof LinearSurrogate linear) {
            return of(linear);
        }
        if (f instanceof QuadraticSurrogate quadratic) {
            return of(quadratic);
        }
        if (f instanceof KernelSurrogate kernel) {
            return of(kernel);
        }
        if (f instanceof TreeEnsemble trees) {
            return of(trees);
        }
        if (f instanceof LowerConfidenceBound bound) {
            return of(bound);
        }
        if (f instanceof SurrogateSum sum) {
            return SurrogateSum.of(sum.parts().stream().map(this::of).toList());
        }
        throw new IllegalArgumentException("cannot rescale a " + f.getClass().getSimpleName());
    }

    private LinearSurrogate of(LinearSurrogate f) {
        double[] weights = new double[f.dimension()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = factor * f.weight(i);
        }
        return new LinearSurrogate(f.intercept(), weights);
    }

    private QuadraticSurrogate of(QuadraticSurrogate f) {
        int n = f.dimension();
        double[] weights = new double[n];
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            weights[i] = factor * f.weight(i);
            for (int j = 0; j < n; j++) {
                matrix[i][j] = factor * factor * f.coefficient(i, j);
            }
        }
        return new QuadraticSurrogate(f.intercept(), weights, matrix);
    }

    private LowerConfidenceBound of(LowerConfidenceBound f) {
        double[] centre = new double[f.dimension()];
        for (int i = 0; i < centre.length; i++) {
            centre[i] = f.centre(i) / factor;
        }
        double[][] rows = new double[f.rank()][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = f.factorRow(r);
            for (int i = 0; i < centre.length; i++) {
                rows[r][i] *= factor;
            }
        }
        return new LowerConfidenceBound(of(f.mean()), f.kappa(), f.variance(), centre, rows);
    }

    /** Centres move and length scales follow: distances stay as they were. */
    private KernelSurrogate of(KernelSurrogate f) {
        double[] scales = new double[f.dimension()];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = f.scale(i) * KernelSurrogate.raised(factor, f.power());
        }
        double[][] centres = new double[f.centreCount()][];
        double[] weights = new double[centres.length];
        for (int c = 0; c < centres.length; c++) {
            centres[c] = f.centre(c);
            for (int i = 0; i < scales.length; i++) {
                centres[c][i] /= factor;
            }
            weights[c] = f.weight(c);
        }
        return new KernelSurrogate(f.intercept(), f.power(), scales, centres, weights);
    }

    private TreeEnsemble of(TreeEnsemble f) {
        List<RegressionTree> trees = new ArrayList<>();
        for (int t = 0; t < f.treeCount(); t++) {
            trees.add(new Copy(f, f.root(t)).tree());
        }
        return TreeEnsemble.of(f.dimension(), f.base(), trees);
    }

    /** One tree with moved thresholds, parents before children. */
    private final class Copy {
        private final TreeEnsemble from;
        private final int[] left;
        private final int[] right;
        private final int[] feature;
        private final float[] threshold;
        private final boolean[] defaultLeft;
        private final float[] value;
        private int size;

        Copy(TreeEnsemble from, int root) {
            this.from = from;
            int nodes = count(root);
            left = new int[nodes];
            right = new int[nodes];
            feature = new int[nodes];
            threshold = new float[nodes];
            defaultLeft = new boolean[nodes];
            value = new float[nodes];
            add(root);
        }

        /** Leaves are numbered by the complement. */
        private int count(int node) {
            return node < 0 ? 1 : 1 + count(from.left(node)) + count(from.right(node));
        }

        private int add(int node) {
            int at = size++;
            if (node < 0) {
                left[at] = -1;
                right[at] = -1;
                value[at] = from.leafValue(~node);
            } else {
                feature[at] = from.feature(node);
                threshold[at] = (float) (from.threshold(node) / factor);
                defaultLeft[at] = from.defaultLeft(node);
                left[at] = add(from.left(node));
                right[at] = add(from.right(node));
            }
            return at;
        }

        RegressionTree tree() {
            return new RegressionTree(left, right, feature, threshold, defaultLeft, value);
        }
    }
}
