package dev.allot.solvers.branching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.RootBound;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.core.testing.BruteForce;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.solvers.search.ConstraintRows;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the prices and messages, the dual is a bound: held against brute force. */
class DualBoundTest {
    private static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    private final SplittableRandom random = new SplittableRandom(7);

    private static Problem problem(long seed) {
        int constraints = (int) (seed % 4);
        return RandomProblems.small(Objective.TREES, 4, 0, constraints, seed % 2 == 0)
                .draw(seed)
                .problem();
    }

    private static DualBound dual(Problem problem) {
        TreeEnsemble trees = (TreeEnsemble) problem.surrogate().orElseThrow();
        Cells cells = Cells.of(problem, trees, RootBound.reachable(problem));
        SupportFunction support =
                new SupportFunction(new ConstraintRows(problem), new ColumnPrices(problem.aggregates()));
        return new DualBound(trees, cells, new TreeFactors(trees, cells), support);
    }

    private void drawPrices(DualBound dual) {
        for (int i = 0; i < dual.prices().length; i++) {
            dual.prices()[i] = dual.isSplit(i) ? random.nextDouble(-1, 1) : 0;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isABoundAtAnyPricesAndMessages(long seed) {
        Problem problem = problem(seed);
        double optimum = BruteForce.best(problem).map(Solution::objective).orElseThrow();
        DualBound dual = dual(problem);
        for (int round = 0; round < 20; round++) {
            drawPrices(dual);
            assertThat(dual.evaluate()).isGreaterThanOrEqualTo(optimum);
            dual.sweep(round % 2 == 0);
            assertThat(dual.evaluate()).isGreaterThanOrEqualTo(optimum);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sweepsNeverRaiseIt(long seed) {
        DualBound dual = dual(problem(seed));
        drawPrices(dual);
        double bound = dual.evaluate();
        for (int round = 0; round < 10; round++) {
            dual.sweep(round % 2 == 0);
            double next = dual.evaluate();
            assertThat(next).isLessThanOrEqualTo(bound + 1e-9 * Math.max(1, Math.abs(bound)));
            bound = next;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void narrowingKeepsEveryBetterPoint(long seed) {
        Problem problem = problem(seed);
        Solution best = BruteForce.best(problem).orElseThrow();
        DualBound dual = dual(problem);
        dual.refresh();
        for (int round = 0; round < 15; round++) {
            drawPrices(dual);
            dual.sweep(round % 2 == 0);
            dual.narrow(dual.evaluate(), best.objective() - 1e-6);
            assertThat(dual.isEmpty()).isFalse();
            for (int i = 0; i < dual.cells().aggregates(); i++) {
                double z = best.aggregates()[i];
                assertThat(z)
                        .isBetween(
                                dual.cells()
                                        .lower(dual.cells().start(i)
                                                + dual.domain().low(i)),
                                dual.cells()
                                        .upper(dual.cells().start(i)
                                                + dual.domain().high(i)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void boundOfAPartIsABoundOfItsPoints(long seed) {
        Problem problem = problem(seed);
        Solution best = BruteForce.best(problem).orElseThrow();
        DualBound dual = dual(problem);
        Multipliers none = dual.multipliers();
        Domain part = Domain.all(dual.cells());
        for (int i = 0; i < dual.cells().aggregates(); i++) {
            // The cell that holds the optimum; at the common end of two, the upper one.
            int k = dual.cells().count(i) - 1;
            while (dual.cells().lower(dual.cells().start(i) + k) > best.aggregates()[i]) {
                k--;
            }
            part.narrow(i, k, k);
        }
        dual.restore(part, none);
        for (int round = 0; round < 10; round++) {
            drawPrices(dual);
            dual.sweep(true);
            assertThat(dual.evaluate()).isGreaterThanOrEqualTo(best.objective());
        }
    }
}
