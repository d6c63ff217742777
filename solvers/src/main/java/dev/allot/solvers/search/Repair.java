package dev.allot.solvers.search;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Makes a point feasible by jumps of single variables, after the feasibility jump heuristic (Luteberget and Sartor, Mathematical Programming
 * Computation 15, 2023): each jump takes one variable of a violated constraint to the value of least weighted violation; where no jump
 * improves, the weight of the violated constraint grows, until giving up another constraint for a while pays. So pairs and chains of moves,
 * as equalities and full budgets need them, arise from single jumps. Where that leads nowhere, a few variables are moved at random.
 */
public final class Repair {
    private static final int SAMPLE = 32;
    /** Constraints of at most so many variables are looked at in full. */
    private static final int SMALL = 256;

    private static final int STEPS_PER_LOOK = 1024;
    /** After so many jumps that led to no less violation than ever before, some variables are moved at random. */
    private static final int PATIENCE = 100;

    private static final int KICKED = 3;

    private final ConstraintRows constraints;
    private final Problem problem;
    private final SparseMatrix columns;
    private final SparseMatrix rows;
    private final double[] weight;

    /** Scaled violation of all constraints. */
    private double total;

    private double jumpTarget;
    private double jumpGain;

    /** Repairs points of these constraints. */
    public Repair(ConstraintRows constraints) {
        this.constraints = constraints;
        problem = constraints.problem();
        columns = constraints.byVariable();
        rows = constraints.byConstraint();
        weight = new double[rows.columns()];
    }

    /**
     * Moves the cursor until all constraints are kept, or the jumps allowed are used up: {@code effort} times 2,000 and 5 for each variable and
     * constraint.
     *
     * @param effort at least 1
     * @param stop polled now and then
     * @return whether the point is feasible
     */
    public boolean repair(Activities at, int effort, SplittableRandom random, BooleanSupplier stop) {
        forgetWeights();
        total = 0;
        for (int k = 0; k < at.violated().size(); k++) {
            total += constraints.scale(at.violated().get(k))
                    * at.excess(at.violated().get(k));
        }
        double leastTotal = Double.POSITIVE_INFINITY;
        int idle = 0;
        long steps = effort * (2_000L + 5L * (problem.variableCount() + weight.length));
        for (long step = 0; step < steps && !at.isFeasible(); step++) {
            if (step % STEPS_PER_LOOK == STEPS_PER_LOOK - 1 && stop.getAsBoolean()) {
                break;
            }
            if (total < leastTotal) {
                leastTotal = total;
                idle = 0;
            } else if (++idle == PATIENCE) {
                kick(at, random);
                idle = 0;
            }
            if (at.isFeasible()) {
                break;
            }
            int i = at.violated().get(random.nextInt(at.violated().size()));
            if (!improve(at, i, random)) {
                weight[i] += constraints.scale(i);
            }
        }
        return at.isFeasible();
    }

    private void forgetWeights() {
        for (int i = 0; i < weight.length; i++) {
            weight[i] = constraints.scale(i);
        }
    }

    /** Weights can lead in circles where few points are feasible: forget them, and move some variables anywhere. */
    private void kick(Activities at, SplittableRandom random) {
        forgetWeights();
        int i = at.violated().get(random.nextInt(at.violated().size()));
        int length = rows.start(i + 1) - rows.start(i);
        for (int k = 0; k < KICKED && length > 0; k++) {
            int j = rows.row(rows.start(i) + random.nextInt(length));
            double value = problem.lower(j) + random.nextDouble() * (problem.upper(j) - problem.lower(j));
            set(at, j, problem.isInteger(j) ? Math.rint(value) : value);
        }
    }

    private void set(Activities at, int j, double value) {
        total -= violationOf(at, j);
        at.set(j, value);
        total += violationOf(at, j);
    }

    /** Scaled violation of the constraints that a variable takes part in. */
    private double violationOf(Activities at, int j) {
        double sum = 0;
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            sum += constraints.scale(columns.row(p)) * at.excess(columns.row(p));
        }
        return sum;
    }

    private boolean improve(Activities at, int i, SplittableRandom random) {
        int start = rows.start(i);
        int length = rows.start(i + 1) - start;
        if (length == 0) {
            return false;
        }
        boolean all = length <= SMALL;
        int first = random.nextInt(length);
        int best = -1;
        double bestGain = 0;
        double bestTarget = 0;
        int seen = 0;
        for (int k = 0; k < Math.min(length, SMALL) && (all || seen < SAMPLE); k++) {
            int p = start + (all ? (first + k) % length : random.nextInt(length));
            int j = rows.row(p);
            if (!helps(at, i, rows.value(p), j)) {
                continue;
            }
            seen++;
            jump(at, j);
            if (jumpGain > bestGain) {
                best = j;
                bestGain = jumpGain;
                bestTarget = jumpTarget;
            }
        }
        if (best >= 0) {
            set(at, best, bestTarget);
        }
        return best >= 0;
    }

    /** Whether variable {@code j} is not yet at the bound towards which it would lessen the violation of constraint {@code i}. */
    private boolean helps(Activities at, int i, double coefficient, int j) {
        boolean tooLow = at.activity(i) < problem.constraintLower(i);
        return tooLow == coefficient > 0 ? at.value(j) < problem.upper(j) : at.value(j) > problem.lower(j);
    }

    /** Finds the value of variable {@code j} of least weighted violation among the sides of its violated constraints. */
    private void jump(Activities at, int j) {
        jumpGain = 0;
        jumpTarget = at.value(j);
        for (int p = columns.start(j); p < columns.start(j + 1); p++) {
            int i = columns.row(p);
            double slope = columns.value(p);
            if (at.excess(i) > 0 && slope != 0) {
                double side = at.activity(i) < problem.constraintLower(i)
                        ? problem.constraintLower(i)
                        : problem.constraintUpper(i);
                double value = at.value(j) + (side - at.activity(i)) / slope;
                if (problem.isInteger(j)) {
                    tryValue(at, j, Math.floor(value));
                    tryValue(at, j, Math.ceil(value));
                } else {
                    tryValue(at, j, value);
                }
            }
        }
        tryValue(at, j, at.highest(j));
        tryValue(at, j, at.lowest(j));
    }

    private void tryValue(Activities at, int j, double value) {
        double target = Math.min(problem.upper(j), Math.max(problem.lower(j), value));
        double change = target - at.value(j);
        if (change == 0) {
            return;
        }
        double gain = 0;
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            int i = columns.row(p);
            gain += weight[i] * (at.excess(i) - problem.violation(i, at.activity(i) + change * columns.value(p)));
        }
        if (gain > jumpGain) {
            jumpGain = gain;
            jumpTarget = target;
        }
    }
}
