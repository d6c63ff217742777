package dev.allot.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.UnsupportedProblemException;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.core.testing.RandomProblems.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The problems on which {@link SolverContract} tests a solver, and the runs on them that several tests look at. */
final class SolverRuns {
    static final long SEED = 7;

    private static final int EACH = 2;
    private static final int STRIDE = 7;

    private final Supplier<Solver> solver;
    private final LongSupplier plenty;
    private final IntSupplier threads;
    private final Map<String, SolveResult> plainResults = new HashMap<>();

    SolverRuns(Supplier<Solver> solver, LongSupplier plenty, IntSupplier threads) {
        this.solver = solver;
        this.plenty = plenty;
        this.threads = threads;
    }

    /** Small problems of every kind that the solver supports. */
    List<Sample> samples() {
        List<Sample> samples = RandomProblems.supported(solver.get().capabilities(), EACH).stream()
                .filter(sample -> solver.get().supports(sample.problem()))
                .toList();
        assertThat(samples).as("problems that this solver supports").isNotEmpty();
        return samples;
    }

    /** Some of the samples, for tests that run each several times. */
    List<Sample> few() {
        List<Sample> all = samples();
        List<Sample> few = new ArrayList<>();
        for (int i = 0; i < all.size(); i += STRIDE) {
            few.add(all.get(i));
        }
        return few;
    }

    /** A problem that nothing solves by looking at every point. */
    Sample large(Objective objective) {
        Set<Capability> can = solver.get().capabilities();
        boolean whole = can.contains(Capability.INTEGER_VARIABLES);
        return new RandomProblems(
                        objective,
                        whole ? 60 : 0,
                        whole ? 0 : 60,
                        1_000,
                        can.contains(Capability.LINEAR_CONSTRAINTS) ? 2 : 0,
                        can.contains(Capability.FRACTIONAL_AGGREGATES),
                        true)
                .draw(1);
    }

    /** A large problem of every objective that the solver supports. */
    List<Sample> largeSamples() {
        return Arrays.stream(Objective.values())
                .map(this::large)
                .filter(s -> solver.get().capabilities().containsAll(Capability.requiredBy(s.problem())))
                .toList();
    }

    /** Solves a large problem; the test is skipped if the solver refuses it as too large. */
    SolveResult solveLarge(Sample sample, SolveOptions options) {
        try {
            return solver.get().solve(sample.problem(), options);
        } catch (UnsupportedProblemException tooLarge) {
            assumeThat(false).as("%s", tooLarge.getMessage()).isTrue();
            throw tooLarge;
        }
    }

    /** What a run that must repeat is given. */
    SolveOptions options(long evaluations) {
        return unlimited().withSeed(SEED).withEvaluationLimit(evaluations);
    }

    /** No limits, on the threads that the solver may use. */
    SolveOptions unlimited() {
        return SolveOptions.defaults().withThreads(threads.getAsInt());
    }

    SolveResult run(Sample sample, long evaluations) {
        return solver.get().solve(sample.problem(), options(evaluations));
    }

    /** The result with a plentiful budget; run once. */
    SolveResult plain(Sample sample) {
        return plainResults.computeIfAbsent(sample.name(), name -> run(sample, plenty.getAsLong()));
    }
}
