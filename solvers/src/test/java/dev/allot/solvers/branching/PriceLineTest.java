package dev.allot.solvers.branching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.RootBound;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.solvers.search.ConstraintRows;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PriceLineTest {
    private final SplittableRandom random = new SplittableRandom(3);

    private static DualBound dual(long seed) {
        Problem problem =
                RandomProblems.small(Objective.TREES, 4, 0, 1, false).draw(seed).problem();
        TreeEnsemble trees = (TreeEnsemble) problem.surrogate().orElseThrow();
        Cells cells = Cells.of(problem, trees, RootBound.reachable(problem));
        SupportFunction support =
                new SupportFunction(new ConstraintRows(problem), new ColumnPrices(problem.aggregates()));
        return new DualBound(trees, cells, new TreeFactors(trees, cells), support);
    }

    /** Over all lines together, what is left to the least of a thousand prices is a small part of what there was. */
    @Test
    void comesNearTheLeastBoundAlongALine() {
        double before = 0;
        double after = 0;
        for (int seed = 1; seed <= 60; seed++) {
            DualBound dual = dual(seed);
            for (int i = 0; i < dual.prices().length; i++) {
                if (dual.isSplit(i)) {
                    dual.prices()[i] = random.nextDouble(-2, 2);
                    double least = least(dual, i);
                    before += dual.evaluate() - least;
                    new PriceLine(dual).search(i, () -> true);
                    after += dual.evaluate() - least;
                }
            }
        }
        assertThat(after).isLessThan(0.2 * before);
    }

    private static double least(DualBound dual, int i) {
        double kept = dual.prices()[i];
        double least = Double.POSITIVE_INFINITY;
        for (int k = -500; k <= 500; k++) {
            dual.prices()[i] = 0.01 * k;
            least = Math.min(least, dual.evaluate());
        }
        dual.prices()[i] = kept;
        return least;
    }

    @Test
    void looksAtNothingThatIsNotGranted() {
        DualBound dual = dual(1);
        dual.prices()[0] = 1;
        new PriceLine(dual).search(0, () -> false);
        assertThat(dual.prices()[0]).isEqualTo(1);
    }
}
