package dev.allot.solvers.quadratic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.RootBound;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.UnsupportedProblemException;
import dev.allot.solvers.Exhaustive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpatialBranchAndBoundTest {
    private static final double ROUNDING = 1e-9;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void provesWhatEnumerationFinds(long seed) {
        Problem problem = QuadraticProblems.indefinite(seed, 16, 6);
        SolveResult exact = new Exhaustive().solve(problem, SolveOptions.defaults());
        SolveResult result = new SpatialBranchAndBound().solve(problem, SolveOptions.defaults());
        assertThat(result.objective()).isEqualTo(exact.objective());
        assertThat(result.bound()).isCloseTo(exact.objective(), within(ROUNDING));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void provesConcaveFormsOverHundredsOfBinaries(long seed) {
        Problem problem = QuadraticProblems.concave(seed, 300, 8, true);
        SolveResult result = new SpatialBranchAndBound()
                .solve(problem, SolveOptions.defaults().withEvaluationLimit(2_000));
        assertThat(result.bound()).isCloseTo(result.objective(), within(ROUNDING));
    }

    @Test
    void closesMostOfTheBoxGapAtTheRoot() {
        Problem problem = QuadraticProblems.indefinite(1, 1_000, 20);
        SolveResult result = new SpatialBranchAndBound()
                .solve(problem, SolveOptions.defaults().withEvaluationLimit(2));
        assertThat(result.bound() - result.objective()).isLessThan(0.25 * (RootBound.of(problem) - result.objective()));
    }

    @Test
    void refusesMoreRowsThanItsMatricesHold() {
        Problem problem = QuadraticProblems.indefinite(1, 10, 6);
        assertThatThrownBy(() -> new SpatialBranchAndBound(6).solve(problem, SolveOptions.defaults()))
                .isInstanceOf(UnsupportedProblemException.class)
                .hasMessageContaining("more than 6 aggregates and constraints; this one has 7");
    }
}
