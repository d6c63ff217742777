package dev.allot.solvers.ortools;

import com.google.ortools.sat.CpModelProto;
import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.solve.RootBound;
import dev.allot.core.solve.UnsupportedProblemException;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.solvers.arithmetic.Dyadic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntToLongFunction;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A problem over integer variables as a CP-SAT model. Variable j of the problem is variable j of the model. The points of the model are
 * exactly those that core accepts as feasible, tolerance included, so its proofs are proofs.
 */
final class CpModelEncoding {
    private final Problem problem;
    private final CpModelWriter model;
    private final List<GridRow> aggregates = new ArrayList<>();
    /** For each aggregate its variable in the model, or -1. */
    private int[] aggregateVariable = {};

    private @Nullable EnsembleEncoding ensemble;
    private IntegerObjective objective = new IntegerObjective(new int[0], new long[0], 0, 0, 0);

    private CpModelEncoding(Problem problem, CpModelWriter model) {
        this.problem = problem;
        this.model = model;
    }

    /**
     * Writes a problem's model.
     *
     * @param model takes it; must be empty
     * @param stop asked now and then
     * @return nothing if stopped half-way
     * @throws UnsupportedProblemException if numbers are too large for the solver's integers
     */
    static Optional<CpModelEncoding> of(Problem problem, CpModelProto.Builder model, BooleanSupplier stop) {
        CpModelEncoding encoding = new CpModelEncoding(problem, new CpModelWriter(model));
        return encoding.write(stop) ? Optional.of(encoding) : Optional.empty();
    }

    private boolean write(BooleanSupplier stop) {
        for (int j = 0; j < problem.variableCount(); j++) {
            requireExact(problem.lower(j));
            requireExact(problem.upper(j));
            model.variable((long) problem.lower(j), (long) problem.upper(j));
        }
        SparseMatrix rows = problem.constraints().transpose();
        for (int i = 0; i < problem.constraintCount(); i++) {
            if (stop.getAsBoolean()) {
                return false;
            }
            writeConstraint(i, GridRow.of(problem, rows, i, 0));
        }
        return writeObjective(stop);
    }

    private static void requireExact(double bound) {
        if (Math.abs(bound) > Dyadic.EXACT) {
            throw new UnsupportedProblemException(CpSatSolver.ID, "variables beyond 2^53");
        }
    }

    /** The range of integer activities is found by asking core, whose tolerance decides. */
    private void writeConstraint(int i, GridRow row) {
        long beyond = (long) row.reach() + 1;
        // An activity that is within one side may violate the other; only the side in question counts.
        long least = firstTrue(
                -beyond,
                beyond,
                k -> row.value(k) >= problem.constraintLower(i) || problem.violation(i, row.value(k)) == 0);
        long greatest = firstTrue(
                        -beyond,
                        beyond,
                        k -> row.value(k) > problem.constraintUpper(i) && problem.violation(i, row.value(k)) > 0)
                - 1;
        model.linear(row.columns(), row.coefficients(), least, greatest);
    }

