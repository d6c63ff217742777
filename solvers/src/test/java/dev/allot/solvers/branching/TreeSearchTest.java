package dev.allot.solvers.branching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.testing.BruteForce;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.solvers.BranchAndBound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeSearchTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void provesTheOptimumOfSmallProblems(long seed) {
        Problem problem = RandomProblems.small(Objective.TREES, 4, 0, (int) (seed % 3), false)
                .draw(seed)
                .problem();
        SolveResult result =
                new BranchAndBound().solve(problem, SolveOptions.defaults().withEvaluationLimit(20_000));
        // The linear part has decimal coefficients, so that a rounding error can be left between bound and incumbent.
        assertThat(result.termination()).isIn(TerminationStatus.OPTIMAL, TerminationStatus.LOCALLY_OPTIMAL);
        assertThat(result.objective())
                .isEqualTo(BruteForce.best(problem).orElseThrow().objective());
        assertThat(result.gap()).isLessThan(1e-12);
    }

    @Test
    void provesThatNothingIsFeasible() {
        Problem problem = RandomProblems.small(Objective.TREES, 4, 0, 2, false)
                .infeasible()
                .draw(1)
                .problem();
        SolveResult result =
                new BranchAndBound().solve(problem, SolveOptions.defaults().withEvaluationLimit(20_000));
        assertThat(result.termination()).isEqualTo(TerminationStatus.INFEASIBLE);
    }
}
