package dev.allot.core.surrogate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * g(z) = outer f(inner z) for surrogates f, as a surrogate of f's kind: coefficients, leaves, thresholds and length scales take the factors in, so
 * that solvers see what they know. Rounding is that of the coefficients, of leaves and thresholds to single precision; a factor of 1 or -1
 * loses nothing.
 *
 * @param outer what values are multiplied by: finite and not 0; negative for surrogates that have a negative of their kind
 * @param inner what arguments are multiplied by: finite and positive
 */
public record Scaling(double outer, double inner) {
    /** Checks the factors. */
    public Scaling {
        if (!Double.isFinite(outer) || outer == 0) {
            throw new IllegalArgumentException("the factor is " + outer + "; it must be finite and not 0");
        }
        if (!(inner > 0 && inner < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the factor is " + inner + "; it must be positive and finite");
        }
    }

    /** {@code factor} times f. */
    public static Scaling ofValues(double factor) {
        return new Scaling(factor, 1);
    }

    /** f at {@code factor} times the arguments. */
    public static Scaling ofArguments(double factor) {
        return new Scaling(1, factor);
    }

    /** Whether the result is of a kind that there is: minus a lower confidence bound is not, nor a sum with one. */
    public boolean isPossibleOf(Surrogate f) {
        if (f instanceof SurrogateSum sum) {
            return sum.parts().stream().allMatch(this::isPossibleOf);
        }
        return outer > 0 || !(f instanceof LowerConfidenceBound);
    }

    /**
     * The scaled surrogate.
     *
     * @throws IllegalArgumentException if {@code f} is of none of this package's kinds, or {@link #isPossibleOf} is false
     */
    public Surrogate of(Surrogate f) {
        if (outer == 1 && inner == 1) {
            return f;
        }
        if (f instanceof LinearSurrogate linear) {
            double[] weights = new double[f.dimension()];
            Arrays.setAll(weights, i -> outer * inner * linear.weight(i));
            return new LinearSurrogate(outer * linear.intercept(), weights);
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
        if (f instanceof LowerConfidenceBound bound && outer > 0) {
            return of(bound);
        }
        if (f instanceof SurrogateSum sum) {
            return SurrogateSum.of(sum.parts().stream().map(this::of).toList());
        }
        throw new IllegalArgumentException("cannot scale a " + f.getClass().getSimpleName());
    }

    private QuadraticSurrogate of(QuadraticSurrogate f) {
        int n = f.dimension();
        double[] weights = new double[n];
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            weights[i] = outer * inner * f.weight(i);
            for (int j = 0; j < n; j++) {
                matrix[i][j] = outer * inner * inner * f.coefficient(i, j);
            }
        }
        return new QuadraticSurrogate(outer * f.intercept(), weights, matrix);
    }

    private TreeEnsemble of(TreeEnsemble f) {
        List<RegressionTree> trees = new ArrayList<>();
        for (int t = 0; t < f.treeCount(); t++) {
            RegressionTree tree = RegressionTree.of(f, t);
            float[] thresholds = tree.threshold().clone();
            float[] values = tree.value().clone();
            for (int i = 0; i < values.length; i++) {
                thresholds[i] = (float) (thresholds[i] / inner);
                values[i] = (float) (outer * values[i]);
            }
            trees.add(new RegressionTree(
                    tree.left(), tree.right(), tree.feature(), thresholds, tree.defaultLeft(), values));
        }
        return TreeEnsemble.of(f.dimension(), (float) (outer * f.base()), trees);
    }

    /** Centres move and length scales follow: distances stay as they were. */
    private KernelSurrogate of(KernelSurrogate f) {
        double[] scales = new double[f.dimension()];
        Arrays.setAll(scales, i -> f.scale(i) * KernelSurrogate.raised(inner, f.power()));
        double[][] centres = new double[f.centreCount()][];
        Arrays.setAll(centres, c -> overInner(f.centre(c)));
        double[] weights = new double[centres.length];
        Arrays.setAll(weights, c -> outer * f.weight(c));
        return new KernelSurrogate(outer * f.intercept(), f.power(), scales, centres, weights);
    }

    private LowerConfidenceBound of(LowerConfidenceBound f) {
        double[] centre = new double[f.dimension()];
        Arrays.setAll(centre, f::centre);
        double[][] rows = new double[f.rank()][];
        Arrays.setAll(
                rows, r -> Arrays.stream(f.factorRow(r)).map(v -> v * inner).toArray());
        return new LowerConfidenceBound(of(f.mean()), outer * f.kappa(), f.variance(), overInner(centre), rows);
    }

    private double[] overInner(double[] values) {
        return Arrays.stream(values).map(v -> v / inner).toArray();
    }
}
