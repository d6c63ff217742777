package dev.allot.solvers.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Solution;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepairTest {
    /** Equalities, ranges, floors and caps with coefficients of both signs. */
    @ParameterizedTest
    @CsvSource({"4,0,4,false", "4,0,2,true", "3,1,4,true", "20,0,3,false", "60,0,4,false", "40,20,3,true", "0,20,3,true"
    })
    void findsTheWayWhereThereIsOne(int integers, int continuous, int rows, boolean fractional) {
        for (long seed = 1; seed <= 20; seed++) {
            Problem problem = RandomProblems.small(Objective.NONE, integers, continuous, rows, fractional)
                    .draw(seed)
                    .problem();
            Activities at = new Activities(new ConstraintRows(problem), problem.lowerBounds());
            boolean repaired = new Repair(at.constraints()).repair(at, 16, new SplittableRandom(seed), () -> false);
            assertThat(repaired).as("seed %s", seed).isTrue();
            assertThat(Solution.of(problem, at.values()).isFeasible()).isTrue();
        }
    }

    /** The floor can only be met by giving up what the budget was spent on. */
    @Test
    void exchangesUnderAFullBudget() {
        int n = 400;
        ProblemBuilder builder = Problem.builder();
        for (int j = 0; j < n; j++) {
            builder.integer(0, 1, 0);
        }
        int[] all = IntStream.range(0, n).toArray();
        int[] group = IntStream.range(n / 2, n).toArray();
        builder.constraint(LinearConstraint.atMost("budget", 100, all, ones(n)));
        builder.constraint(LinearConstraint.atLeast("group", 80, group, ones(n / 2)));
        Problem problem = builder.build();
        double[] start = new double[n];
        Arrays.fill(start, 0, 100, 1);
        Activities at = new Activities(new ConstraintRows(problem), start);
        assertThat(new Repair(at.constraints()).repair(at, 1, new SplittableRandom(1), () -> false))
                .isTrue();
    }

    @Test
    void givesUpInTimeWhereThereIsNoWay() {
        ProblemBuilder builder = Problem.builder();
        builder.integer(0, 9, 0);
        builder.integer(0, 9, 0);
        int[] both = {0, 1};
        builder.constraint(new LinearConstraint("odd", 7, 7, both, new double[] {2, 2}));
        Activities at = new Activities(new ConstraintRows(builder.build()), new double[2]);
        assertThat(new Repair(at.constraints()).repair(at, 4, new SplittableRandom(1), () -> false))
                .isFalse();
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
