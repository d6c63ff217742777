package dev.allot.solvers.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.testing.BruteForce;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearDualBoundTest {
    /** Any multipliers give a bound, also nonsensical ones. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void holdsForAnyMultipliers(long seed) {
        Problem problem = RandomProblems.small(
                        seed % 3 == 0 ? Objective.NONE : Objective.LINEAR, 3, 1, 3, seed % 2 == 0)
                .draw(seed)
                .problem();
        double best = BruteForce.best(problem).map(Solution::objective).orElse(Double.NEGATIVE_INFINITY);
        LinearProgram program = LinearProgram.of(problem);
        LinearDualBound bound = new LinearDualBound(program);
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 200; trial++) {
            double[] multipliers = random.doubles(program.rowCount(), -2, 2).toArray();
            assertThat(bound.of(multipliers, problem.lowerBounds(), program.upperBounds()))
                    .isGreaterThanOrEqualTo(best);
            assertThat(bound.refutes(multipliers, problem.lowerBounds(), program.upperBounds()))
                    .isFalse();
        }
    }

    /** At the optimal basis the point is feasible and its value is the bound, up to tolerances: that proves both. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void meetsTheSimplexPoint(long seed) {
        int rows = seed > 10 ? 150 : 12;
        Problem problem = new RandomProblems(Objective.NONE, 0, 3 * rows + 4, 10, rows, true, true)
                .draw(seed)
                .problem();
        LinearProgram program = LinearProgram.of(problem);
        DualSimplex simplex = new DualSimplex(program);
        double[] lower = problem.lowerBounds();
        double[] upper = program.upperBounds();
        assertThat(simplex.solve(lower, upper, Double.NEGATIVE_INFINITY, 10_000, () -> false))
                .isEqualTo(SimplexStatus.OPTIMAL);
        Solution point = Solution.of(problem, simplex.point());
        assertThat(point.isFeasible()).isTrue();
        double bound = new LinearDualBound(program).of(simplex.multipliers(), lower, upper);
        assertThat(bound).isGreaterThanOrEqualTo(point.objective()).isLessThan(point.objective() + 1e-5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void refutesWhatIsInfeasible(long seed) {
        Problem problem = RandomProblems.small(Objective.NONE, 0, 3, 2, false)
                .infeasible()
                .draw(seed)
                .problem();
        LinearProgram program = LinearProgram.of(problem);
        DualSimplex simplex = new DualSimplex(program);
        double[] lower = problem.lowerBounds();
        double[] upper = program.upperBounds();
        assertThat(simplex.solve(lower, upper, Double.NEGATIVE_INFINITY, 10_000, () -> false))
                .isEqualTo(SimplexStatus.INFEASIBLE);
        assertThat(new LinearDualBound(program).refutes(simplex.ray(), lower, upper))
                .isTrue();
    }
}
