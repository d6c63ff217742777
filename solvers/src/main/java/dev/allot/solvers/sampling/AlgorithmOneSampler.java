package dev.allot.solvers.sampling;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.solvers.search.Activities;
import dev.allot.solvers.search.Alternatives;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Filling;
import dev.allot.solvers.search.Repair;
import dev.allot.solvers.search.Shuffle;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Draws random feasible points as Algorithm 1 of the HyPER paper draws candidate mixes (Miranda et al., ACL 2025, section 3.1): the
 * aggregates (tags) come in random order, and the variables of each in turn, in random order among themselves, are raised from their lower
 * to their upper bounds as far as the constraints allow, that is until the budget is spent; variables in no aggregate come last.
 *
 * <p>Beyond the paper: floors are met first, in the drawn order, and repaired where that does not do; of several sources for the same
 * instances (variables tied by a constraint that only one of them can be full) one after the other gets what is left, in random order.
 *
 * <p>Immutable and thread-safe. A draw costs O(nonzeros).
 */
public final class AlgorithmOneSampler {
    private final Problem problem;
    private final ConstraintRows constraints;
    private final Alternatives alternatives;
    private final SparseMatrix variablesOf;
    private final double capacity;

    /** A sampler of a problem's points; its objective plays no part. */
    public AlgorithmOneSampler(Problem problem) {
        this.problem = problem;
        constraints = new ConstraintRows(problem);
        alternatives = new Alternatives(constraints);
        variablesOf = problem.aggregates().transpose();
        double sum = 0;
        for (int g = 0; g < alternatives.groups(); g++) {
            double most = 0;
            for (int k = 0; k < alternatives.size(g); k++) {
                int j = alternatives.member(g, k);
                most = Math.max(most, problem.upper(j) - problem.lower(j));
            }
            sum += most;
        }
        capacity = sum;
    }

    /** Units that can be raised in all without the constraints: the paper's |D|, the number of instances that are not pinned. */
    public double capacity() {
        return capacity;
    }

    /** Whether all units can be raised at once, so that there are no constraints to use up. */
    public boolean everythingFits() {
        int[] order = new int[problem.variableCount()];
        Arrays.setAll(order, j -> j);
        Activities at = new Activities(constraints, problem.lowerBounds());
        return Filling.raise(at, order, 0, order.length, Double.POSITIVE_INFINITY) >= capacity;
    }

    /**
     * A point that uses up the constraints.
     *
     * @return the values; they keep all constraints unless {@link Repair} finds no way to
     */
    public double[] draw(SplittableRandom random) {
        return draw(random, 1);
    }

    /**
     * A point with a given share of the units raised, or fewer where the constraints allow no more; floors may need more. The paper draws
     * the number of units b from U(1, |D| - 1), so a share of {@code b / capacity()}.
     *
     * @param share in [0, 1]
     * @return the values; they keep all constraints unless {@link Repair} finds no way to
     */
    public double[] draw(SplittableRandom random, double share) {
        return draw(random, share, () -> false);
    }

    /**
     * As {@link #draw(SplittableRandom, double)}, within a run that may have to stop.
     *
     * @param stop polled now and then during a repair; once it returns true the point is given back as it is
     */
    public double[] draw(SplittableRandom random, double share, BooleanSupplier stop) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of units to raise is " + share + "; it must be in [0, 1]");
        }
        int[] order = order(random);
        Activities at = new Activities(constraints, problem.lowerBounds());
        Filling.meetFloors(at, order);
        double used = 0;
        for (int j = 0; j < order.length; j++) {
            used += at.value(j) - problem.lower(j);
        }
        double target = share == 1 ? Double.POSITIVE_INFINITY : Math.rint(share * capacity);
        Filling.raise(at, order, 0, order.length, Math.max(0, target - used));
        if (!at.isFeasible()) {
            new Repair(constraints).repair(at, 1, random, stop);
        }
        return at.values();
    }

    /** All variables in the drawn order. */
    private int[] order(SplittableRandom random) {
        int n = problem.variableCount();
        int[] order = new int[n];
        boolean[] seen = new boolean[alternatives.groups()];
        int size = 0;
        int[] picked = new int[n];
        for (int tag : Shuffle.order(problem.aggregateCount(), random)) {
            int count = 0;
            for (int p = variablesOf.start(tag); p < variablesOf.start(tag + 1); p++) {
                int g = alternatives.groupOf(variablesOf.row(p));
                if (!seen[g]) {
                    seen[g] = true;
                    picked[count++] = g;
                }
            }
            size = append(order, size, picked, count, random);
        }
        int count = 0;
        for (int g = 0; g < seen.length; g++) {
            if (!seen[g]) {
                picked[count++] = g;
            }
        }
        append(order, size, picked, count, random);
        return order;
    }

    /** Appends the variables of groups, both in random order. */
    private int append(int[] order, int size, int[] groups, int count, SplittableRandom random) {
        Shuffle.shuffle(groups, 0, count, random);
        int end = size;
        for (int k = 0; k < count; k++) {
            int begin = end;
            for (int m = 0; m < alternatives.size(groups[k]); m++) {
                order[end++] = alternatives.member(groups[k], m);
            }
            Shuffle.shuffle(order, begin, end, random);
        }
        return end;
    }
}
