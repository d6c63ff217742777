package dev.allot.core.surrogate;

import java.util.Arrays;

/**
 * Incremental value of a lower confidence bound: a state of its mean and one of its squared deviation, which is quadratic, moved together.
 * Both open and close the same scopes, so that their marks are equal.
 */
final class LowerConfidenceState implements SurrogateState {
    private final LowerConfidenceBound surrogate;
    private final SurrogateState mean;
    private final SurrogateState squared;
    private double value;
    private double[] valueAtMark = new double[8];

    LowerConfidenceState(LowerConfidenceBound surrogate, QuadraticSurrogate squaredDeviation, double[] aggregates) {
        this.surrogate = surrogate;
        mean = surrogate.mean().stateAt(aggregates);
        squared = squaredDeviation.stateAt(aggregates);
        value = surrogate.value(aggregates);
    }

    /** Rounding may take the squared deviation below what it is at least. */
    private double value(double expected, double squaredDeviation) {
        return expected - surrogate.kappa() * Math.sqrt(Math.max(surrogate.variance(), squaredDeviation));
    }

    private void moved() {
        value = value(mean.value(), squared.value());
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double predictorValue() {
        double[] z = new double[surrogate.dimension()];
        Arrays.setAll(z, mean::aggregate);
        return surrogate.predictorValue(z);
    }

    @Override
    public double aggregate(int i) {
        return mean.aggregate(i);
    }

    @Override
    public void set(int aggregate, double target) {
        mean.set(aggregate, target);
        squared.set(aggregate, target);
        moved();
    }

    @Override
    public void add(SparseColumns columns, int column, double change) {
        mean.add(columns, column, change);
        squared.add(columns, column, change);
        moved();
    }

    @Override
    public void add(SparseColumns columns, int[] column, double[] change, int count) {
        mean.add(columns, column, change, count);
        squared.add(columns, column, change, count);
        moved();
    }

    @Override
    public double peek(SparseColumns columns, int column, double change) {
        return value(mean.peek(columns, column, change), squared.peek(columns, column, change));
    }

    @Override
    public double peek(SparseColumns columns, int column, double change, int otherColumn, double otherChange) {
        return value(
                mean.peek(columns, column, change, otherColumn, otherChange),
                squared.peek(columns, column, change, otherColumn, otherChange));
    }

    @Override
    public int mark() {
        int mark = mean.mark();
        squared.mark();
        if (mark == valueAtMark.length) {
            valueAtMark = Arrays.copyOf(valueAtMark, 2 * mark);
        }
        valueAtMark[mark] = value;
        return mark;
    }

    @Override
    public void rollback(int mark) {
        mean.rollback(mark);
        squared.rollback(mark);
        value = valueAtMark[mark];
    }

    @Override
    public void commit(int mark) {
        mean.commit(mark);
        squared.commit(mark);
    }
}
