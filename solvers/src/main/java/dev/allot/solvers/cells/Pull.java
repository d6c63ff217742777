package dev.allot.solvers.cells;

import dev.allot.core.model.Problem;
import dev.allot.solvers.search.Alternatives;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Costs;
import dev.allot.solvers.search.Ranking;
import dev.allot.solvers.search.Shuffle;
import java.util.SplittableRandom;

/**
 * Pulls a point into a cell: lessens the sum of squares of what its aggregates fall short of the cell by, each in units of its spread over
 * the variables, by coordinate descent. Each round looks at a random part of the variables, ranks them by the slope of that sum for what they
 * cost, and raises and lowers the best of them, together with others that make room, wherever the sum then falls. All constraints are kept
 * throughout.
 *
 * <p>A round costs O(nonzeros of the variables looked at), whatever the distance.
 */
final class Pull {
    private static final int MOST_ROUNDS = 25;
    private static final int SURE_ROUNDS = 4;
    /** A round that leaves more than this of the sum is the last one. */
    private static final double STALLED = 0.98;
    /** What is left of the sum counts as nothing below this. */
    private static final double REACHED = 1e-12;

    private static final int LEAST_SAMPLE = 1_500;
    private static final int SAMPLE_SHARE = 5;
    private static final int TRIED_SHARE = 8;

    private final Problem problem;
    private final TrackedPoint point;
    private final Costs costs;
    private final RoomMaker room;
    private final int[] order;
    private final double[] density;
    private final double[] reverse;
    private final int[] raisable;
    private final int[] lowerable;
    private final int tried;
    private final Shortfalls shortfalls;

    Pull(ConstraintRows constraints, TrackedPoint point, Cell cell, SplittableRandom random) {
        problem = constraints.problem();
        this.point = point;
        shortfalls = new Shortfalls(problem, point, cell);
        Alternatives alternatives = new Alternatives(constraints);
        costs = new Costs(constraints, alternatives);
        int n = problem.variableCount();
        order = Shuffle.order(n, random);
        density = new double[n];
        reverse = new double[n];
        int sample = Math.min(n, Math.max(LEAST_SAMPLE, n / SAMPLE_SHARE));
        raisable = new int[sample];
        lowerable = new int[sample];
        tried = Math.max(1, sample / TRIED_SHARE);
        room = new RoomMaker(constraints, shortfalls::gain);
    }

    /** What the square of an aggregate's shortfall counts. */
    double weight(int f) {
        return shortfalls.weight(f);
    }

    /** Pulls towards the cell; whether it was reached. The changes stay to be undone or committed. */
    boolean pull(SplittableRandom random) {
        double start = shortfalls.measure();
        double left = start;
        for (int round = 1; round <= MOST_ROUNDS && left > REACHED * start; round++) {
            double before = left;
            round(random, REACHED * start);
            // Anew, as rounding would build up.
            left = shortfalls.measure();
            if (left > STALLED * before && round >= SURE_ROUNDS) {
                break;
            }
        }
        return left <= REACHED * start;
    }

    private void round(SplittableRandom random, double enough) {
        int raises = 0;
        int lowers = 0;
        int at = order.length == 0 ? 0 : random.nextInt(order.length);
        costs.update(point.activities());
        for (int k = 0; k < raisable.length; k++) {
            int j = order[at];
            at = at + 1 == order.length ? 0 : at + 1;
            density[j] = shortfalls.gain(j) / costs.of(j);
            reverse[j] = -density[j];
            double value = point.activities().value(j);
            if (value < problem.upper(j)) {
                raisable[raises++] = j;
            }
            if (value > problem.lower(j)) {
                lowerable[lowers++] = j;
            }
        }
        int[] up = Ranking.top(raisable, raises, Math.min(tried, raises), density);
        int[] down = Ranking.top(lowerable, lowers, Math.min(tried, lowers), reverse);
        room.offer(up, down);
        while (shortfalls.sum() > enough) {
            int r = room.nextUp();
            int l = room.nextDown();
            double byRaising = r < 0 ? 0 : density[r];
            double byLowering = l < 0 ? 0 : reverse[l];
            if (byRaising <= 0 && byLowering <= 0) {
                return;
            }
            boolean raise = byRaising >= byLowering;
            int j = raise ? r : l;
            room.take(raise);
            if (!change(j, raise, false)) {
                change(j, raise, true);
            }
        }
    }

    /** Changes a variable, by one unit or as far as the sum falls fastest; taken back unless the sum falls. Whether it was kept. */
    private boolean change(int j, boolean up, boolean byOne) {
        double step = step(j, up);
        if (problem.isInteger(j)) {
            if (byOne && step == 1) {
                return false;
            }
            step = byOne ? 1 : step;
        } else if (byOne) {
            return false;
        }
        int mark = point.changes();
        double before = shortfalls.sum();
        double value = point.activities().value(j);
        shortfalls.shift(j, up ? Math.min(problem.upper(j), value + step) : Math.max(problem.lower(j), value - step));
        boolean fits = room.make(point, j, shortfalls::shift);
        if (fits && shortfalls.sum() < before) {
            return true;
        }
        shortfalls.undoTo(mark);
        return false;
    }

    /** How far to go for the least sum of the terms that now fall short. */
    private double step(int j, boolean up) {
        double rise = shortfalls.step(j);
        double step = up ? rise : -rise;
        return problem.isInteger(j) ? Math.max(1, Math.rint(step)) : Math.max(0, step);
    }
}
