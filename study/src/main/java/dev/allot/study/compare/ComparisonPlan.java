package dev.allot.study.compare;

import dev.allot.core.model.StatedProblem;
import dev.allot.core.solve.Solver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is compared: every solver on every problem within every limit with every seed.
 *
 * @param solvers the first is the one that the others are tested against; ids distinct
 * @param problems names distinct
 * @param limits distinct
 * @param seeds distinct
 * @param threads that a run may use
 */
public record ComparisonPlan(
        List<Solver> solvers, List<StatedProblem> problems, List<RunLimit> limits, List<Long> seeds, int threads) {
    /**
     * Checks that there is something to compare.
     *
     * @throws IllegalArgumentException if a list is empty or names something twice
     */
    public ComparisonPlan {
        solvers = List.copyOf(solvers);
        problems = List.copyOf(problems);
        limits = List.copyOf(limits);
        seeds = List.copyOf(seeds);
        requireDistinct("solver", solvers.stream().map(Solver::id).toList());
        requireDistinct("problem", problems.stream().map(StatedProblem::name).toList());
        requireDistinct("limit", limits);
        requireDistinct("seed", seeds);
        if (threads < 1) {
            throw new IllegalArgumentException("a run needs at least one thread, not " + threads);
        }
    }

    private static void requireDistinct(String kind, List<?> values) {
        Set<Object> seen = new HashSet<>();
        for (Object value : values) {
            if (!seen.add(value)) {
                throw new IllegalArgumentException("the " + kind + " '" + value + "' is named twice");
            }
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a comparison needs at least one " + kind);
        }
    }

    /** Number of runs. */
    public int size() {
        return solvers.size() * problems.size() * limits.size() * seeds.size();
    }

    /** One run that is planned. */
    record Run(Solver solver, int problem, RunLimit limit, long seed) {}

    /**
     * All runs, seed by seed. The order of the solvers is turned with every seed, so that what a run owes to its place (a warmer machine, a
     * busier hour) falls on all of them.
     */
    List<Run> runs() {
        List<Run> runs = new ArrayList<>(size());
        for (int s = 0; s < seeds.size(); s++) {
            for (int p = 0; p < problems.size(); p++) {
                for (RunLimit limit : limits) {
                    for (int k = 0; k < solvers.size(); k++) {
                        runs.add(new Run(solvers.get((k + s + p) % solvers.size()), p, limit, seeds.get(s)));
                    }
                }
            }
        }
        return runs;
    }
}
