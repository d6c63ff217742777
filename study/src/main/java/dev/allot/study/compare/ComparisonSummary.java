package dev.allot.study.compare;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison found: the content of {@code summary.json} and of the report. Objectives and bounds are in the terms of the problems as
 * they are stated; gaps are never negative. Estimates are medians over seeds.
 *
 * @param machine where the runs were made
 * @param solvers ids, the one that others are tested against first
 * @param limits in words
 * @param seeds of all runs
 * @param problems what was solved
 * @param standings the solvers over all cells
 * @param cells every solver on every problem within every limit
 * @param tests of the first solver against each other one, cell by cell
 * @param profiles of the primal integral
 * @param progress of all runs together, by solver
 * @param curves of objective and bound, by cell and solver
 * @param refuted bounds that an objective is beyond: defects
 */
public record ComparisonSummary(
        Machine machine,
        List<String> solvers,
        List<String> limits,
        List<Long> seeds,
        List<ProblemFacts> problems,
        List<Standing> standings,
        List<Cell> cells,
        List<PairedTest> tests,
        List<Profile> profiles,
        List<Curve> progress,
        List<Curve> curves,
        List<String> refuted) {

    /**
     * Where the runs were made.
     *
     * @param processors that the virtual machine sees
     * @param threads that each run may use
     * @param parallel runs at once
     */
    public record Machine(int processors, String java, String system, int threads, int parallel) {}

    /**
     * A problem.
     *
     * @param sense {@code maximise} or {@code minimise}
     * @param bestObjective the best of all runs, or what is known from elsewhere if that is better; a reference, nobody's result
     * @param bestBound the best of all runs; null if none proved anything
     * @param bestKnown from elsewhere, if anything is
     */
    public record ProblemFacts(
            String name,
            String sense,
            int variables,
            int constraints,
            int aggregates,
            @Nullable Double bestObjective,
            @Nullable Double bestBound,
            @Nullable Double bestKnown) {}

    /**
     * A solver over all cells that it can solve.
     *
     * @param cells that it could run on, of how many there are
     * @param meanRank of its median objectives, 1 the best, ties shared; over the cells that every solver could run on
     * @param boundGap median over cells of the median gap to the best bound, relative to it
     * @param headroomGap median over cells of the median headroom gap
     * @param primalIntegral median over cells of the median primal integral, as a share of the run
     * @param found runs with a point
     * @param proven runs that ended with a proof of optimality
     * @param runs of this solver
     */
    public record Standing(
            String solver,
            int cells,
            @Nullable Double meanRank,
            @Nullable Double boundGap,
            @Nullable Double headroomGap,
            @Nullable Double primalIntegral,
            int found,
            int proven,
            int runs) {}

    /**
     * A solver on a problem within a limit.
     *
     * @param outcomes why its runs ended, and how often
     * @param detail what went wrong, if something did
     * @param found runs with a point
     * @param proven runs that ended with a proof of optimality
     * @param objective null if it could not run; not finite if half of the runs found nothing
     * @param bound that it proved itself
     * @param gap best bound of any run on the problem, less the objective; null if there is no bound
     * @param headroomGap the same as a share of what {@code random} leaves: (bound - objective) / (bound - median of random); null if
     *     random did not run or leaves nothing
     * @param primalIntegral mean primal gap over the run, 0 to 1
     * @param seconds from call to return
     */
    public record Cell(
            String problem,
            String limit,
            String solver,
            Map<String, Integer> outcomes,
            @Nullable String detail,
            int found,
            int proven,
            int runs,
            @Nullable MedianEstimate objective,
            @Nullable MedianEstimate bound,
            @Nullable MedianEstimate gap,
            @Nullable MedianEstimate headroomGap,
            @Nullable MedianEstimate primalIntegral,
            @Nullable MedianEstimate seconds) {}

    /**
     * Wilcoxon's signed-rank test of two solvers' objectives in one cell, paired by seed.
     *
     * @param better pairs in which the first solver did better
     * @param equal pairs in which both did the same
     * @param worse pairs in which the other did better
     * @param median of the differences, positive if the first does better; null if it is not finite
     * @param objectiveRatio median objective of the first, over that of the other; null if there are none or the latter is 0
     * @param gapRatio the first's gap to the best bound, over that of the other, between medians: below 1 the first leaves less of the
     *     headroom; null without a bound or where the other leaves nothing
     * @param p two-sided
     * @param adjusted by Holm's method, for all tests of the comparison
     */
    public record PairedTest(
            String problem,
            String limit,
            String first,
            String other,
            int better,
            int equal,
            int worse,
            @Nullable Double median,
            @Nullable Double objectiveRatio,
            @Nullable Double gapRatio,
            double p,
            double adjusted) {
        /** The same test with its p value corrected. */
        PairedTest withAdjusted(double value) {
            return new PairedTest(
                    problem, limit, first, other, better, equal, worse, median, objectiveRatio, gapRatio, p, value);
        }
    }

    /**
     * A performance profile (Dolan and Moré 2002).
     *
     * @param ratios ascending, from 1
     * @param shares of the runs whose primal integral is at most so many times that of the best solver on the same problem, limit and seed
     */
    public record Profile(String solver, double[] ratios, double[] shares) {}

    /**
     * Quantiles over runs, along the run; null where there is no such value yet.
     *
     * @param problem empty for all together
     * @param positions in seconds or evaluations; of all together in shares of the limit
     * @param low quarter of the values below
     * @param median half of them below
     * @param high three quarters below
     * @param bound median of the bounds proven until then
     */
    public record Curve(
            String problem,
            String limit,
            String solver,
            List<Double> positions,
            List<@Nullable Double> low,
            List<@Nullable Double> median,
            List<@Nullable Double> high,
            List<@Nullable Double> bound) {}
}
