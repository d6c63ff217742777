package dev.allot.solvers.quadratic;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import java.util.Arrays;

/**
 * The matrix {@code B W B' + D} of a step of the interior-point method, for the active rows B, and its factor. It is made in the space of
 * aggregates and constraints, where columns are sparse, and taken from there to the directions.
 */
final class NormalMatrix {
    private final Rows rows;
    private final Problem problem;
    private final int[] active;
    private final int aggregates;
    private final double[][] base;
    private final double[][] half;
    private final double[][] full;
    private final Cholesky cholesky;

    /**
     * Space for a set of rows.
     *
     * @param active the rows, in order
     */
    NormalMatrix(Rows rows, int[] active) {
        this.rows = rows;
        this.active = active;
        problem = rows.problem();
        aggregates = problem.aggregateCount();
        int size = aggregates + problem.constraintCount();
        base = new double[size][size];
        half = new double[active.length][size];
        full = new double[active.length][active.length];
        cholesky = new Cholesky(active.length);
    }

    /**
     * Makes and factorises it; O(variables x squared entries of a column + rows<sup>3</sup>).
     *
     * @param weights of the variables: W
     * @param diagonal of the active rows: D
     */
    void factorise(double[] weights, double[] diagonal) {
        for (double[] row : base) {
            Arrays.fill(row, 0);
        }
        SparseMatrix columns = problem.aggregates();
        SparseMatrix constraints = problem.constraints();
        for (int j = 0; j < weights.length; j++) {
            double w = weights[j];
            if (w == 0) {
                continue;
            }
            int begin = columns.start(j);
            int end = columns.start(j + 1);
            for (int p = begin; p < end; p++) {
                double[] row = base[columns.row(p)];
                double value = w * columns.value(p);
                for (int q = begin; q <= p; q++) {
                    row[columns.row(q)] += value * columns.value(q);
                }
            }
            int from = constraints.start(j);
            for (int p = from, to = constraints.start(j + 1); p < to; p++) {
                double[] row = base[aggregates + constraints.row(p)];
                double value = w * constraints.value(p);
                for (int q = begin; q < end; q++) {
                    row[columns.row(q)] += value * columns.value(q);
                }
                for (int q = from; q <= p; q++) {
                    row[aggregates + constraints.row(q)] += value * constraints.value(q);
                }
            }
        }
        for (int i = 0; i < base.length; i++) {
            for (int k = 0; k < i; k++) {
                base[k][i] = base[i][k];
            }
        }
        for (int a = 0; a < active.length; a++) {
            if (active[a] < rows.directions()) {
                combine(rows.form().direction(active[a]), base, half[a]);
            } else {
                half[a] = base[active[a] - rows.directions()];
            }
        }
        for (int a = 0; a < active.length; a++) {
            for (int b = 0; b <= a; b++) {
                full[a][b] = active[b] < rows.directions()
                        ? dot(rows.form().direction(active[b]), half[a])
                        : half[a][active[b] - rows.directions()];
            }
            full[a][a] += diagonal[a];
        }
        cholesky.factorise(full);
    }

    private void combine(double[] v, double[][] matrix, double[] result) {
        Arrays.fill(result, 0);
        for (int i = 0; i < v.length; i++) {
            double factor = v[i];
            double[] row = matrix[i];
            for (int k = 0; k < result.length; k++) {
                result[k] += factor * row[k];
            }
        }
    }

    private static double dot(double[] v, double[] row) {
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            sum += v[i] * row[i];
        }
        return sum;
    }

    /** Replaces a vector over the active rows by the solution. */
    void solve(double[] vector) {
        cholesky.solve(vector);
    }
}
