package dev.allot.solvers.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.core.testing.RandomProblems.Sample;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Opening;
import dev.allot.solvers.search.SessionRun;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellWalkTest {
    /** Integer, mixed and continuous variables, with and without constraints. */
    @ParameterizedTest
    @CsvSource({"20, 0, 0, false", "20, 0, 3, false", "20, 0, 3, true", "12, 6, 3, true", "0, 12, 2, true"})
    void everyPointIsFeasibleAndScoredRight(int integers, int continuous, int constraints, boolean fractional) {
        long accepted = 0;
        for (long seed = 1; seed <= 5; seed++) {
            Sample sample = new RandomProblems(Objective.TREES, integers, continuous, 9, constraints, fractional, true)
                    .draw(seed);
            Problem problem = sample.problem();
            if (!CellWalk.applies(problem)) {
                continue;
            }
            long[] moves = {0};
            SplittableRandom coin = new SplittableRandom(seed);
            SolveResult result = SessionRun.of(problem, SolveOptions.defaults(), session -> {
                CellWalk walk =
                        new CellWalk(opening(problem, session), sample.witness().orElseThrow());
                for (int k = 0; k < 2_000; k++) {
                    if (!walk.propose() || !walk.attempt()) {
                        continue;
                    }
                    if (coin.nextBoolean()) {
                        walk.accept();
                        moves[0]++;
                    } else {
                        walk.reject();
                    }
                    Solution here = Solution.of(problem, walk.values());
                    assertThat(here.isFeasible()).isTrue();
                    assertThat(walk.objective()).isCloseTo(here.objective(), within(1e-9));
                }
            });
            assertThat(result.detail()).isEmpty();
            accepted += moves[0];
        }
        assertThat(accepted).isPositive();
    }

    private static Opening opening(Problem problem, SolveSession session) {
        return new Opening(new ConstraintRows(problem), session, new SplittableRandom(7));
    }

    /** The naive twin: anything within the cell's sides has the value of the point that it surrounds. */
    @Test
    void anEnsembleIsConstantOnACell() {
        for (long seed = 1; seed <= 20; seed++) {
            Problem problem = new RandomProblems(Objective.TREES, 20, 0, 9, 2, seed % 2 == 0, true)
                    .draw(seed)
                    .problem();
            TreeEnsemble trees = (TreeEnsemble) problem.surrogate().orElseThrow();
            SplittableRandom random = new SplittableRandom(seed);
            Cell cell = new Cell(new Sides(problem, trees));
            double[] center = problem.aggregatesAt(randomPoint(problem, random));
            cell.surround(center);
            for (int k = 0; k < 200; k++) {
                double[] z = center.clone();
                for (int f = 0; f < z.length; f++) {
                    double moved = z[f] + random.nextInt(-30, 31);
                    z[f] = moved + cell.shortfall(f, moved);
                }
                assertThat(trees.value(z)).isEqualTo(trees.value(center));
            }
        }
    }

    /** Where every class is a single instance and constraints leave room, most targets one step away are reached exactly. */
    @Test
    void pullsAPointIntoACell() {
        Problem problem = new RandomProblems(Objective.TREES, 300, 0, 1, 0, false, true)
                .draw(3)
                .problem();
        TreeEnsemble trees = (TreeEnsemble) problem.surrogate().orElseThrow();
        SplittableRandom random = new SplittableRandom(3);
        Sides sides = new Sides(problem, trees);
        ConstraintRows constraints = new ConstraintRows(problem);
        TrackedPoint point = new TrackedPoint(constraints, randomPoint(problem, random));
        LeafMoves moves = new LeafMoves(problem, sides);
        Cell cell = new Cell(sides);
        Pull pull = new Pull(constraints, point, cell, random);
        int attempts = 0;
        int reached = 0;
        while (attempts < 100) {
            if (moves.draw(point.aggregates(), random) < 0) {
                continue;
            }
            attempts++;
            cell.surround(moves.target());
            if (pull.pull(random)) {
                reached++;
                assertThat(trees.value(point.aggregates())).isEqualTo(trees.value(moves.target()));
            }
            if (random.nextBoolean()) {
                point.commit();
            } else {
                point.rollback();
            }
            assertThat(point.aggregates())
                    .isEqualTo(problem.aggregatesAt(point.activities().values()));
        }
        assertThat(reached).isGreaterThan(50);
    }

    private static double[] randomPoint(Problem problem, SplittableRandom random) {
        double[] x = problem.lowerBounds();
        for (int j = 0; j < x.length; j++) {
            x[j] += random.nextInt((int) (problem.upper(j) - x[j]) + 1);
        }
        return x;
    }
}
