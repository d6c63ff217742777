package dev.allot.solvers.linear;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** The inverse of a basis as a matrix, from scratch: the naive twin of {@link BasisInverse}. */
record DenseInverse(RealMatrix inverse) {
    /** Inverts; fails if the basis is singular. */
    static DenseInverse of(BasisColumns columns) {
        RealMatrix basis = new Array2DRowRealMatrix(columns.size(), columns.size());
        for (int c = 0; c < columns.size(); c++) {
            for (int k = 0; k < columns.entries(c); k++) {
                basis.setEntry(columns.row(c, k), c, columns.value(c, k));
            }
        }
        return new DenseInverse(new LUDecomposition(basis).getSolver().getInverse());
    }

    double[] row(int r) {
        return inverse.getRow(r);
    }

    /** It times a vector. */
    double[] times(double[] vector) {
        return inverse.operate(vector);
    }

    /** A vector times it. */
    double[] timesFromLeft(double[] vector) {
        return inverse.preMultiply(vector);
    }

    double norm(int r) {
        return inverse.getRowVector(r).dotProduct(inverse.getRowVector(r));
    }
}
