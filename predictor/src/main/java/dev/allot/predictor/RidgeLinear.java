package dev.allot.predictor;

import dev.allot.core.surrogate.LinearSurrogate;

/**
 * Ridge regression on standardised features, the penalty chosen by exact leave-one-out error (see {@link Penalties}). A feature that never
 * varies in the table has weight 0. Cost: O(rows x features^2), or O(rows^3) where that is less.
 *
 * @param penalties what the fit chooses among
 */
public record RidgeLinear(Penalties penalties) implements PredictorFamily {
    /** With default penalties. */
    public RidgeLinear() {
        this(Penalties.DEFAULT);
    }

    @Override
    public String id() {
        return "linear";
    }

    @Override
    public String description() {
        return "ridge regression, penalty by leave-one-out error";
    }

    /** {@inheritDoc} Nothing is random in it: the seed changes nothing. */
    @Override
    public Predictor train(TrainingTable table, long seed) {
        StandardisedTable data = new StandardisedTable(table);
        double[] weights = new double[table.width()];
        double intercept = data.meanScore;
        if (data.columns() > 0) {
            RidgePath path = data.columns() < data.rows()
                    ? RidgePath.ofTerms(data.x, data.y)
                    : RidgePath.ofKernel(Kernels.linear(data.x), data.y);
            double[] dual = path.dual(path.best(penalties).penalty());
            for (int k = 0; k < data.columns(); k++) {
                double weight = 0;
                for (int i = 0; i < dual.length; i++) {
                    weight += dual[i] * data.x[i][k];
                }
                weight /= data.deviation[k];
                weights[data.column[k]] = weight;
                intercept -= weight * data.mean[k];
            }
        }
        return new Predictor(id(), table.features(), new LinearSurrogate(intercept, weights));
    }
}
