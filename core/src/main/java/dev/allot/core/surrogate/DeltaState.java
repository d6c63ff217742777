package dev.allot.core.surrogate;

import java.util.Arrays;

/** State of a surrogate whose value changes by a closed formula when one aggregate moves. Rollback restores recorded values. */
abstract class DeltaState implements SurrogateState {
    private final double[] z;
    private double value;

    private int depth;
    private int[] marks = new int[4];
    private double[] valueMarks = new double[4];
    private int log;
    private int[] loggedIndex = new int[64];
    private double[] loggedZ = new double[64];

    DeltaState(double value, double[] aggregates) {
        this.value = value;
        z = aggregates.clone();
    }

    /** Change of the value when aggregate {@code i} moves from {@code z[i]} to {@code value}. */
    abstract double delta(double[] z, int i, double value);

    @Override
    public final double value() {
        return value;
    }

    @Override
    public final void set(int aggregate, double target) {
        if (depth > 0) {
            if (log == loggedIndex.length) {
                loggedIndex = Arrays.copyOf(loggedIndex, 2 * log);
                loggedZ = Arrays.copyOf(loggedZ, 2 * log);
            }
            loggedIndex[log] = aggregate;
            loggedZ[log++] = z[aggregate];
        }
        value += delta(z, aggregate, target);
        z[aggregate] = target;
    }

    @Override
    public final int mark() {
        if (depth == marks.length) {
            marks = Arrays.copyOf(marks, 2 * depth);
            valueMarks = Arrays.copyOf(valueMarks, 2 * depth);
        }
        marks[depth] = log;
        valueMarks[depth] = value;
        return depth++;
    }

    @Override
    public final void rollback(int mark) {
        Marks.requireOpen(mark, depth);
        while (log > marks[mark]) {
            log--;
            z[loggedIndex[log]] = loggedZ[log];
        }
        value = valueMarks[mark];
        depth = mark;
    }

    @Override
    public final void commit(int mark) {
        Marks.requireOpen(mark, depth);
        depth = mark;
        if (mark == 0) {
            log = 0;
        }
    }
}
