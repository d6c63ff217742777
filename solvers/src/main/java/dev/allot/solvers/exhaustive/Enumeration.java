package dev.allot.solvers.exhaustive;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.score.ScoreState;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.TreeEnsemble;

/**
 * Depth-first enumeration of all integer points of a problem, variable by variable in index order. A branch is cut off when some constraint
 * cannot be kept whatever the free variables take, or when no point of it can beat the incumbent. One run of one problem.
 */
public final class Enumeration {
    /** Branches of fewer points than this are not worth an enclosure. */
    private static final double BOUNDED_FROM = 256;
    /** Running sums of surrogates other than tree ensembles may be off by this, relative to max(1, |sum|). */
    private static final double DRIFT = 1e-9;

    private final Problem problem;
    private final SolveSession session;
    private final ScoreState state;
    private final Ranges activities;
    private final Ranges aggregates;
    /** Greatest linear objective of the variables from j on. */
    private final double[] linearAhead;
    /** Points of the variables from j on. */
    private final double[] pointsAhead;

    private final double linearMargin;
    private final boolean exact;

    /** An enumeration for one run. */
    public Enumeration(Problem problem, SolveSession session) {
        this.problem = problem;
        this.session = session;
        state = ScoreState.at(problem, problem.lowerBounds());
        activities = new Ranges(problem, problem.constraints(), new double[problem.constraintCount()]);
        double[] offsets = new double[problem.aggregateCount()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = problem.offset(i);
        }
        aggregates = new Ranges(problem, problem.aggregates(), offsets);
        int n = problem.variableCount();
        linearAhead = new double[n + 1];
        pointsAhead = new double[n + 1];
        pointsAhead[n] = 1;
        double magnitude = Math.abs(problem.constant());
        for (int j = n - 1; j >= 0; j--) {
            double a = problem.linear(j) * problem.lower(j);
            double b = problem.linear(j) * problem.upper(j);
            linearAhead[j] = linearAhead[j + 1] + Math.max(a, b);
            pointsAhead[j] = pointsAhead[j + 1] * (problem.upper(j) - problem.lower(j) + 1);
            magnitude += Math.max(Math.abs(a), Math.abs(b));
        }
        linearMargin = 0x1p-40 * magnitude;
        exact = problem.surrogate().map(f -> f instanceof TreeEnsemble).orElse(true);
    }

    /** Runs to the end; false if the session stopped it. */
    public boolean run() {
        return branch(0, problem.constant());
    }

    private boolean branch(int j, double linear) {
        if (!activities.canBeKept()) {
            return true;
        }
        if (j == problem.variableCount()) {
            return score();
        }
        if (pointsAhead[j] >= BOUNDED_FROM) {
            if (session.shouldStop()) {
                return false;
            }
            if (bound(j, linear) <= session.incumbentObjective()) {
                return true;
            }
        }
        for (double value = problem.lower(j); value <= problem.upper(j); value++) {
            activities.fix(j, value);
            aggregates.fix(j, value);
            state.set(j, value);
            boolean on = branch(j + 1, linear + problem.linear(j) * value);
            activities.release(j, value);
            aggregates.release(j, value);
            if (!on) {
                return false;
            }
        }
        return true;
    }

    private double bound(int j, double linear) {
        double rest = linear + linearAhead[j];
        double most = linearMargin == 0 ? rest : rest + linearMargin;
        return most
                + problem.surrogate()
                        .map(f -> f.enclosure(aggregates.box()).upper())
                        .orElse(0.0);
    }

    private boolean score() {
        if (!session.tryEvaluate()) {
            return false;
        }
        if (exact) {
            session.offer(state);
        } else if (state.violation() == 0) {
            // Where the running value may have drifted, near misses are computed from scratch: an oracle must not be
            // misled.
            double objective = state.objective();
            if (objective + DRIFT * Math.max(1, Math.abs(objective)) > session.incumbentObjective()) {
                session.offer(state.snapshot().values());
            }
        }
        return true;
    }

    /** The ranges of linear forms while some variables are fixed and the others free. */
    private static final class Ranges {
        private final Problem problem;
        private final SparseMatrix columns;
        private final double[] least;
        private final double[] most;

        Ranges(Problem problem, SparseMatrix columns, double[] constants) {
            this.problem = problem;
            this.columns = columns;
            least = constants.clone();
            most = constants.clone();
            for (int j = 0; j < problem.variableCount(); j++) {
                change(j, problem.lower(j), problem.upper(j), 1);
            }
        }

        private void change(int j, double lower, double upper, int sign) {
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                double a = columns.value(p) * lower;
                double b = columns.value(p) * upper;
                least[columns.row(p)] += sign * Math.min(a, b);
                most[columns.row(p)] += sign * Math.max(a, b);
            }
        }

        void fix(int j, double value) {
            change(j, problem.lower(j), problem.upper(j), -1);
            change(j, value, value, 1);
        }

        void release(int j, double value) {
            change(j, value, value, -1);
            change(j, problem.lower(j), problem.upper(j), 1);
        }

        /** Whether each constraint alone can still be kept; the sums are exact, as all variables are integer. */
        boolean canBeKept() {
            for (int i = 0; i < least.length; i++) {
                if (most[i] < problem.constraintLower(i) && problem.violation(i, most[i]) > 0
                        || least[i] > problem.constraintUpper(i) && problem.violation(i, least[i]) > 0) {
                    return false;
                }
            }
            return true;
        }

        Box box() {
            return Box.of(least, most);
        }
    }
}
