package dev.allot.solvers.ortools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.Solver;
import dev.allot.core.testing.BruteForce;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.core.testing.SolverContract;
import org.junit.jupiter.api.Test;

class NeighbourhoodSearchTest extends SolverContract {
    @Override
    protected Solver solver() {
        return new NeighbourhoodSearch();
    }

    @Test
    void findsMostOptimaOfSmallProblems() {
        int found = 0;
        for (int seed = 1; seed <= 12; seed++) {
            Problem problem = RandomProblems.small(Objective.TREES, 4, 0, seed % 3, false)
                    .draw(seed)
                    .problem();
            SolveResult result = new NeighbourhoodSearch()
                    .solve(problem, SolveOptions.defaults().withSeed(seed));
            double optimum = BruteForce.best(problem).orElseThrow().objective();
            found += result.objective() == optimum ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(10);
    }

    @Test
    void refusesEmptyPrograms() {
        assertThatThrownBy(() -> new NeighbourhoodSearch(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }
}
