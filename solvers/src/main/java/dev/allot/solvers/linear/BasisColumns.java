package dev.allot.solvers.linear;

import dev.allot.core.model.SparseMatrix;

/**
 * The columns of a basis of {@code A x - s = 0} by position: variables below the number of A's columns are x, others activities s, each with
 * the single entry -1 in its row.
 */
record BasisColumns(SparseMatrix matrix, int[] basis) {
    /** Number of columns, and of rows. */
    int size() {
        return basis.length;
    }

    private boolean isActivity(int column) {
        return basis[column] >= matrix.columns();
    }

    /** Number of entries of a column. */
    int entries(int column) {
        return isActivity(column) ? 1 : matrix.start(basis[column] + 1) - matrix.start(basis[column]);
    }

    /** Row of entry k of a column. */
    int row(int column, int k) {
        return isActivity(column) ? basis[column] - matrix.columns() : matrix.row(matrix.start(basis[column]) + k);
    }

    /** Value of entry k of a column. */
    double value(int column, int k) {
        return isActivity(column) ? -1 : matrix.value(matrix.start(basis[column]) + k);
    }
}
