package dev.allot.solvers.ortools;

import com.google.ortools.sat.BoolArgumentProto;
import com.google.ortools.sat.ConstraintProto;
import com.google.ortools.sat.CpModelProto;
import com.google.ortools.sat.CpObjectiveProto;
import com.google.ortools.sat.IntegerVariableProto;
import com.google.ortools.sat.LinearConstraintProto;
import com.google.ortools.sat.PartialVariableAssignment;

/**
 * Writes a CP-SAT model in its wire form, which takes no native code. Variables are numbered in the order they are added; a literal is
 * the number of a variable of domain {0, 1}, or the {@link #not negation} of one.
 */
final class CpModelWriter {
    private final CpModelProto.Builder model;

    CpModelWriter(CpModelProto.Builder model) {
        this.model = model;
    }

    /** Adds an integer variable in [least, greatest]. */
    int variable(long least, long greatest) {
        model.addVariables(IntegerVariableProto.newBuilder().addDomain(least).addDomain(greatest));
        return model.getVariablesCount() - 1;
    }

    /** Adds a Boolean variable. */
    int literal() {
        return variable(0, 1);
    }

    /** The negation of a literal. */
    static int not(int literal) {
        return -literal - 1;
    }

    /** {@code least <= sum of coefficients[k] * variables[k] <= greatest}; cannot be kept if least exceeds greatest. */
    void linear(int[] variables, long[] coefficients, long least, long greatest) {
        if (least > greatest) {
            // A range in the wire form must not be empty: 0 = 1 says the same.
            linear(new int[0], new long[0], 1, 1);
            return;
        }
        LinearConstraintProto.Builder linear = LinearConstraintProto.newBuilder();
        for (int k = 0; k < variables.length; k++) {
            linear.addVars(variables[k]).addCoeffs(coefficients[k]);
        }
        model.addConstraints(
                ConstraintProto.newBuilder().setLinear(linear.addDomain(least).addDomain(greatest)));
    }

    /** The literal implies that the variable lies in [least, greatest]. */
    void impliesRange(int literal, int variable, long least, long greatest) {
        model.addConstraints(ConstraintProto.newBuilder()
                .addEnforcementLiteral(literal)
                .setLinear(LinearConstraintProto.newBuilder()
                        .addVars(variable)
                        .addCoeffs(1)
                        .addDomain(least)
                        .addDomain(greatest)));
    }

    /** One literal implies another. */
    void implies(int literal, int implied) {
        model.addConstraints(ConstraintProto.newBuilder()
                .addEnforcementLiteral(literal)
                .setBoolAnd(BoolArgumentProto.newBuilder().addLiterals(implied)));
    }

    /** At most one of {@code literals}, if {@code guard}; none, if not: {@code sum of literals <= guard}. */
    void atMostOneIf(int guard, int[] literals) {
        model.addConstraints(
                ConstraintProto.newBuilder().setAtMostOne(all(literals).addLiterals(not(guard))));
    }

    /** Exactly one of {@code literals}. */
    void exactlyOne(int[] literals) {
        model.addConstraints(ConstraintProto.newBuilder().setExactlyOne(all(literals)));
    }

    private static BoolArgumentProto.Builder all(int[] literals) {
        BoolArgumentProto.Builder argument = BoolArgumentProto.newBuilder();
        for (int literal : literals) {
            argument.addLiterals(literal);
        }
        return argument;
    }

    /** Maximises {@code sum of coefficients[k] * variables[k]}; the solver reports values and bounds of just this sum. */
    void maximize(int[] variables, long[] coefficients) {
        CpObjectiveProto.Builder objective = CpObjectiveProto.newBuilder().setScalingFactor(-1);
        for (int k = 0; k < variables.length; k++) {
            objective.addVars(variables[k]).addCoeffs(-coefficients[k]);
        }
        model.setObjective(objective);
    }

    /** Suggests a value for each variable. */
    void hint(long[] values) {
        PartialVariableAssignment.Builder hint = PartialVariableAssignment.newBuilder();
        for (int i = 0; i < values.length; i++) {
            hint.addVars(i).addValues(values[i]);
        }
        model.setSolutionHint(hint);
    }

    /** Number of variables so far. */
    int variableCount() {
        return model.getVariablesCount();
    }

    /** Number of constraints so far. */
    int constraintCount() {
        return model.getConstraintsCount();
    }
}
