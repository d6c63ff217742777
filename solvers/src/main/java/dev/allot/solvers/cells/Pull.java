package dev.allot.solvers.cells;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
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
    private final SparseMatrix columns;
    private final TrackedPoint point;
    private final Costs costs;
    private final RoomMaker room;
    private final double[] weight;
    private final double[] force;
    private final int[] order;
    private final double[] density;
    private final double[] reverse;
    private final int[] raisable;
    private final int[] lowerable;
    private final int tried;
    private final Cell cell;
    private double shortfall;

    Pull(ConstraintRows constraints, TrackedPoint point, Cell cell, SplittableRandom random) {
        problem = constraints.problem();
        columns = problem.aggregates();
        this.point = point;
        this.cell = cell;
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
        weight = weights(problem);
        force = new double[weight.length];
        room = new RoomMaker(constraints, this::gain);
    }

    /** One over the variance of what a unit of the variables adds to each aggregate. */
    private static double[] weights(Problem problem) {
        SparseMatrix columns = problem.aggregates();
        double[] sum = new double[problem.aggregateCount()];
        double[] squares = new double[sum.length];
        double units = 0;
        for (int j = 0; j < problem.variableCount(); j++) {
            double range = problem.upper(j) - problem.lower(j);
            units += range;
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                sum[columns.row(p)] += range * columns.value(p);
                squares[columns.row(p)] += range * columns.value(p) * columns.value(p);
            }
        }
        double[] weights = new double[sum.length];
        for (int f = 0; f < weights.length; f++) {
            double mean = units == 0 ? 0 : sum[f] / units;
            double square = units == 0 ? 0 : squares[f] / units;
            double variance = square - mean * mean;
            // Where all variables add the same there is no spread to measure by, only the size.
            weights[f] = square == 0 ? 0 : 1 / Math.max(variance, 1e-3 * square);
        }
        return weights;
    }

    /** What the square of an aggregate's shortfall counts. */
    double weight(int f) {
        return weight[f];
    }

    /** Pulls towards the cell; whether it was reached. The changes stay to be undone or committed. */
    boolean pull(SplittableRandom random) {
        double start = measure();
        shortfall = start;
        for (int round = 1; round <= MOST_ROUNDS && shortfall > REACHED * start; round++) {
            double before = shortfall;
            round(random, REACHED * start);
            shortfall = measure();
            if (shortfall > STALLED * before && round >= SURE_ROUNDS) {
                break;
            }
        }
        return shortfall <= REACHED * start;
    }

    /** The sum of squares, and its slopes, from scratch. */
    private double measure() {
        double sum = 0;
        for (int f = 0; f < force.length; f++) {
            double missing = cell.shortfall(f, point.aggregate(f));
            force[f] = weight[f] * missing;
            sum += force[f] * missing;
        }
        return sum;
    }

    private double term(int f) {
        double missing = cell.shortfall(f, point.aggregate(f));
        return weight[f] * missing * missing;
    }

    /** Half the slope by which the sum falls as variable {@code j} rises. */
    private double gain(int j) {
        double sum = 0;
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            sum += force[columns.row(p)] * columns.value(p);
        }
        return sum;
    }

    private void round(SplittableRandom random, double enough) {
        int raises = 0;
        int lowers = 0;
        int at = order.length == 0 ? 0 : random.nextInt(order.length);
        costs.update(point.activities());
        for (int k = 0; k < raisable.length; k++) {
            int j = order[at];
            at = at + 1 == order.length ? 0 : at + 1;
            density[j] = gain(j) / costs.of(j);
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
        while (shortfall > enough) {
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
        double before = shortfall;
        double value = point.activities().value(j);
        shift(j, up ? Math.min(problem.upper(j), value + step) : Math.max(problem.lower(j), value - step));
        boolean fits = room.make(point, j, this::shift);
        if (fits && shortfall < before) {
            return true;
        }
        point.undoTo(mark);
        shortfall = before;
        return false;
    }

    /** How far to go for the least sum of the terms that now fall short. */
    private double step(int j, boolean up) {
        double curvature = 0;
        double slope = 0;
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            int f = columns.row(p);
            double missing = cell.shortfall(f, point.aggregate(f));
            if (missing != 0) {
                slope += weight[f] * missing * columns.value(p);
                curvature += weight[f] * columns.value(p) * columns.value(p);
            }
        }
        double step = curvature == 0 ? 0 : (up ? slope : -slope) / curvature;
        return problem.isInteger(j) ? Math.max(1, Math.rint(step)) : Math.max(0, step);
    }

    private void shift(int j, double value) {
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            shortfall -= term(columns.row(p));
        }
        point.set(j, value);
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            shortfall += term(columns.row(p));
        }
    }
}
