package dev.allot.core.surrogate;

import java.util.Arrays;

/**
 * Incremental value of a quadratic surrogate by its gradient {@code g = weights + 2 Q z}, kept current: a change d of some aggregates changes
 * the value by {@code g.d + d'Qd}. The gradient is saved whole when a scope is opened, which is cheap beside any change.
 */
final class QuadraticState extends DeltaState {
    private final double[] weights;
    private final double[][] matrix;
    private final double[] gradient;
    private double[][] gradientAtMark = new double[0][];

    QuadraticState(QuadraticSurrogate surrogate, double[] weights, double[][] matrix, double[] aggregates) {
        super(surrogate, aggregates);
        this.weights = weights;
        this.matrix = matrix;
        gradient = new double[weights.length];
        refreshed(aggregates);
    }

    @Override
    void refreshed(double[] aggregates) {
        for (int i = 0; i < gradient.length; i++) {
            double sum = 0;
            for (int j = 0; j < gradient.length; j++) {
                sum += matrix[i][j] * aggregates[j];
            }
            gradient[i] = weights[i] + 2 * sum;
        }
    }

    @Override
    void moved(int i, double change) {
        double[] row = matrix[i];
        double twice = 2 * change;
        for (int j = 0; j < row.length; j++) {
            gradient[j] += twice * row[j];
        }
    }

    @Override
    double delta(double[] z, int i, double change) {
        return change * (gradient[i] + change * matrix[i][i]);
    }

    @Override
    double delta(double[] z, SparseColumns columns, int column, double change) {
        double linear = 0;
        for (int p = columns.start(column), end = columns.start(column + 1); p < end; p++) {
            linear += gradient[columns.row(p)] * columns.value(p);
        }
        return change * (linear + change * product(columns, column, column));
    }

    @Override
    double interaction(SparseColumns columns, int a, double changeA, int b, double changeB) {
        return 2 * changeA * changeB * product(columns, a, b);
    }

    /** a' Q b for two columns. */
    private double product(SparseColumns columns, int a, int b) {
        double sum = 0;
        for (int p = columns.start(a), end = columns.start(a + 1); p < end; p++) {
            double[] row = matrix[columns.row(p)];
            double inner = 0;
            for (int q = columns.start(b), last = columns.start(b + 1); q < last; q++) {
                inner += row[columns.row(q)] * columns.value(q);
            }
            sum += inner * columns.value(p);
        }
        return sum;
    }

    @Override
    public int mark() {
        int mark = super.mark();
        if (mark == gradientAtMark.length) {
            gradientAtMark = Arrays.copyOf(gradientAtMark, Math.max(4, 2 * mark));
            for (int i = mark; i < gradientAtMark.length; i++) {
                gradientAtMark[i] = new double[gradient.length];
            }
        }
        System.arraycopy(gradient, 0, gradientAtMark[mark], 0, gradient.length);
        return mark;
    }

    @Override
    public void rollback(int mark) {
        super.rollback(mark);
        System.arraycopy(gradientAtMark[mark], 0, gradient, 0, gradient.length);
    }
}
