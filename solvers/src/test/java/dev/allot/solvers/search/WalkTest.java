package dev.allot.solvers.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.core.testing.RandomProblems.Sample;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WalkTest {
    @ParameterizedTest
    @EnumSource(Objective.class)
    void everyPointIsFeasibleAndScoredRight(Objective objective) {
        for (long seed = 1; seed <= 5; seed++) {
            Sample sample = new RandomProblems(objective, 20, 5, 9, 3, false, true).draw(seed);
            double[] start = sample.witness().orElseThrow();
            long[] moves = {0};
            Problem problem = sample.problem();
            SolveResult result = SessionRun.of(problem, SolveOptions.defaults(), session -> {
                Walk walk = new Walk(new ConstraintRows(problem), session, start);
                SplittableRandom random = new SplittableRandom(5);
                for (int k = 0; k < 2_000; k++) {
                    if (walk.propose(random) && walk.score()) {
                        if (random.nextBoolean()) {
                            walk.accept();
                            moves[0]++;
                        } else {
                            walk.reject();
                        }
                        Solution here = Solution.of(problem, walk.values());
                        assertThat(here.isFeasible()).isTrue();
                        assertThat(walk.objective()).isCloseTo(here.objective(), within(1e-9));
                    }
                }
            });
            assertThat(result.detail()).isEmpty();
            assertThat(moves[0]).isPositive();
        }
    }

    /** What {@code LOCALLY_OPTIMAL} claims: where all variables are partners, no single change and no exchange is better. */
    @ParameterizedTest
    @EnumSource(
            value = Objective.class,
            names = {"NONE", "TREES"})
    void aScannedNeighbourhoodHoldsNothingBetter(Objective objective) {
        for (long seed = 1; seed <= 10; seed++) {
            Problem problem = new RandomProblems(objective, 6, 0, 1, 0, false, true)
                    .draw(seed)
                    .problem();
            SolveResult result = SessionRun.of(problem, SolveOptions.defaults(), session -> {
                Walk walk = new Walk(new ConstraintRows(problem), session, problem.lowerBounds());
                Neighbourhood neighbourhood = new Neighbourhood(walk, 200, new SplittableRandom(1));
                while (neighbourhood.improve()) {
                    assertThat(neighbourhood.isScanned()).isFalse();
                }
                // The bound may already have proven the point optimal and ended the run.
                assertThat(neighbourhood.isScanned() || session.shouldStop()).isTrue();
                for (int j = 0; j < problem.variableCount(); j++) {
                    double[] x = walk.values();
                    for (double v = problem.lower(j); v <= problem.upper(j); v++) {
                        x[j] = v;
                        assertThat(Solution.of(problem, x).objective()).isLessThanOrEqualTo(walk.objective() + 1e-9);
                    }
                }
            });
            assertThat(result.detail()).isEmpty();
        }
    }
}
