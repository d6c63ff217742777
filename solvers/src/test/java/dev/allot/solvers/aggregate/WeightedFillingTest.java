package dev.allot.solvers.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.testing.BruteForce;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Opening;
import dev.allot.solvers.search.SessionRun;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightedFillingTest {
    /** Where every instance costs the same, the filling is the best point for its weights. */
    @Test
    void isOptimalForItsWeightsUnderACount() {
        SplittableRandom random = new SplittableRandom(4);
        for (int k = 0; k < 20; k++) {
            double[] weights = {random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(-1, 1), 0};
            // All aggregates spread alike, so that the filling's own scaling is the same for all.
            Problem problem = counted(Arrays.copyOf(weights, 3), 3);
            double best = BruteForce.best(problem).orElseThrow().objective();
            SessionRun.of(problem, SolveOptions.defaults(), session -> {
                Opening opening = new Opening(new ConstraintRows(problem), session, new SplittableRandom(1));
                double[] x = new WeightedFilling(opening).at(weights).orElseThrow();
                assertThat(Solution.of(problem, x).objective()).isEqualTo(best);
            });
        }
    }

    /** Eight instances, one for each set of three tags. */
    private static Problem counted(double[] weights, double most) {
        ProblemBuilder builder = Problem.builder().aggregates(List.of("a", "b", "c"));
        for (int set = 0; set < 8; set++) {
            int tags = set;
            int[] with = IntStream.range(0, 3).filter(f -> (tags >> f & 1) != 0).toArray();
            double[] ones = new double[with.length];
            Arrays.fill(ones, 1);
            builder.integer(0, 1, 0, with, ones);
        }
        double[] ones = new double[8];
        Arrays.fill(ones, 1);
        return builder.surrogate(new LinearSurrogate(0, weights))
                .constraint(LinearConstraint.atMost(
                        "count", most, IntStream.range(0, 8).toArray(), ones))
                .build();
    }

    @Test
    void keepsConstraintsOfEveryKind() {
        int found = 0;
        for (long seed = 1; seed <= 20; seed++) {
            Problem problem = RandomProblems.small(Objective.TREES, 6, 2, 4, true)
                    .draw(seed)
                    .problem();
            boolean[] kept = {false};
            SessionRun.of(problem, SolveOptions.defaults(), session -> {
                Opening opening = new Opening(new ConstraintRows(problem), session, new SplittableRandom(1));
                WeightedFilling filling = new WeightedFilling(opening);
                filling.at(new double[filling.dimension()]).ifPresent(x -> {
                    assertThat(Solution.of(problem, x).isFeasible()).isTrue();
                    kept[0] = true;
                });
            });
            found += kept[0] ? 1 : 0;
        }
        assertThat(found).isGreaterThan(10);
    }
}
