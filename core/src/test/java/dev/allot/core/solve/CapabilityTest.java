package dev.allot.core.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.RegressionTree;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.core.testing.CountingSurrogate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilityTest {
    private static Problem problem(Surrogate surrogate, double coefficient) {
        ProblemBuilder builder = Problem.builder().aggregates(List.of("a")).surrogate(surrogate);
        builder.integer(0, 1, 0, new int[] {0}, new double[] {coefficient});
        return builder.build();
    }

    @Test
    void nothingButAnObjectiveIsAskedOfAProblemOfNothing() {
        assertThat(Capability.requiredBy(Problem.builder().build())).containsExactly(Capability.LINEAR_OBJECTIVE);
    }

    @Test
    void surrogatesAreToldApart() {
        Surrogate linear = new LinearSurrogate(0, new double[] {1});
        Surrogate trees = TreeEnsemble.of(1, 0, List.of(RegressionTree.constant(1)));
        assertThat(Capability.requiredBy(problem(linear, 1)))
                .containsExactlyInAnyOrder(Capability.INTEGER_VARIABLES, Capability.LINEAR_OBJECTIVE);
        assertThat(Capability.requiredBy(problem(new QuadraticSurrogate(0, new double[1], new double[1][1]), 1)))
                .contains(Capability.QUADRATIC_OBJECTIVE);
        assertThat(Capability.requiredBy(problem(trees, 1))).contains(Capability.TREE_ENSEMBLE);
        assertThat(Capability.requiredBy(problem(new CountingSurrogate(trees), 1)))
                .contains(Capability.BLACK_BOX_OBJECTIVE);
        assertThat(Capability.requiredBy(problem(trees, 0.5))).contains(Capability.FRACTIONAL_AGGREGATES);
    }

    @Test
    void constraintsAndContinuousVariablesAreSeen() {
        ProblemBuilder builder = Problem.builder();
        builder.continuous(0, 1, 1, new int[0], new double[0]);
        builder.constraint(LinearConstraint.atMost("c", 1, new int[] {0}, new double[] {1}));
        assertThat(Capability.requiredBy(builder.build()))
                .containsExactlyInAnyOrder(
                        Capability.CONTINUOUS_VARIABLES, Capability.LINEAR_CONSTRAINTS, Capability.LINEAR_OBJECTIVE);
        assertThatThrownBy(() -> new NaiveExhaustive().solve(builder.build(), SolveOptions.defaults()))
                .isInstanceOf(UnsupportedProblemException.class)
                .hasMessage("solver 'naive-exhaustive' does not support continuous variables");
    }

    @Test
    void coreItselfRegistersNoSolver() {
        SolverRegistry registry = SolverRegistry.load();
        assertThat(registry.all()).isEmpty();
        assertThat(registry.ids()).isEmpty();
        assertThat(registry.find("naive-exhaustive")).isEmpty();
        assertThat(Capability.all()).isEqualTo(Set.of(Capability.values()));
    }
}
