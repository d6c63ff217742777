package dev.allot.solvers.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.Problem;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivitiesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aVariableReachesAsFarAsNoConstraintSuffers(long seed) {
        Problem problem =
                RandomProblems.small(Objective.NONE, 6, 0, 3, true).draw(seed).problem();
        SplittableRandom random = new SplittableRandom(seed);
        Activities at = new Activities(new ConstraintRows(problem), problem.lowerBounds());
        for (int step = 0; step < 200; step++) {
            int j = random.nextInt(problem.variableCount());
            at.set(j, problem.lower(j) + random.nextInt((int) (problem.upper(j) - problem.lower(j)) + 1));
            int k = random.nextInt(problem.variableCount());
            assertThat(at.highest(k)).isEqualTo(farthest(problem, at.values(), k, 1));
            assertThat(at.lowest(k)).isEqualTo(farthest(problem, at.values(), k, -1));
        }
    }

    private static double farthest(Problem problem, double[] values, int j, int direction) {
        double[] before = excess(problem, values);
        double[] x = values.clone();
        while (true) {
            x[j] += direction;
            if (x[j] < problem.lower(j) || x[j] > problem.upper(j)) {
                return x[j] - direction;
            }
            double[] now = excess(problem, x);
            for (int i = 0; i < now.length; i++) {
                if (now[i] > before[i]) {
                    return x[j] - direction;
                }
            }
        }
    }

    /** By how much each constraint is below its lower side, then by how much each is above its upper side. */
    private static double[] excess(Problem problem, double[] values) {
        double[] activities = problem.activitiesAt(values);
        int m = activities.length;
        double[] excess = new double[2 * m];
        for (int i = 0; i < m; i++) {
            boolean below = activities[i] < problem.constraintLower(i);
            excess[below ? i : m + i] = problem.violation(i, activities[i]);
        }
        return excess;
    }
}
