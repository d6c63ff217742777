package dev.allot.core.solve;

import dev.allot.core.model.Problem;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.TreeEnsemble;
import java.util.EnumSet;
import java.util.Set;

/** What a problem can ask of a solver. */
public enum Capability {
    /** Integer variables. */
    INTEGER_VARIABLES("integer variables"),
    /** Continuous variables. */
    CONTINUOUS_VARIABLES("continuous variables"),
    /** Linear constraints. */
    LINEAR_CONSTRAINTS("linear constraints"),
    /** A tree ensemble as the learned objective. */
    TREE_ENSEMBLE("tree ensemble objectives"),
    /** A linear surrogate, or none. */
    LINEAR_OBJECTIVE("linear objectives"),
    /** A quadratic surrogate. */
    QUADRATIC_OBJECTIVE("quadratic objectives"),
    /** A lower confidence bound. */
    LOWER_CONFIDENCE_BOUND("lower confidence bounds"),
    /** Any other surrogate, known only by its value, enclosure and state. */
    BLACK_BOX_OBJECTIVE("surrogates other than linear, quadratic, lower confidence bounds and tree ensembles"),
    /** Aggregates of the learned objective that take fractional values. */
    FRACTIONAL_AGGREGATES("aggregates with fractional values");

    private final String description;

    Capability(String description) {
        this.description = description;
    }

    /** What this is, in words that fit "does not support ...". */
    public String description() {
        return description;
    }

    /** All capabilities: those of a method that only evaluates. */
    public static Set<Capability> all() {
        return EnumSet.allOf(Capability.class);
    }

    /** What solving {@code problem} asks for. */
    public static Set<Capability> requiredBy(Problem problem) {
        Set<Capability> required = EnumSet.noneOf(Capability.class);
        for (int j = 0; j < problem.variableCount(); j++) {
            required.add(problem.isInteger(j) ? INTEGER_VARIABLES : CONTINUOUS_VARIABLES);
        }
        if (problem.constraintCount() > 0) {
            required.add(LINEAR_CONSTRAINTS);
        }
        required.add(problem.surrogate().map(Capability::of).orElse(LINEAR_OBJECTIVE));
        if (problem.surrogate().isPresent()) {
            for (int i = 0; i < problem.aggregateCount(); i++) {
                if (!problem.isIntegral(i)) {
                    required.add(FRACTIONAL_AGGREGATES);
                }
            }
        }
        return required;
    }

    private static Capability of(Surrogate surrogate) {
        if (surrogate instanceof TreeEnsemble) {
            return TREE_ENSEMBLE;
        }
        if (surrogate instanceof LinearSurrogate) {
            return LINEAR_OBJECTIVE;
        }
        if (surrogate instanceof LowerConfidenceBound) {
            return LOWER_CONFIDENCE_BOUND;
        }
        return surrogate instanceof QuadraticSurrogate ? QUADRATIC_OBJECTIVE : BLACK_BOX_OBJECTIVE;
    }
}
