package dev.allot.solvers.search;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import java.util.SplittableRandom;

/**
 * Random moves of mixed sizes: one variable by a step or to a bound, an exchange of two, and blocks of variables that share an aggregate, so
 * that counts travel far enough to cross the thresholds of a tree ensemble. Each is settled to keep the constraints.
 */
final class RandomMoves {
    private static final int LARGEST_BLOCK_BITS = 6;

    private final Problem problem;
    private final SparseMatrix variablesOf;

    RandomMoves(ConstraintRows constraints) {
        problem = constraints.problem();
        variablesOf = problem.aggregates().transpose();
    }

    /** Builds a random move; false if it came to nothing. */
    boolean build(Activities at, Movable movable, MoveBuilder builder, SplittableRandom random) {
        int kind = random.nextInt(8);
        if (kind < 5) {
            single(at, movable, builder, random);
        } else if (kind < 6) {
            exchange(at, movable, builder, random);
        } else {
            block(at, builder, random);
        }
        return builder.settle(random, 4 + 2 * builder.move().size());
    }

    private void single(Activities at, Movable movable, MoveBuilder builder, SplittableRandom random) {
        boolean up = random.nextBoolean();
        int j = pick(movable.in(up), random);
        if (j >= 0) {
            builder.change(j, target(at, j, up, random));
        }
    }

    private void exchange(Activities at, Movable movable, MoveBuilder builder, SplittableRandom random) {
        int j = pick(movable.in(true), random);
        int k = pick(movable.in(false), random);
        if (j >= 0 && k >= 0 && j != k) {
            builder.change(j, target(at, j, true, random));
            builder.change(k, target(at, k, false, random));
        }
    }

    /** Moves up to 2 to 64 variables of one aggregate the same way. */
    private void block(Activities at, MoveBuilder builder, SplittableRandom random) {
        if (variablesOf.columns() == 0) {
            return;
        }
        int tag = random.nextInt(variablesOf.columns());
        int start = variablesOf.start(tag);
        int length = variablesOf.start(tag + 1) - start;
        if (length == 0) {
            return;
        }
        boolean up = random.nextBoolean();
        int size = 1 << 1 + random.nextInt(LARGEST_BLOCK_BITS);
        for (int tries = 0; tries < 4 * size && builder.move().size() < size; tries++) {
            int p = start + random.nextInt(length);
            int j = variablesOf.row(p);
            boolean upward = up == variablesOf.value(p) > 0;
            if (upward ? at.value(j) < problem.upper(j) : at.value(j) > problem.lower(j)) {
                builder.change(j, target(at, j, upward, random));
            }
        }
    }

    private static int pick(IndexSet from, SplittableRandom random) {
        return from.size() == 0 ? -1 : from.get(random.nextInt(from.size()));
    }

    /** A new value in a direction: one step, somewhere, or the bound. */
    private double target(Activities at, int j, boolean up, SplittableRandom random) {
        double range = up ? problem.upper(j) - at.value(j) : at.value(j) - problem.lower(j);
        double step;
        if (problem.isInteger(j)) {
            int kind = range <= 1 ? 0 : random.nextInt(4);
            step = kind < 2 ? 1 : kind == 2 ? Math.max(1, Math.rint(random.nextDouble() * range)) : range;
        } else {
            // Over many scales, so that both far and fine steps come up.
            step = random.nextInt(8) == 0 ? range : range * Math.scalb(random.nextDouble(), -random.nextInt(16));
        }
        double target = up ? at.value(j) + step : at.value(j) - step;
        return Math.min(problem.upper(j), Math.max(problem.lower(j), target));
    }
}
