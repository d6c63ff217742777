package dev.allot.core.surrogate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A positive multiple of a surrogate, as a surrogate of the same kind: coefficients and leaves take the factor in, so that solvers see what they
 * know. Rounding is that of the coefficients, of leaves to single precision.
 */
public final class Multiple {
    private final double factor;

    private Multiple(double factor) {
        this.factor = factor;
    }

    /**
     * {@code factor} times f.
     *
     * @param factor positive and finite
     * @throws IllegalArgumentException if the factor is not, or {@code f} is of none of this package's kinds
     */
    public static Surrogate of(double factor, Surrogate f) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the factor is " + factor + "; it must be positive and finite");
        }
        return factor == 1 ? f : new Multiple(factor).of(f);
    }

    private Surrogate of(Surrogate f) {
        if (f instanceof LinearSurrogate linear) {
            double[] weights = new double[f.dimension()];
            Arrays.setAll(weights, i -> factor * linear.weight(i));
            return new LinearSurrogate(factor * linear.intercept(), weights);
        }
        if (f instanceof QuadraticSurrogate quadratic) {
            return of(quadratic);
        }
        if (f instanceof TreeEnsemble trees) {
            return of(trees);
        }
        if (f instanceof KernelSurrogate kernel) {
            return of(kernel);
        }
        if (f instanceof LowerConfidenceBound bound) {
            return of(bound);
        }
        if (f instanceof SurrogateSum sum) {
            return SurrogateSum.of(sum.parts().stream().map(this::of).toList());
        }
        throw new IllegalArgumentException("cannot multiply a " + f.getClass().getSimpleName());
    }

    private QuadraticSurrogate of(QuadraticSurrogate f) {
        int n = f.dimension();
        double[] weights = new double[n];
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            weights[i] = factor * f.weight(i);
            for (int j = 0; j < n; j++) {
                matrix[i][j] = factor * f.coefficient(i, j);
            }
        }
        return new QuadraticSurrogate(factor * f.intercept(), weights, matrix);
    }

    private TreeEnsemble of(TreeEnsemble f) {
        List<RegressionTree> trees = new ArrayList<>();
        for (int t = 0; t < f.treeCount(); t++) {
            RegressionTree tree = RegressionTree.of(f, t);
            float[] values = tree.value().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (factor * values[i]);
            }
            trees.add(new RegressionTree(
                    tree.left(), tree.right(), tree.feature(), tree.threshold(), tree.defaultLeft(), values));
        }
        return TreeEnsemble.of(f.dimension(), (float) (factor * f.base()), trees);
    }

    private KernelSurrogate of(KernelSurrogate f) {
        double[] scales = new double[f.dimension()];
        Arrays.setAll(scales, f::scale);
        double[][] centres = new double[f.centreCount()][];
        Arrays.setAll(centres, f::centre);
        double[] weights = new double[centres.length];
        Arrays.setAll(weights, c -> factor * f.weight(c));
        return new KernelSurrogate(factor * f.intercept(), f.power(), scales, centres, weights);
    }

    private LowerConfidenceBound of(LowerConfidenceBound f) {
        double[] centre = new double[f.dimension()];
        Arrays.setAll(centre, f::centre);
        double[][] rows = new double[f.rank()][];
        Arrays.setAll(rows, f::factorRow);
        return new LowerConfidenceBound(of(f.mean()), factor * f.kappa(), f.variance(), centre, rows);
    }
}
