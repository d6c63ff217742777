package dev.allot.core.surrogate;

import dev.allot.core.undo.LongLog;

/** State of a tree ensemble over aggregates that take integers only: positions are all there is to keep of them. */
final class IntegerTreeState extends TreeEnsembleState {
    private final long[] offset;
    private final int[] first;
    private final LongLog log = new LongLog();

    IntegerTreeState(TreeEnsemble trees, IntegerGroups groups, double[] aggregates) {
        super(trees, groups.splits, positions(trees, groups, aggregates));
        offset = groups.offset;
        first = groups.first;
    }

    private static long[] positions(TreeEnsemble trees, IntegerGroups groups, double[] aggregates) {
        requireDimension(trees, aggregates);
        long[] positions = new long[aggregates.length];
        for (int f = 0; f < positions.length; f++) {
            positions[f] = groups.offset[f] + (long) aggregates[f];
        }
        return positions;
    }

    @Override
    public double aggregate(int i) {
        return position[i] - offset[i];
    }

    @Override
    void move(int aggregate, double value, boolean isLogged) {
        moveTo(aggregate, offset[aggregate] + (long) value, isLogged);
    }

    @Override
    void move(SparseColumns columns, int column, double change, boolean isLogged) {
        int end = columns.start(column + 1);
        if (columns.isUnit() && Math.abs(change) == 1) {
            int step = (int) change;
            for (int p = columns.start(column); p < end; p++) {
                int f = columns.row(p);
                long from = position[f];
                if (isLogged) {
                    log.add(f, from);
                }
                position[f] = from + step;
                note(lower(from, step));
            }
        } else {
            for (int p = columns.start(column); p < end; p++) {
                int f = columns.row(p);
                moveTo(f, position[f] + (long) (change * columns.value(p)), isLogged);
            }
        }
    }

    /** The lower one of two neighbouring positions, a step of one or minus one apart: the group between them. */
    private static long lower(long from, int step) {
        return from + (step >> 1);
    }

    @Override
    boolean crossesPath(SparseColumns columns, int column, double change) {
        int end = columns.start(column + 1);
        if (!(columns.isUnit() && Math.abs(change) == 1)) {
            return true;
        }
        int step = (int) change;
        int any = 0;
        for (int p = columns.start(column); p < end; p++) {
            any |= isOnPath(lower(position[columns.row(p)], step));
        }
        return any != 0;
    }

    private void moveTo(int f, long to, boolean isLogged) {
        long from = position[f];
        if (isLogged) {
            log.add(f, from);
        }
        position[f] = to;
        long end = Math.min(Math.max(from, to), first[f + 1]);
        for (long group = Math.max(Math.min(from, to), first[f]); group < end; group++) {
            note(group);
        }
    }

    @Override
    int logged() {
        return log.size();
    }

    @Override
    void restore(int keep) {
        log.restore(keep, position);
    }

    @Override
    void forget() {
        log.clear();
    }
}
