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
import dev.allot.solvers.branching.Neighbourhoods.Neighbourhood;
import dev.allot.solvers.linear.Mip;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.SessionRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against all points of small problems. */
class NeighbourhoodsTest {
    /** A neighbourhood between two points holds the best point of their cells and those between, if that is better than the incumbent. */
    @Test
    void betweenPointsLieAllThatNoAggregateTellsApart() {
        assertHoldsTheBest((neighbourhoods, one, other) -> neighbourhoods.between(List.of(one, other), 0), 0);
    }

    /** So does one around a point, as far as all its aggregates may go. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aroundAPointLieAllWithinReach(int reach) {
        assertHoldsTheBest((neighbourhoods, one, other) -> neighbourhoods.around(one, 1, reach), reach);
    }

    private interface Draw {
        Optional<Neighbourhood> of(Neighbourhoods neighbourhoods, Solution one, Solution other);
    }

    /** @param reach how far around the first of two points the neighbourhood goes; 0 if it lies between both */
    private static void assertHoldsTheBest(Draw draw, int reach) {
        int searched = 0;
        for (int seed = 1; seed <= 30; seed++) {
            Problem problem = RandomProblems.small(Objective.TREES, 4, 0, seed % 3, false)
                    .draw(seed)
                    .problem();
            SplittableRandom random = new SplittableRandom(seed);
            List<Solution> feasible = new ArrayList<>();
            BruteForce.forEach(problem, values -> {
                Solution point = Solution.of(problem, values);
                if (point.isFeasible()) {
                    feasible.add(point);
                }
            });
            Solution one = feasible.get(random.nextInt(feasible.size()));
            Solution other = feasible.get(random.nextInt(feasible.size()));
            Solution worse = one.objective() < other.objective() ? one : other;
            List<Neighbourhood> found = new ArrayList<>();
            SolveResult result = SessionRun.of(problem, SolveOptions.defaults(), session -> {
                session.offer(worse.values());
                draw.of(new Neighbourhoods(new ConstraintRows(problem), session, random), one, other)
                        .ifPresent(found::add);
            });
            assertThat(result.detail()).isEmpty();
            // On its way the dual may have come by better points than the one that was offered.
            double best = best(problem, feasible, one, reach == 0 ? other : one, reach);
            if (found.isEmpty()) {
                assertThat(best).isLessThanOrEqualTo(result.objective());
            } else if (best > result.objective()) {
                searched++;
                assertThat(best(found.get(0))).isCloseTo(best, within(1e-9));
            }
        }
        assertThat(searched).isGreaterThan(5);
    }

    /** The best of the points all of whose aggregates are in the cells of two, or between, or no more cells further. */
    private static double best(Problem problem, List<Solution> feasible, Solution one, Solution other, int further) {
        Cells cells = Cells.of(problem, (TreeEnsemble) problem.surrogate().orElseThrow(), RootBound.reachable(problem));
        return feasible.stream()
                .filter(point -> IntStream.range(0, cells.aggregates()).allMatch(i -> {
                    int a = cells.find(i, one.aggregates()[i]);
                    int b = cells.find(i, other.aggregates()[i]);
                    int at = cells.find(i, point.aggregates()[i]);
                    return at >= Math.min(a, b) - further && at <= Math.max(a, b) + further;
                }))
                .mapToDouble(Solution::objective)
                .max()
                .orElseThrow();
    }

    /** The dual may have narrowed a neighbourhood, but not by better points than the incumbent. */
    private static double best(Neighbourhood neighbourhood) {
        Problem problem = neighbourhood.problem();
        int[] all = IntStream.range(0, problem.variableCount()).toArray();
        NeighbourhoodProgram program = neighbourhood.program(all, neighbourhood.vertex(), false);
        SolveResult result =
                new Mip().solve(program.program(), SolveOptions.defaults().withEvaluationLimit(10_000));
        Optional<Solution> best = result.incumbent().map(found -> Solution.of(problem, program.decode(found.values())));
        return best.orElseThrow().objective();
    }
}
