package dev.allot.study;

import dev.allot.study.budget.BudgetFindings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a study found, over all its replications: the content of {@code summary.json} and of the report.
 *
 * @param name of the instance set
 * @param instances that were routed, in each replication
 * @param heldOut pairs that realised scores rest on, in each replication; 0 with an external evaluator, which has its own
 * @param sources the sources, the default source first
 * @param evaluations of the design in each replication
 * @param earlier what was known before; counted apart
 * @param failed mixes whose evaluation failed for good, over all replications
 * @param replications passes of the whole loop, each with its own split, design, predictor and solves
 * @param chosen the strategy whose routings are written
 * @param caution how far strategies trusted the predictor
 * @param families how the predictor's families did
 * @param strategies baselines and strategies at each budget
 * @param outcomes the single values behind {@code strategies}
 * @param design the evaluated mixes of the first replication
 * @param learned what the features are worth to the first replication's predictor, if it is of trees; null otherwise
 * @param noise what evaluations of the same mix tell of noise; null if there are none
 * @param budget what to spend, and on what
 */
public record StudySummary(
        String name,
        int instances,
        int heldOut,
        List<String> sources,
        int evaluations,
        List<Earlier> earlier,
        int failed,
        int replications,
        String chosen,
        Caution caution,
        List<Family> families,
        List<Strategy> strategies,
        List<Point> outcomes,
        List<Evaluated> design,
        @Nullable Learned learned,
        @Nullable ReplicatedNoise noise,
        BudgetFindings budget) {
    public StudySummary {
        sources = List.copyOf(sources);
        earlier = List.copyOf(earlier);
        families = List.copyOf(families);
        strategies = List.copyOf(strategies);
        outcomes = List.copyOf(outcomes);
        design = List.copyOf(design);
    }

    /**
     * Scores of another kind.
     *
     * @param name where they come from
     * @param mixes number of scores
     * @param explained share of the variance of what instances gain that they explain, 0 to 1, mean over the replications: 0 if they tell
     *     nothing
     */
    public record Earlier(String name, int mixes, Estimate explained) {}

    /**
     * A predictor family's cross-validation over the replications.
     *
     * @param id of the family
     * @param chosen in how many replications it had the least error
     * @param spearman rank correlation of predicted and true scores on left-out mixes
     * @param rmse root mean squared error on left-out mixes
     */
    public record Family(String id, int chosen, Estimate spearman, Estimate rmse) {}

    /**
     * A strategy at a budget.
     *
     * @param name a solver's id or a baseline's name
     * @param share the budget, as a share of the dearest routing's cost
     * @param cost of its mixes
     * @param predicted scores; null for baselines
     * @param bound on predicted scores; null for baselines
     * @param realised scores; null if no evaluation succeeded
     * @param gain realised score minus the mean of the random mixes of the same budget and replication; null without such mixes
     */
    public record Strategy(
            String name,
            double share,
            Estimate cost,
            @Nullable Estimate predicted,
            @Nullable Estimate bound,
            @Nullable Estimate realised,
            @Nullable Estimate gain) {}

    /**
     * Predicted and realised score of one strategy in one replication.
     *
     * @param low what a measured score falls below with a probability of 5 %, by the linear posterior of the evaluated mixes
     * @param high what it falls above with a probability of 5 %
     * @param credibleLow what the score without noise is below with a probability of 5 %
     * @param credibleHigh what it is above with a probability of 5 %
     */
    public record Point(
            String strategy,
            double share,
            int replication,
            double predicted,
            double realised,
            double low,
            double high,
            double credibleLow,
            double credibleHigh) {
        /** Whether the realised score is where it was expected with a probability of 90 %. */
        boolean isWithin() {
            return low <= realised && realised <= high;
        }
    }

    /** How many mixes were designed in each replication: evaluations less those that repeat one. */
    public int mixes() {
        return evaluations - (noise == null ? 0 : noise.replicates());
    }

    /** Of the realised scores of strategies, the share within their 90 % intervals; NaN if there is none. */
    public double coverage() {
        return outcomes.stream()
                .mapToDouble(p -> p.isWithin() ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * What a predictor has learned of features.
     *
     * @param family of the predictor
     * @param features those that it uses, the most important first
     */
    public record Learned(String family, List<Feature> features) {
        public Learned {
            features = List.copyOf(features);
        }
    }

    /**
     * A feature in the eyes of a predictor.
     *
     * @param name of the aggregate
     * @param gain by how much 100 more of it change the predicted score of the mean evaluated mix
     * @param low end of the gain's 95 % interval, by the jackknife
     * @param high its other end
     * @param contribution mean magnitude of its Shapley value over the evaluated mixes
     */
    public record Feature(String name, double gain, double low, double high, double contribution) {}

    /** Cost, as a share of the dearest routing's, and score of one evaluated mix. */
    public record Evaluated(double share, double score) {}
}
