package dev.allot.predictor;

import dev.allot.core.surrogate.QuadraticSurrogate;
import java.util.List;

/**
 * Ridge regression on standardised features x and all their squares and products, solved in dual form: the kernel of two rows is
 * x.x' + (r / d) (x.x')^2 with d features, where r says how freely interactions may act beside the features themselves. The pair of r and
 * penalty with the least exact leave-one-out error is chosen, and the fit expanded to explicit coefficients. A feature that never varies
 * in the table takes no part. Cost: one eigendecomposition of order min(rows, terms) for each interaction scale.
 *
 * @param penalties what the fit chooses among
 * @param interactionScales values of r to choose among, 0 for no interactions; at least one, each at least 0
 */
public record RidgeQuadratic(Penalties penalties, List<Double> interactionScales) implements PredictorFamily {
    /** With default penalties and interactions from none to prevailing. */
    public RidgeQuadratic() {
        this(Penalties.DEFAULT, List.of(0.0, 0.01, 0.1, 1.0, 10.0));
    }

    /** Checks the scales. */
    public RidgeQuadratic {
        interactionScales = List.copyOf(interactionScales);
        if (interactionScales.isEmpty()) {
            throw new IllegalArgumentException("at least one interaction scale is needed");
        }
        for (double scale : interactionScales) {
            if (!(scale >= 0 && scale < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("an interaction scale is at least 0 and finite, not " + scale);
            }
        }
    }

    @Override
    public String id() {
        return "quadratic";
    }

    @Override
    public String description() {
        return "ridge regression with all pairwise interactions, penalty and their scale by leave-one-out error";
    }

    /** {@inheritDoc} Nothing is random in it: the seed changes nothing. */
    @Override
    public Predictor train(TrainingTable table, long seed) {
        StandardisedTable data = new StandardisedTable(table);
        int d = data.columns();
        if (d == 0) {
            return new Predictor(
                    id(),
                    table.features(),
                    new QuadraticSurrogate(
                            data.meanScore, new double[table.width()], new double[table.width()][table.width()]));
        }
        double[] dual = new double[0];
        double scale = 0;
        double least = Double.POSITIVE_INFINITY;
        for (double relative : interactionScales) {
            RidgePath path = path(data, relative / d);
            RidgePath.Choice choice = path.best(penalties);
            if (choice.leaveOneOutError() < least) {
                least = choice.leaveOneOutError();
                scale = relative / d;
                dual = path.dual(choice.penalty());
            }
        }
        return new Predictor(id(), table.features(), expand(table.width(), data, dual, scale));
    }

    private static RidgePath path(StandardisedTable data, double scale) {
        int d = data.columns();
        int terms = scale == 0 ? d : d + d * (d + 1) / 2;
        return terms < data.rows()
                ? RidgePath.ofTerms(Kernels.quadraticTerms(data.x, scale), data.y)
                : RidgePath.ofKernel(Kernels.quadratic(data.x, scale), data.y);
    }

    /**
     * The fit as intercept, weights and matrix over the raw features. In standardised features it has weights X' a and matrix
     * scale X' diag(a) X for dual coefficients a; then x = (z - mean) / deviation is put in.
     */
    private static QuadraticSurrogate expand(int width, StandardisedTable data, double[] dual, double scale) {
        int d = data.columns();
        double[] weights = new double[width];
        double[][] matrix = new double[width][width];
        for (int k = 0; k < d; k++) {
            for (int l = 0; l <= k; l++) {
                double sum = 0;
                for (int i = 0; i < dual.length; i++) {
                    sum += dual[i] * data.x[i][k] * data.x[i][l];
                }
                double q = scale * sum / (data.deviation[k] * data.deviation[l]);
                matrix[data.column[k]][data.column[l]] = q;
                matrix[data.column[l]][data.column[k]] = q;
            }
        }
        double intercept = data.meanScore;
        for (int k = 0; k < d; k++) {
            double linear = 0;
            for (int i = 0; i < dual.length; i++) {
                linear += dual[i] * data.x[i][k];
            }
            linear /= data.deviation[k];
            double curved = 0;
            for (int l = 0; l < d; l++) {
                double q = matrix[data.column[k]][data.column[l]];
                curved += q * data.mean[l];
                // The squares' and products' mean over the table, which the centred kernel leaves to the intercept.
                intercept -= q * data.deviation[k] * data.deviation[l] * Kernels.meanProduct(data.x, k, l);
            }
            weights[data.column[k]] = linear - 2 * curved;
            intercept += data.mean[k] * (curved - linear);
        }
        return new QuadraticSurrogate(intercept, weights, matrix);
    }
}
