package dev.allot.core.surrogate;

/**
 * Read access to a sparse matrix by columns: the entries of column j are at {@code start(j)..start(j + 1) - 1}. What a variable adds to
 * the aggregates.
 */
public interface SparseColumns {
    /** Position of the first entry of a column; for the column after the last, the number of entries. */
    int start(int column);

    /** Row of the entry at a position. Rows of a column are distinct. */
    int row(int position);

    /** Value of the entry at a position. */
    double value(int position);

    /** Whether every value is 1, so that none need be looked at. */
    boolean isUnit();
}
