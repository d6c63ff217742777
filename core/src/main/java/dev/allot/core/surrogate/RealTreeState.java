package dev.allot.core.surrogate;

import dev.allot.core.undo.DoubleLog;
import dev.allot.core.undo.LongLog;

/** State of a tree ensemble over aggregates that take any value. A change that stays between two thresholds costs two comparisons. */
final class RealTreeState extends TreeEnsembleState {
    private final double[] bound;
    private final double[] value;
    private final DoubleLog values = new DoubleLog();
    private final LongLog positions = new LongLog();

    RealTreeState(TreeEnsemble trees, RealGroups groups, double[] aggregates) {
        super(trees, groups.splits, positions(trees, groups, aggregates));
        bound = groups.bound;
        value = aggregates.clone();
    }

    private static long[] positions(TreeEnsemble trees, RealGroups groups, double[] aggregates) {
        requireDimension(trees, aggregates);
        long[] positions = new long[aggregates.length];
        for (int f = 0; f < positions.length; f++) {
            positions[f] = groups.position(f, aggregates[f]);
        }
        return positions;
    }

    @Override
    public double aggregate(int i) {
        return value[i];
    }

    @Override
    void move(SparseColumns columns, int column, double change, boolean isLogged) {
        int end = columns.start(column + 1);
        if (columns.isUnit()) {
            for (int p = columns.start(column); p < end; p++) {
                int f = columns.row(p);
                move(f, value[f] + change, isLogged);
            }
        } else {
            for (int p = columns.start(column); p < end; p++) {
                int f = columns.row(p);
                move(f, value[f] + change * columns.value(p), isLogged);
            }
        }
    }

    @Override
    void move(int f, double to, boolean isLogged) {
        int p = (int) position[f];
        if (isLogged) {
            values.add(f, value[f]);
            positions.add(f, p);
        }
        value[f] = to;
        if (to >= bound[2 * p + 1]) {
            do {
                note(p++);
            } while (to >= bound[2 * p + 1]);
            position[f] = p;
        } else if (to < bound[2 * p]) {
            do {
                note(--p);
            } while (to < bound[2 * p]);
            position[f] = p;
        }
    }

    @Override
    boolean crossesPath(SparseColumns columns, int column, double change) {
        int any = 0;
        for (int k = columns.start(column), end = columns.start(column + 1); k < end; k++) {
            int f = columns.row(k);
            double to = value[f] + change * columns.value(k);
            int p = (int) position[f];
            for (int up = p; to >= bound[2 * up + 1]; up++) {
                any |= isOnPath(up);
            }
            for (int down = p; to < bound[2 * down]; ) {
                any |= isOnPath(--down);
            }
        }
        return any != 0;
    }

    @Override
    int logged() {
        return values.size();
    }

    @Override
    void restore(int keep) {
        values.restore(keep, value);
        positions.restore(keep, position);
    }

    @Override
    void forget() {
        values.clear();
        positions.clear();
    }
}
