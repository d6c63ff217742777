package dev.allot.predictor;

import dev.allot.core.surrogate.LinearSurrogate;
import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Bayesian linear regression: weights are normal with mean 0 before any score is seen. Where aggregates are counts, a weight is what one more
 * labelled instance with a tag adds to the score, and a prior in that unit says that instances with a frequent tag gain no more from it than
 * those with a rare one: a table of counts is best left unscaled. So the prior deviation of a weight is proportional to its column's
 * deviation to the power -r, with r = 0 for that and by default, 1 for what ridge regression on standardised columns assumes. The r, the
 * prior's scale and the noise are those of the greatest marginal likelihood, the intercept being integrated out (Bishop, "Pattern
 * Recognition and Machine Learning", section 3.5). Nothing is random in it. Cost: one eigendecomposition of order min(rows, features) for
 * each r, and one inversion of order features.
 *
 * @param penalties ratios of noise to prior variance to choose among, relative to the mean eigenvalue of the kernel matrix
 * @param scalings values of r to choose among, at least one
 */
public record BayesianLinear(Penalties penalties, List<Double> scalings) implements PosteriorFamily, BorrowingFamily {
    /** Prior deviations, in powers of ten, of the penalty around 1: keeps a table that says nothing from being trusted, or ignored. */
    private static final double PENALTY_DECADES = 1;

    /** With default penalties, for counts. */
    public BayesianLinear() {
        this(new Penalties(1e-4, 1e3, 4), List.of(0.0));
    }

    /** Checks that there is a scaling. */
    public BayesianLinear {
        scalings = List.copyOf(scalings);
        if (scalings.isEmpty()) {
            throw new IllegalArgumentException("at least one scaling of the prior is needed");
        }
    }

    @Override
    public String id() {
        return "bayesian";
    }

    @Override
    public String description() {
        return "Bayesian linear regression on counts, prior and noise by marginal likelihood";
    }

    @Override
    public ConcavePosterior learned(TrainingTable table) {
        return new ConcavePosterior(posterior(table), 0);
    }

    @Override
    public BorrowingLinear borrowing(List<TrainingTable> earlier) {
        return new BorrowingLinear(this, earlier);
    }

    /**
     * What a table tells of the weights. Of a feature that never varies in it, it tells nothing: the weight is expected to be 0, and as uncertain
     * as before any score was seen, so that intervals are wide for mixes, of another set, in which the feature does vary.
     */
    public LinearPosterior posterior(TrainingTable table) {
        return fitted(table).posterior();
    }

    /**
     * A posterior and how probable its prior makes the scores.
     *
     * @param evidence logarithm of the marginal likelihood, up to a constant of the scores
     */
    record Fitted(LinearPosterior posterior, double evidence) {}

    Fitted fitted(TrainingTable table) {
        StandardisedTable data = new StandardisedTable(table);
        int d = data.columns();
        if (d == 0 || data.rows() < 2) {
            return new Fitted(LinearPosterior.ignorant(table), Double.NEGATIVE_INFINITY);
        }
        Fit best = null;
        for (double scaling : scalings) {
            Fit fit = fit(data, scaling);
            if (best == null || fit.evidence > best.evidence) {
                best = fit;
            }
        }
        Fit chosen = Objects.requireNonNull(best);
        return new Fitted(chosen.posterior(table, data), chosen.evidence);
    }

    /** Logarithm, up to a constant, of the prior of a penalty: a ratio of noise to prior variance, relative to the mean eigenvalue. */
    static double logPrior(double penalty) {
        double decades = Math.log10(penalty) / PENALTY_DECADES;
        return -decades * decades / 2;
    }

    private Fit fit(StandardisedTable data, double scaling) {
        int d = data.columns();
        // Terms in units of the prior deviation: standardised values times deviation^(1 - r), scaled to keep numbers
        // tame.
        double[] unit = new double[d];
        double mean = 0;
        for (int k = 0; k < d; k++) {
            unit[k] = Math.pow(data.deviation[k], 1 - scaling);
            mean += unit[k] * unit[k] / d;
        }
        for (int k = 0; k < d; k++) {
            unit[k] /= Math.sqrt(mean);
        }
        double[][] terms = new double[data.rows()][d];
        for (int i = 0; i < terms.length; i++) {
            for (int k = 0; k < d; k++) {
                terms[i][k] = data.x[i][k] * unit[k];
            }
        }
        RidgePath path =
                d < terms.length ? RidgePath.ofTerms(terms, data.y) : RidgePath.ofKernel(Kernels.linear(terms), data.y);
        Fit best = null;
        for (int i = 0; i < penalties.count(); i++) {
            double penalty = path.absolute(penalties.get(i));
            double evidence = path.evidence(penalty) + logPrior(penalties.get(i));
            if (best == null || evidence > best.evidence) {
                best = new Fit(path, terms, unit, penalty, evidence);
            }
        }
        return Objects.requireNonNull(best);
    }

    /** One setting of the prior. */
    private record Fit(RidgePath path, double[][] terms, double[] unit, double penalty, double evidence) {
        LinearPosterior posterior(TrainingTable table, StandardisedTable data) {
            int d = unit.length;
            double[] dual = path.dual(penalty);
            double noise = path.noiseVariance(penalty);
            RealMatrix f = MatrixUtils.createRealMatrix(terms);
            RealMatrix precision = f.transpose().multiply(f);
            for (int k = 0; k < d; k++) {
                precision.addToEntry(k, k, penalty);
            }
            double[][] inverse = PositiveDefinite.inverse(precision.getData());
            double[] weights = new double[table.width()];
            double[] means = new double[table.width()];
            double[][] covariance = new double[table.width()][table.width()];
            double[][] prior = new double[table.width()][table.width()];
            for (int k = 0; k < d; k++) {
                int at = data.column[k];
                double scale = unit[k] / data.deviation[k];
                prior[at][at] = noise / penalty * scale * scale;
                for (int i = 0; i < dual.length; i++) {
                    weights[at] += dual[i] * terms[i][k] * scale;
                }
                for (int l = 0; l < d; l++) {
                    covariance[at][data.column[l]] = noise * inverse[k][l] * scale * (unit[l] / data.deviation[l]);
                }
            }
            double typical = 0;
            for (int j = 0; j < prior.length; j++) {
                typical += prior[j][j] / d;
            }
            for (int j = 0; j < prior.length; j++) {
                if (prior[j][j] == 0) {
                    prior[j][j] = typical;
                    covariance[j][j] = typical;
                }
            }
            for (int j = 0; j < means.length; j++) {
                for (int i = 0; i < table.size(); i++) {
                    means[j] += table.value(i, j) / table.size();
                }
            }
            double intercept = data.meanScore;
            for (int j = 0; j < means.length; j++) {
                intercept -= weights[j] * means[j];
            }
            return new LinearPosterior(
                    new LinearSurrogate(intercept, weights), means, covariance, prior, Math.sqrt(noise), table.size());
        }
    }
}