    /** The least integer in [begin, end) for which a predicate holds that holds for all greater ones; end if it holds for none. */
    private static long firstTrue(long begin, long end, LongPredicate predicate) {
        long low = begin;
        long high = end;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (predicate.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private boolean writeObjective(BooleanSupplier stop) {
        ObjectiveTerms terms = new ObjectiveTerms(problem);
        if (problem.surrogate().isPresent()) {
            SparseMatrix rows = problem.aggregates().transpose();
            for (int i = 0; i < problem.aggregateCount(); i++) {
                aggregates.add(GridRow.of(problem, rows, i, problem.offset(i)));
            }
            if (stop.getAsBoolean() || !writeSurrogate(problem.surrogate().get(), terms.surrogate(), stop)) {
                return false;
            }
        }
        objective = terms.toIntegers(model.variableCount());
        model.maximize(objective.variables(), objective.coefficients());
        return true;
    }

    private boolean writeSurrogate(Surrogate surrogate, ObjectiveTerms.Part terms, BooleanSupplier stop) {
        if (surrogate instanceof LinearSurrogate linear) {
            terms.constant(linear.intercept());
            for (int i = 0; i < aggregates.size(); i++) {
                terms.term(linear.weight(i), aggregates.get(i));
            }
            return true;
        }
        return writeEnsemble((TreeEnsemble) surrogate, terms, stop);
    }

    private boolean writeEnsemble(TreeEnsemble trees, ObjectiveTerms.Part terms, BooleanSupplier stop) {
        Box reachable = RootBound.reachable(problem);
        long[] least = new long[aggregates.size()];
        long[] greatest = new long[aggregates.size()];
        for (int i = 0; i < least.length; i++) {
            GridRow row = aggregates.get(i);
            least[i] = row.ceil(reachable.lower(i));
            // An empty range means that no point is feasible; the constraints say so too, and any range will do.
            greatest[i] = Math.max(least[i], row.floor(reachable.upper(i)));
        }
        EnsembleEncoding written = new EnsembleEncoding(trees, aggregates, least, greatest, model, terms);
        if (stop.getAsBoolean() || !written.write(stop)) {
            return false;
        }
        aggregateVariable = new int[aggregates.size()];
        Arrays.fill(aggregateVariable, -1);
        for (int i = 0; i < aggregateVariable.length; i++) {
            if (written.uses(i)) {
                aggregateVariable[i] = model.variable(least[i], greatest[i]);
                writeAggregate(aggregates.get(i), aggregateVariable[i]);
                written.channel(i, aggregateVariable[i]);
            }
        }
        ensemble = written;
        return true;
    }

    /** The aggregate's row minus its variable is 0. */
    private void writeAggregate(GridRow row, int variable) {
        int size = row.columns().length;
        int[] variables = Arrays.copyOf(row.columns(), size + 1);
        long[] coefficients = Arrays.copyOf(row.coefficients(), size + 1);
        variables[size] = variable;
        coefficients[size] = -1;
        model.linear(variables, coefficients, -row.constant(), -row.constant());
    }

    /** Suggests a point of the problem, with everything that follows from it. */
    void hint(double[] values) {
        long[] hint = new long[model.variableCount()];
        for (int j = 0; j < values.length; j++) {
            hint[j] = (long) values[j];
        }
        for (int i = 0; i < aggregateVariable.length; i++) {
            if (aggregateVariable[i] >= 0) {
                hint[aggregateVariable[i]] = aggregates.get(i).at(values);
            }
        }
        if (ensemble != null) {
            ensemble.hint(problem.aggregatesAt(values), hint);
        }
        model.hint(hint);
    }

    /** The problem's point in a solution of the model. */
    double[] values(IntToLongFunction solution) {
        double[] values = new double[problem.variableCount()];
        Arrays.setAll(values, j -> (double) solution.applyAsLong(j));
        return values;
    }

    /** The model's objective. */
    IntegerObjective objective() {
        return objective;
    }

    /** The objective's integer sum at a solution of the model. */
    long sum(IntToLongFunction solution) {
        long sum = 0;
        for (int k = 0; k < objective.variables().length; k++) {
            sum += objective.coefficients()[k] * solution.applyAsLong(objective.variables()[k]);
        }
        return sum;
    }

    /** Number of variables of the model. */
    int variableCount() {
        return model.variableCount();
    }

    /** Whether the objective is a tree ensemble. */
    boolean hasEnsemble() {
        return ensemble != null;
    }

    /** The model's size in words. */
    String size() {
        String trees = ensemble == null
                ? ""
                : ", " + ensemble.splitCount() + " splits and " + ensemble.leafCount() + " leaves among them";
        return model.variableCount() + " variables" + trees + ", " + model.constraintCount() + " constraints";
    }
}
