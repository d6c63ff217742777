package dev.allot.solvers.cells;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.surrogate.RegressionTree;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Opening;
import dev.allot.solvers.search.SessionRun;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LazyAscentTest {
    /**
     * Half of 100 instances have tag a, half tag b. Twenty of a score 1, forty of b score 3, both 4, but sixty in all are more than a budget
     * of 50 allows. No single change and no exchange of two scores anything.
     */
    @Test
    void crossesWidePlateaus() {
        assertThat(ascend(50)).isEqualTo(3);
        assertThat(ascend(60)).isEqualTo(4);
    }

    private static double ascend(double budget) {
        Problem problem = twoTags(budget);
        SolveResult result = SessionRun.of(problem, SolveOptions.defaults().withEvaluationLimit(1_000), session -> {
            Opening opening = new Opening(new ConstraintRows(problem), session, new SplittableRandom(1));
            new LazyAscent(new CellWalk(opening, problem.lowerBounds()), session).run();
        });
        assertThat(result.detail()).isEmpty();
        return result.objective();
    }

    private static Problem twoTags(double budget) {
        ProblemBuilder builder = Problem.builder().aggregates(List.of("a", "b"));
        for (int j = 0; j < 100; j++) {
            builder.integer(0, 1, 0, new int[] {j % 2}, new double[] {1});
        }
        double[] ones = new double[100];
        Arrays.fill(ones, 1);
        int[] all = IntStream.range(0, 100).toArray();
        return builder.surrogate(TreeEnsemble.of(2, 0, List.of(step(0, 20, 1), step(1, 40, 3))))
                .constraint(LinearConstraint.atMost("budget", budget, all, ones))
                .build();
    }

    /** Zero below a threshold, a value from it on. */
    private static RegressionTree step(int feature, float threshold, float value) {
        return new RegressionTree(
                new int[] {1, -1, -1},
                new int[] {2, -1, -1},
                new int[] {feature, 0, 0},
                new float[] {threshold, 0, 0},
                new boolean[] {true, true, true},
                new float[] {0, 0, value});
    }
}
