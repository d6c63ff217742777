package dev.allot.predictor;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/** Orthonormal bases of what the columns of a table span. */
final class RowBasis {
    private RowBasis() {}

    /**
     * The left singular vectors, as rows: rank x rows. O(min(rows, columns)<sup>3</sup> + rows columns rank).
     *
     * @param tolerance squared singular values below this share of the largest are 0
     */
    static RealMatrix of(RealMatrix table, double tolerance) {
        boolean tall = table.getColumnDimension() < table.getRowDimension();
        RealMatrix square = tall ? table.transpose().multiply(table) : table.multiply(table.transpose());
        int n = square.getRowDimension();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                square.setEntry(j, i, square.getEntry(i, j));
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(square);
        double[] values = eigen.getRealEigenvalues();
        double least = tolerance * Math.max(values[0], Double.MIN_NORMAL);
        double[][] basis = IntStream.range(0, n)
                .filter(k -> values[k] > least)
                .mapToObj(k -> tall
                        ? table.operate(eigen.getEigenvector(k))
                                .mapDivide(Math.sqrt(values[k]))
                                .toArray()
                        : eigen.getEigenvector(k).toArray())
                .toArray(double[][]::new);
        return MatrixUtils.createRealMatrix(basis);
    }
}
