package dev.allot.core.surrogate;

/**
 * Incremental value of a sum: a state of each part, all moved together. They open and close the same scopes, so that their marks are equal,
 * and each takes its own changes back exactly.
 */
final class SumState implements SurrogateState {
    private final SurrogateState[] parts;

    SumState(SurrogateState[] parts) {
        this.parts = parts;
    }

    @Override
    public double value() {
        double sum = 0;
        for (SurrogateState part : parts) {
            sum += part.value();
        }
        return sum;
    }

    @Override
    public double predictorValue() {
        double sum = 0;
        for (SurrogateState part : parts) {
            sum += part.predictorValue();
        }
        return sum;
    }

    @Override
    public double aggregate(int i) {
        return parts[0].aggregate(i);
    }

    @Override
    public void set(int aggregate, double target) {
        for (SurrogateState part : parts) {
            part.set(aggregate, target);
        }
    }

    @Override
    public void add(SparseColumns columns, int column, double change) {
        for (SurrogateState part : parts) {
            part.add(columns, column, change);
        }
    }

    @Override
    public void add(SparseColumns columns, int[] column, double[] change, int count) {
        for (SurrogateState part : parts) {
            part.add(columns, column, change, count);
        }
    }

    @Override
    public double peek(SparseColumns columns, int column, double change) {
        double sum = 0;
        for (SurrogateState part : parts) {
            sum += part.peek(columns, column, change);
        }
        return sum;
    }

    @Override
    public double peek(SparseColumns columns, int column, double change, int otherColumn, double otherChange) {
        double sum = 0;
        for (SurrogateState part : parts) {
            sum += part.peek(columns, column, change, otherColumn, otherChange);
        }
        return sum;
    }

    @Override
    public int mark() {
        int mark = parts[0].mark();
        for (int k = 1; k < parts.length; k++) {
            parts[k].mark();
        }
        return mark;
    }

    @Override
    public void rollback(int mark) {
        for (SurrogateState part : parts) {
            part.rollback(mark);
        }
    }

    @Override
    public void commit(int mark) {
        for (SurrogateState part : parts) {
            part.commit(mark);
        }
    }
}
