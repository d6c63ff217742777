package dev.allot.study.design;

/** Dense products, along rows. */
final class Matrices {
    private Matrices() {}

    /** a b a, of symmetric a. */
    static double[][] sandwich(double[][] a, double[][] b) {
        return product(product(a, b), a);
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b.length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                if (a[i][k] != 0) {
                    for (int j = 0; j < b.length; j++) {
                        product[i][j] += a[i][k] * b[k][j];
                    }
                }
            }
        }
        return product;
    }

    static double[] times(double[][] matrix, double[] vector) {
        double[] result = new double[matrix.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = dot(matrix[i], vector);
        }
        return result;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
