package dev.allot.solvers.branching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.RootBound;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.core.testing.BruteForce;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.solvers.linear.Mip;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Held against all points of small problems. */
class NeighbourhoodProgramTest {
    private static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    private final SplittableRandom random = new SplittableRandom(3);

    @ParameterizedTest
    @MethodSource("seeds")
    void itsOptimumIsTheBestPointOfThePart(long seed) {
        Problem problem = RandomProblems.small(Objective.TREES, 4, 0, (int) (seed % 3), false)
                .draw(seed)
                .problem();
        Cells cells = Cells.of(problem, (TreeEnsemble) problem.surrogate().orElseThrow(), RootBound.reachable(problem));
        Solution centre = BruteForce.best(problem).orElseThrow();
        Domain domain = draw(cells);
        int[] moving = IntStream.range(0, problem.variableCount())
                .filter(j -> random.nextInt(4) > 0)
                .toArray();
        double best = best(problem, cells, domain, moving, centre.values());

        NeighbourhoodProgram program = new NeighbourhoodProgram(problem, cells, domain, moving, centre.values(), false);
        SolveResult result =
                new Mip().solve(program.program(), SolveOptions.defaults().withEvaluationLimit(10_000));
        if (best == Double.NEGATIVE_INFINITY) {
            assertThat(result.incumbent()).isEmpty();
            return;
        }
        Solution found = Solution.of(
                problem, program.decode(result.incumbent().orElseThrow().values()));
        assertThat(found.isFeasible()).isTrue();
        assertThat(isInside(cells, domain, found)).isTrue();
        assertThat(found.objective()).isCloseTo(best, within(1e-9));
        SolveResult relaxed = new Mip()
                .solve(
                        new NeighbourhoodProgram(problem, cells, domain, moving, centre.values(), true).program(),
                        SolveOptions.defaults());
        assertThat(relaxed.objective()).isGreaterThanOrEqualTo(result.objective() - 1e-9);
    }

    private Domain draw(Cells cells) {
        Domain domain = Domain.all(cells);
        for (int i = 0; i < cells.aggregates(); i++) {
            int low = random.nextInt(cells.count(i));
            int high = low + random.nextInt(cells.count(i) - low);
            if (random.nextBoolean()) {
                domain.narrow(i, low, high);
            }
        }
        return domain;
    }

    private static boolean isInside(Cells cells, Domain domain, Solution point) {
        for (int i = 0; i < cells.aggregates(); i++) {
            int cell = cells.find(i, point.aggregates()[i]);
            if (cell < domain.low(i) || cell > domain.high(i)) {
                return false;
            }
        }
        return true;
    }

    private static double best(Problem problem, Cells cells, Domain domain, int[] moving, double[] staying) {
        boolean[] moves = new boolean[staying.length];
        for (int j : moving) {
            moves[j] = true;
        }
        double[] best = {Double.NEGATIVE_INFINITY};
        BruteForce.forEach(problem, values -> {
            for (int j = 0; j < values.length; j++) {
                if (!moves[j] && values[j] != staying[j]) {
                    return;
                }
            }
            Solution point = Solution.of(problem, values);
            if (point.isFeasible() && isInside(cells, domain, point)) {
                best[0] = Math.max(best[0], point.objective());
            }
        });
        return best[0];
    }
}
