package dev.allot.solvers.branching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.RootBound;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.solvers.search.ConstraintRows;
import org.junit.jupiter.api.Test;

class RoundMemoryTest {
    private final Problem problem =
            RandomProblems.small(Objective.TREES, 4, 0, 1, false).draw(5).problem();
    private final DualBound dual = dual();
    private final RoundMemory memory = new RoundMemory(dual, problem.variableCount());

    private DualBound dual() {
        TreeEnsemble trees = (TreeEnsemble) problem.surrogate().orElseThrow();
        Cells cells = Cells.of(problem, trees, RootBound.reachable(problem));
        SupportFunction support =
                new SupportFunction(new ConstraintRows(problem), new ColumnPrices(problem.aggregates()));
        return new DualBound(trees, cells, new TreeFactors(trees, cells), support);
    }

    private void round(double price) {
        for (int i = 0; i < dual.prices().length; i++) {
            dual.prices()[i] = dual.isSplit(i) ? price : 0;
        }
        dual.sweep(true);
        dual.evaluate();
        memory.add();
    }

    /** Every aggregate has one best cell in each round. */
    @Test
    void frequenciesOfAnAggregateAddUpToOne() {
        for (int k = -3; k <= 3; k++) {
            round(0.1 * k);
        }
        RecentRounds recent = memory.snapshot();
        Cells cells = dual.cells();
        for (int i = 0; i < cells.aggregates(); i++) {
            double sum = 0;
            for (int cell = cells.start(i); cell < cells.start(i + 1); cell++) {
                sum += recent.frequency(cell);
            }
            assertThat(sum).isCloseTo(dual.isSplit(i) ? 1 : 0, within(1e-6));
        }
    }

    @Test
    void theMeanOfOneRoundIsItsVertex() {
        round(0.5);
        RecentRounds recent = memory.snapshot();
        for (int i = 0; i < dual.cells().aggregates(); i++) {
            assertThat(recent.meanAggregate(i)).isCloseTo(dual.support().aggregates()[i], within(1e-5));
        }
    }

    /** A node's memory goes on in its children as if nothing had been in between. */
    @Test
    void goesOnFromWhatWasKept() {
        round(0.5);
        RecentRounds kept = memory.snapshot();
        round(-0.5);
        RecentRounds straight = memory.snapshot();
        round(0.2);
        memory.restore(kept);
        round(-0.5);
        RecentRounds resumed = memory.snapshot();
        assertThat(resumed.weight()).isCloseTo(straight.weight(), within(1e-6f));
        assertThat(resumed.frequency()).containsExactly(straight.frequency(), within(1e-6f));
        assertThat(resumed.aggregates()).containsExactly(straight.aggregates(), within(1e-5f));
    }
}
