package dev.allot.predictor.problem;

import dev.allot.core.model.Sense;
import dev.allot.core.surrogate.KernelSurrogate;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.RegressionTree;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.SurrogateSum;
import dev.allot.core.surrogate.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;

/**
 * Minus f, exactly: negating every coefficient negates every rounded sum of them. What is to be minimised is maximised so, and turned back
 * to be written.
 */
final class Negation {
    private Negation() {}

    /** The surrogate itself, or minus it if it is to be minimised. */
    static Surrogate unless(Sense maximised, Surrogate surrogate) {
        return maximised == Sense.MAXIMISE ? surrogate : of(surrogate);
    }

    /** Whether minus it is of a kind that there is: not of a lower confidence bound, nor of a sum with one. */
    static boolean isPossibleOf(Surrogate surrogate) {
        return surrogate instanceof SurrogateSum sum
                ? sum.parts().stream().allMatch(Negation::isPossibleOf)
                : !(surrogate instanceof LowerConfidenceBound);
    }

    private static Surrogate of(Surrogate surrogate) {
        if (surrogate instanceof LinearSurrogate linear) {
            return new LinearSurrogate(-linear.intercept(), negatedWeights(linear));
        }
        if (surrogate instanceof QuadraticSurrogate quadratic) {
            return of(quadratic);
        }
        if (surrogate instanceof TreeEnsemble trees) {
            return of(trees);
        }
        if (surrogate instanceof KernelSurrogate kernel) {
            return of(kernel);
        }
        if (surrogate instanceof SurrogateSum sum) {
            return SurrogateSum.of(sum.parts().stream().map(Negation::of).toList());
        }
        throw new IllegalArgumentException(
                "cannot negate a " + surrogate.getClass().getSimpleName());
    }

    private static double[] negatedWeights(LinearSurrogate linear) {
        double[] weights = new double[linear.dimension()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = -linear.weight(i);
        }
        return weights;
    }

    private static Surrogate of(QuadraticSurrogate quadratic) {
        int n = quadratic.dimension();
        double[] weights = new double[n];
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            weights[i] = -quadratic.weight(i);
            for (int j = 0; j < n; j++) {
                matrix[i][j] = -quadratic.coefficient(i, j);
            }
        }
        return new QuadraticSurrogate(-quadratic.intercept(), weights, matrix);
    }

    private static Surrogate of(KernelSurrogate kernel) {
        double[] scales = new double[kernel.dimension()];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = kernel.scale(i);
        }
        double[][] centres = new double[kernel.centreCount()][];
        double[] weights = new double[centres.length];
        for (int c = 0; c < centres.length; c++) {
            centres[c] = kernel.centre(c);
            weights[c] = -kernel.weight(c);
        }
        return new KernelSurrogate(-kernel.intercept(), kernel.power(), scales, centres, weights);
    }

    private static Surrogate of(TreeEnsemble ensemble) {
        List<RegressionTree> trees = new ArrayList<>();
        for (int t = 0; t < ensemble.treeCount(); t++) {
            TreeArrays arrays = new TreeArrays();
            copyNegated(ensemble, ensemble.root(t), arrays);
            trees.add(arrays.tree());
        }
        return TreeEnsemble.of(ensemble.dimension(), -ensemble.base(), trees);
    }

    private static int copyNegated(TreeEnsemble ensemble, int node, TreeArrays into) {
        if (node < 0) {
            return into.leaf(-ensemble.leafValue(~node));
        }
        // The double threshold is the least that rounds to the float one or above it.
        int copy = into.split(ensemble.feature(node), (float) ensemble.threshold(node), ensemble.defaultLeft(node));
        int left = copyNegated(ensemble, ensemble.left(node), into);
        int right = copyNegated(ensemble, ensemble.right(node), into);
        into.children(copy, left, right);
        return copy;
    }
}
