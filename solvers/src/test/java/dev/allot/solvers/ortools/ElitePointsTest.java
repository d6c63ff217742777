package dev.allot.solvers.ortools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Solution;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ElitePointsTest {
    /** One variable that is worth its value. */
    private static final Problem PROBLEM = problem();

    /** Points of the same ten count as the same. */
    private final ElitePoints elite =
            new ElitePoints(3, (a, b) -> Math.abs((int) a.value(0) / 10 - (int) b.value(0) / 10));

    private static Problem problem() {
        ProblemBuilder builder = Problem.builder();
        builder.integer(0, 100, 1.0);
        return builder.build();
    }

    private static Solution point(double value) {
        return Solution.of(PROBLEM, new double[] {value});
    }

    private Set<Double> objectives() {
        Set<Double> objectives = new HashSet<>();
        elite.draw(elite.size(), new SplittableRandom(1)).forEach(point -> objectives.add(point.objective()));
        return objectives;
    }

    @Test
    void ofPointsThatAreTheSameTheBetterStays() {
        elite.add(point(12));
        elite.add(point(15));
        elite.add(point(13));
        assertThat(objectives()).containsExactly(15.0);
        assertThat(elite.best()).map(Solution::objective).contains(15.0);
    }

    @Test
    void ofTooManyTheWorstGoes() {
        for (double value : new double[] {20, 50, 30, 10, 40}) {
            elite.add(point(value));
        }
        assertThat(objectives()).containsExactlyInAnyOrder(50.0, 30.0, 40.0);
    }

    @Test
    void drawsDifferentPointsAndAllOfThem() {
        for (double value : new double[] {20, 50, 30}) {
            elite.add(point(value));
        }
        SplittableRandom random = new SplittableRandom(5);
        Set<Double> seen = new HashSet<>();
        for (int k = 0; k < 100; k++) {
            List<Solution> pair = elite.draw(2, random);
            assertThat(pair).hasSize(2).doesNotHaveDuplicates();
            pair.forEach(point -> seen.add(point.objective()));
        }
        assertThat(seen).hasSize(3);
        assertThat(new ElitePoints(1, (a, b) -> 1).best()).isEmpty();
    }
}
