package dev.allot.solvers.ortools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.solvers.branching.NeighbourhoodProgram;
import dev.allot.solvers.branching.Neighbourhoods;
import dev.allot.solvers.branching.Neighbourhoods.Neighbourhood;
import dev.allot.solvers.sampling.AlgorithmOneSampler;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.SessionRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Held against programs in which all variables move. */
class NeighbourhoodRelaxationTest {
    private static final int SEEDS = 25;

    @BeforeAll
    static void load() {
        NativeLibraries.ORTOOLS.load("neighbourhood-search");
    }

    private static LinearModel.Outcome solve(NeighbourhoodProgram program, String backend) {
        return new LinearModel(program.program()).solve(backend, "", Optional.empty(), () -> false);
    }

    private static int[] all(Problem problem) {
        return IntStream.range(0, problem.variableCount()).toArray();
    }

    private static List<Solution> points(Problem problem, int count, SplittableRandom random) {
        AlgorithmOneSampler sampler = new AlgorithmOneSampler(problem);
        List<Solution> points = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            Solution point = Solution.of(problem, sampler.draw(random, random.nextDouble()));
            if (point.isFeasible()) {
                points.add(point);
            }
        }
        return points;
    }

    /** Shows neighbourhoods of random points of problems of forty variables; returns how many there were. */
    private static int forEach(Consumer<Neighbourhood> check) {
        int[] seen = {0};
        for (int seed = 1; seed <= SEEDS; seed++) {
            Problem problem = RandomProblems.small(Objective.TREES, 40, 0, seed % 4, false)
                    .draw(seed)
                    .problem();
            SplittableRandom random = new SplittableRandom(seed);
            SolveResult result = SessionRun.of(problem, SolveOptions.defaults(), session -> {
                Neighbourhoods neighbourhoods = new Neighbourhoods(new ConstraintRows(problem), session, random);
                List<Solution> points = points(problem, 3, random);
                if (!points.isEmpty()) {
                    neighbourhoods.between(points, 0.3).ifPresent(neighbourhood -> {
                        seen[0]++;
                        check.accept(neighbourhood);
                    });
                }
            });
            assertThat(result.detail()).isEmpty();
        }
        return seen[0];
    }

    private static NeighbourhoodRelaxation.Relaxed relaxed(Neighbourhood neighbourhood, double tolerance) {
        return new NeighbourhoodRelaxation(neighbourhood, program -> solve(program, "glop")).solve(4, tolerance);
    }

    @Test
    void someColumnsAreWorthAsMuchAsAll() {
        int[] inside = {0};
        int seen = forEach(neighbourhood -> {
            Problem problem = neighbourhood.problem();
            NeighbourhoodProgram whole = neighbourhood.program(all(problem), neighbourhood.vertex(), true);
            LinearModel.Point expected = solve(whole, "glop").point().orElseThrow();
            NeighbourhoodRelaxation.Relaxed relaxed = relaxed(neighbourhood, 0);
            assertThat(relaxed.isComplete()).isTrue();
            assertThat(relaxed.hasPoint()).isEqualTo(whole.shortfall(expected.values()) <= 1e-6);
            if (relaxed.hasPoint()) {
                inside[0]++;
                assertThat(objective(neighbourhood, relaxed.values()))
                        .isCloseTo(whole.program().linearAt(expected.values()), within(1e-7));
            }
        });
        assertThat(seen).isGreaterThan(SEEDS / 2);
        assertThat(inside[0]).isPositive();
    }

    @Test
    void endsEarlierWithinTheTolerance() {
        int[] early = {0};
        int[] inside = {0};
        forEach(neighbourhood -> {
            double tolerance = 0.2 * neighbourhood.margin();
            NeighbourhoodRelaxation.Relaxed exact = relaxed(neighbourhood, 0);
            NeighbourhoodRelaxation.Relaxed rough = relaxed(neighbourhood, tolerance);
            if (exact.hasPoint() && rough.hasPoint()) {
                double missed = objective(neighbourhood, exact.values()) - objective(neighbourhood, rough.values());
                inside[0]++;
                assertThat(missed).isBetween(-1e-7, tolerance + 1e-7);
                early[0] += missed > 1e-7 ? 1 : 0;
            }
        });
        assertThat(inside[0]).isPositive();
        assertThat(early[0]).isPositive();
    }

    /** What the relaxation is worth with all variables where they are told to be. */
    private static double objective(Neighbourhood neighbourhood, double[] values) {
        NeighbourhoodProgram staying = neighbourhood.program(new int[0], values, true);
        LinearModel.Point point = solve(staying, "glop").point().orElseThrow();
        assertThat(staying.shortfall(point.values())).isLessThan(1e-5);
        Problem problem = neighbourhood.problem();
        return staying.program().linearAt(point.values()) + problem.linearAt(values) - problem.constant();
    }

    @Test
    void whatVariablesWouldGainIsWhatTheSolverSays() {
        int seen = forEach(neighbourhood -> {
            int[] every = all(neighbourhood.problem());
            NeighbourhoodProgram whole = neighbourhood.program(every, neighbourhood.vertex(), true);
            LinearModel.Point point = solve(whole, "glop").point().orElseThrow();
            double[] gains = whole.reducedProfits(point.duals());
            for (int j : every) {
                assertThat(gains[j]).isCloseTo(point.reducedCosts()[j], within(1e-7));
            }
        });
        assertThat(seen).isGreaterThan(SEEDS / 2);
    }
}
