package dev.allot.core.feasibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Solution;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ConflictingConstraintsTest {
    private static Optional<ConflictingConstraints> find(Problem problem) {
        return ConflictingConstraints.find(problem, RegionProgram.MOST_PIVOTS);
    }

    private static ProblemBuilder threeVariables() {
        ProblemBuilder builder = Problem.builder();
        for (int j = 0; j < 3; j++) {
            builder.integer(0, 4, 1);
        }
        return builder;
    }

    @Test
    void namesTheTwoThatCollideAndNotTheThird() {
        Problem problem = threeVariables()
                .constraint(LinearConstraint.atMost("cap", 5, new int[] {0, 1}, new double[] {1, 1}))
                .constraint(LinearConstraint.atMost("other", 1, new int[] {2}, new double[] {1}))
                .constraint(LinearConstraint.atLeast("floor", 6, new int[] {0, 1}, new double[] {1, 1}))
                .build();
        assertThat(find(problem))
                .hasValueSatisfying(conflict -> assertThat(conflict.describe())
                        .isEqualTo("these cannot hold together: 'cap' (<= 5); 'floor' (>= 6)"));
    }

    @Test
    void withoutConstraintsNothingCollides() {
        assertThat(find(threeVariables().build())).isEmpty();
    }

    @Test
    void oneAloneCanExceedTheBounds() {
        Problem problem = threeVariables()
                .constraint(new LinearConstraint("much", 12.5, 13, new int[] {0, 1, 2}, new double[] {1, 1, 1}))
                .build();
        assertThat(find(problem))
                .hasValueSatisfying(conflict -> assertThat(conflict.describe())
                        .isEqualTo("this cannot hold within the variables' bounds: 'much' (>= 12.5, <= 13)"));
    }

    /** Where a simplex method would cost more than it may, constraints are still held against the variables' bounds one by one. */
    @Test
    void withoutPivotsOnlySingleConstraintsAreLookedAt() {
        Problem colliding = threeVariables()
                .constraint(LinearConstraint.atLeast("floor", 6, new int[] {0, 1}, new double[] {1, 1}))
                .constraint(LinearConstraint.atMost("cap", 5, new int[] {0, 1}, new double[] {1, 1}))
                .build();
        assertThat(ConflictingConstraints.pivotsWithin(colliding, 10)).isZero();
        assertThat(ConflictingConstraints.pivotsWithin(colliding, 3e8)).isEqualTo(RegionProgram.MOST_PIVOTS);
        assertThat(find(colliding)).isPresent();
        assertThat(ConflictingConstraints.find(colliding, 0)).isEmpty();
        Problem unreachable = threeVariables()
                .constraint(LinearConstraint.atLeast("floor", 600, new int[] {0, 1}, new double[] {1, 1}))
                .build();
        assertThat(ConflictingConstraints.find(unreachable, 0)).isPresent();
    }

    @Test
    void aPointWithinTheToleranceIsNoConflict() {
        Problem problem = threeVariables()
                .constraint(LinearConstraint.atLeast("all", 12 + 1e-10, new int[] {0, 1, 2}, new double[] {1, 1, 1}))
                .build();
        assertThat(Solution.of(problem, new double[] {4, 4, 4}).isFeasible()).isTrue();
        assertThat(find(problem)).isEmpty();
    }

    /** Random systems around a point: never a conflict if the point keeps them all; what is named has no integer point either. */
    @RepeatedTest(60)
    void whatIsNamedHasNoPoint(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        ProblemBuilder builder = threeVariables();
        double[] point = {random.nextInt(5), random.nextInt(5), random.nextInt(5)};
        boolean kept = random.nextBoolean();
        int m = 2 + random.nextInt(4);
        for (int i = 0; i < m; i++) {
            double[] a = {random.nextInt(7) - 3, random.nextInt(7) - 3, random.nextInt(7) - 3};
            double activity = a[0] * point[0] + a[1] * point[1] + a[2] * point[2];
            double shift = kept ? random.nextInt(3) : random.nextInt(9) - 6;
            builder.constraint(
                    random.nextBoolean()
                            ? LinearConstraint.atMost("c" + i, activity + shift, new int[] {0, 1, 2}, a)
                            : LinearConstraint.atLeast("c" + i, activity - shift, new int[] {0, 1, 2}, a));
        }
        Problem problem = builder.build();
        Optional<ConflictingConstraints> conflict = find(problem);
        if (kept) {
            assertThat(conflict).isEmpty();
        }
        for (int k = 0; k < 125 && conflict.isPresent(); k++) {
            double[] activities =
                    problem.activitiesAt(new double[] {Math.floorDiv(k, 25), Math.floorDiv(k, 5) % 5, k % 5});
            assertThat(conflict.get().constraints()).anyMatch(i -> problem.violation(i, activities[i]) > 0);
        }
    }
}
