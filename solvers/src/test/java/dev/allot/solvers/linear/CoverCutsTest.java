package dev.allot.solvers.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Solution;
import dev.allot.core.testing.BruteForce;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CoverCutsTest {
    /** Weights of both signs, fixed variables, both sides: no feasible point is cut off, and many a relaxation's is. */
    @Test
    void cutNoFeasiblePoint() {
        SplittableRandom random = new SplittableRandom(1);
        int cuts = 0;
        for (int trial = 0; trial < 200; trial++) {
            Problem problem = row(random, 8);
            double[] point = random.doubles(8, 0.4, 1).toArray();
            for (LinearConstraint cut : new CoverCuts(problem).violatedAt(point)) {
                cuts++;
                assertThat(activity(cut, point)).isGreaterThan(cut.upper());
                BruteForce.forEach(problem, values -> {
                    if (Solution.of(problem, values).isFeasible()) {
                        assertThat(activity(cut, values)).isLessThanOrEqualTo(cut.upper());
                    }
                });
            }
        }
        assertThat(cuts).isGreaterThan(50);
    }

    private static Problem row(SplittableRandom random, int n) {
        ProblemBuilder builder = Problem.builder();
        int[] all = new int[n];
        double[] weights = new double[n];
        double most = 0;
        for (int j = 0; j < n; j++) {
            int low = random.nextInt(6) == 0 ? 1 : 0;
            all[j] = builder.integer(low, 1, 1);
            weights[j] = random.nextInt(-20, 60) / 10.0;
            most += Math.max(weights[j], 0);
        }
        double limit = 0.6 * most;
        builder.constraint(
                random.nextBoolean()
                        ? LinearConstraint.atMost("row", limit, all, weights)
                        : new LinearConstraint("row", 0.3 * most, limit, all, weights));
        return builder.build();
    }

    private static double activity(LinearConstraint cut, double[] values) {
        double sum = 0;
        for (int k = 0; k < cut.variables().length; k++) {
            sum += cut.coefficients()[k] * values[cut.variables()[k]];
        }
        return sum;
    }
}
