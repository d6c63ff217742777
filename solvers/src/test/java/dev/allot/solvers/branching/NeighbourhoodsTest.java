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

/** Held against all points of small problems. */
class NeighbourhoodsTest {
    /** A neighbourhood between two points holds the best point of their cells and those between, if that is better than the incumbent. */
    @Test
    void betweenPointsLieAllThatNoAggregateTellsApart() {
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
                new Neighbourhoods(new ConstraintRows(problem), session, random)
                        .between(List.of(one, other), 0)
                        .ifPresent(found::add);
            });
            assertThat(result.detail()).isEmpty();
            // On its way the dual may have come by better points than the one that was offered.
            double best = bestBetween(problem, feasible, one, other);
            if (found.isEmpty()) {
                assertThat(best).isLessThanOrEqualTo(result.objective());
            } else if (best > result.objective()) {
                searched++;
                assertThat(best(found.get(0))).isCloseTo(best, within(1e-9));
            }
        }
        assertThat(searched).isGreaterThan(5);
    }

    private static double bestBetween(Problem problem, List<Solution> feasible, Solution one, Solution other) {
        Cells cells = Cells.of(problem, (TreeEnsemble) problem.surrogate().orElseThrow(), RootBound.reachable(problem));
        return feasible.stream()
                .filter(point -> IntStream.range(0, cells.aggregates()).allMatch(i -> {
                    int a = cells.find(i, one.aggregates()[i]);
                    int b = cells.find(i, other.aggregates()[i]);
                    int at = cells.find(i, point.aggregates()[i]);
                    return at >= Math.min(a, b) && at <= Math.max(a, b);
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
