package dev.allot.study.design;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import java.util.SplittableRandom;

/**
 * What a design keeps small. With C the weights' covariance, s<sup>2</sup> the noise and u a mix's aggregates less their mean, the evaluation
 * of the mix reduces it by an increasing function of u'Q u / (s<sup>2</sup> + u'C u), with a Q of each criterion's own (Chaloner and
 * Verdinelli, "Bayesian experimental design: a review", Statistical Science 1995, section 2).
 */
public enum Optimality {
    /**
     * The summed variance of what each instance gains (A-optimality), Q = C W C with W the sum over instances of the outer products of their
     * features: all instances alike, whether or not they may ever be routed.
     */
    GAINS("information") {
        @Override
        double[][] weighted(Knowledge knowledge, double[][] importance) {
            return Matrices.sandwich(knowledge.covariance(), importance);
        }

        @Override
        double[][] importance(PricedMixes mixes, Knowledge knowledge, SplittableRandom random) {
            return ofInstances(mixes.free().problem());
        }
    },

    /**
     * The average variance of predicted scores over the mixes worth considering (I-optimality), Q = C W C with W the mean of the outer
     * products of those mixes' aggregates, less the mean of the evaluated ones: the best within a budget for some weights that are probable by
     * now. What no good mix depends on need not be known.
     */
    PREDICTIONS("i-optimal") {
        @Override
        double[][] weighted(Knowledge knowledge, double[][] importance) {
            return Matrices.sandwich(knowledge.covariance(), importance);
        }

        @Override
        double[][] importance(PricedMixes mixes, Knowledge knowledge, SplittableRandom random) {
            return mixes.worthConsidering(knowledge, random);
        }
    },

    /** The volume of the weights' credible ellipsoid (D-optimality), Q = C: the mix whose score is least certain. */
    VOLUME("d-optimal") {
        @Override
        double[][] weighted(Knowledge knowledge, double[][] importance) {
            return knowledge.covariance();
        }

        @Override
        double[][] importance(PricedMixes mixes, Knowledge knowledge, SplittableRandom random) {
            return new double[0][0];
        }
    };

    private final String id;

    Optimality(String id) {
        this.id = id;
    }

    /** Of the design. */
    String id() {
        return id;
    }

    /** Q at the present covariance. */
    abstract double[][] weighted(Knowledge knowledge, double[][] importance);

    /** W, if there is one; it is the same for all mixes that are chosen together. */
    abstract double[][] importance(PricedMixes mixes, Knowledge knowledge, SplittableRandom random);

    /** Sum over the instances of the outer products of their features, for each source. */
    static double[][] ofInstances(Problem problem) {
        double[][] sum = new double[problem.aggregateCount()][problem.aggregateCount()];
        SparseMatrix columns = problem.aggregates();
        for (int j = 0; j < problem.variableCount(); j++) {
            double size = problem.upper(j);
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                for (int q = columns.start(j); q < columns.start(j + 1); q++) {
                    sum[columns.row(p)][columns.row(q)] += size * columns.value(p) * columns.value(q);
                }
            }
        }
        return sum;
    }
}
