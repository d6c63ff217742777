package dev.allot.study;

import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.Solver;
import dev.allot.predictor.BorrowingFamily;
import dev.allot.predictor.PosteriorFamily;
import dev.allot.predictor.PredictorFamily;
import dev.allot.predictor.TrainingTable;
import dev.allot.study.design.MixDesign;
import java.util.List;

/**
 * What one pass of the closed loop does.
 *
 * @param design how mixes are chosen
 * @param evaluations how many are evaluated
 * @param initial how many of them are chosen before any is evaluated, at least 1
 * @param batch how many are chosen at a time from then on, at least 1
 * @param shares the budgets, as shares of the cost of labelling all by the dearest source, in (0, 1]
 * @param families the predictor's families to choose from by cross-validated error
 * @param folds of that cross-validation
 * @param solvers the strategies; all of them solve at each budget
 * @param solveOptions limits of each solve; its seed is replaced by the loop's
 * @param randomMixes how many random mixes are drawn at each budget for comparison
 * @param caution how far strategies trust the predictor
 * @param earlier what is known before any evaluation; it counts as none of them
 * @param replicates how many of the evaluations repeat one of the same mix, at least 0
 */
public record LoopSettings(
        MixDesign design,
        int evaluations,
        int initial,
        int batch,
        List<Double> shares,
        List<PredictorFamily> families,
        int folds,
        List<Solver> solvers,
        SolveOptions solveOptions,
        int randomMixes,
        Caution caution,
        List<EarlierScores> earlier,
        int replicates) {
    public LoopSettings {
        earlier = List.copyOf(earlier);
        shares = List.copyOf(shares);
        families = List.copyOf(families);
        solvers = List.copyOf(solvers);
        if (evaluations < 2 * folds) {
            throw new IllegalArgumentException(evaluations + " evaluations are too few for " + folds
                    + "-fold cross-validation; at least " + 2 * folds + " are needed");
        }
        if (replicates < 0 || replicates > 0 && replicates > evaluations - Math.max(2 * folds, 1)) {
            throw new IllegalArgumentException(replicates + " of " + evaluations
                    + " evaluations cannot repeat one; at most " + Math.max(evaluations - Math.max(2 * folds, 1), 0)
                    + " can, as the others must be enough to learn from");
        }
        if (initial < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "mixes are chosen at least one at a time, not " + initial + " at first and then " + batch);
        }
        for (PredictorFamily family : families) {
            if (caution.kappa() > 0 && !(family instanceof PosteriorFamily)) {
                throw new IllegalArgumentException("the family '" + family.id()
                        + "' has no lower confidence bound, which kappa asks for; bayesian and bayesian-concave have");
            }
        }
        for (double share : shares) {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("the budget share " + share + " is not in (0, 1]");
            }
        }
    }

    /** Settings of a loop that knows nothing before. */
    public LoopSettings(
            MixDesign design,
            int evaluations,
            int initial,
            int batch,
            List<Double> shares,
            List<PredictorFamily> families,
            int folds,
            List<Solver> solvers,
            SolveOptions solveOptions,
            int randomMixes,
            Caution caution) {
        this(
                design,
                evaluations,
                initial,
                batch,
                shares,
                families,
                folds,
                solvers,
                solveOptions,
                randomMixes,
                caution,
                List.of(),
                0);
    }

    /**
     * The same with these earlier scores in place of others: families that can learn from them do. The design is not told: where the other
     * scores tell little, it would leave unasked what they do not know.
     */
    public LoopSettings knowing(List<EarlierScores> scores) {
        List<TrainingTable> tables = scores.stream().map(EarlierScores::table).toList();
        return new LoopSettings(
                design,
                evaluations,
                initial,
                batch,
                shares,
                families.stream()
                        .map(family -> family instanceof BorrowingFamily able ? able.borrowing(tables) : family)
                        .toList(),
                folds,
                solvers,
                solveOptions,
                randomMixes,
                caution,
                scores,
                replicates);
    }

    /**
     * The same with so many of the evaluations repeating one.
     *
     * @throws IllegalArgumentException if the others are too few to learn from
     */
    public LoopSettings repeating(int count) {
        return new LoopSettings(
                design,
                evaluations,
                initial,
                batch,
                shares,
                families,
                folds,
                solvers,
                solveOptions,
                randomMixes,
                caution,
                earlier,
                count);
    }

    /** How many mixes are chosen before any is evaluated. */
    int first() {
        return Math.min(initial, evaluations - replicates);
    }

    /** The same design with other numbers of mixes, none of them evaluated twice. */
    LoopSettings evaluating(int count, int atATime) {
        return new LoopSettings(
                design, count, initial, atATime, shares, List.of(), 0, List.of(), solveOptions, 0, caution, earlier, 0);
    }

    /** The same with earlier scores that are told by the aggregates of a problem. */
    LoopSettings alignedTo(RoutingProblem pool) {
        return knowing(earlier.stream().map(scores -> scores.alignedTo(pool)).toList());
    }

    /** The tables of {@link #earlier}. */
    List<TrainingTable> tables() {
        return earlier.stream().map(EarlierScores::table).toList();
    }

    /** Settings of a loop that chooses mixes and nothing else. */
    public static LoopSettings ofDesign(MixDesign design, List<Double> shares) {
        return new LoopSettings(
                design, 1, 1, 1, shares, List.of(), 0, List.of(), SolveOptions.defaults(), 0, Caution.NONE);
    }
}
