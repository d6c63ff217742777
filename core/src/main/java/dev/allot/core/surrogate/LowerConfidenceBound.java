package dev.allot.core.surrogate;

/**
 * f(z) = m(z) - kappa s(z), a mean less a multiple of the standard deviation around it,
 * {@code s(z)^2 = variance + sum over the rows r of the factor of (r . (z - centre))^2}: what a score is at least, more or less surely, by a
 * Bayesian regression (the lower confidence bound of Cox and John 1997; mean less kappa deviations in robust design). The mean is linear or
 * quadratic. Where it is concave, so is f.
 *
 * <p>For every direction u of length 1, {@code s(z) >= u . (sqrt(variance), factor (z - centre))} (Cauchy-Schwarz), so f lies below a function
 * as simple as its mean, which the enclosure uses and solvers bound f by. With d aggregates and k entries in a column, a value costs
 * O(rows of the factor x d), a change O(k d), a peek O(k<sup>2</sup>), an enclosure a value and O(d<sup>2</sup>) with a quadratic mean, and the
 * first state O(rows d<sup>2</sup>).
 */
public final class LowerConfidenceBound implements Surrogate {
    /** Far above the relative error of any sum in here, far below anything that matters. */
    private static final double ROUNDING = 0x1p-40;

    private final Surrogate mean;
    private final double kappa;
    private final double variance;
    private final double[] centre;
    private final double[][] factor;
    private final Lazy<QuadraticSurrogate> squaredDeviation = new Lazy<>(this::expandedVariance);

    /**
     * A lower confidence bound.
     *
     * @param mean a {@link LinearSurrogate} or {@link QuadraticSurrogate}
     * @param kappa deviations taken off, at least 0
     * @param variance what is uncertain whatever the aggregates, at least 0
     * @param centre where nothing else is uncertain, one number for each aggregate
     * @param factor a row of weights, one for each aggregate, for each independent part of the uncertainty; there may be none
     * @throws IllegalArgumentException if the mean is of another kind, a number is not finite or out of range, or lengths do not agree
     */
    public LowerConfidenceBound(Surrogate mean, double kappa, double variance, double[] centre, double[][] factor) {
        if (!(mean instanceof LinearSurrogate || mean instanceof QuadraticSurrogate)) {
            throw new IllegalArgumentException("the mean is a "
                    + mean.getClass().getSimpleName() + "; a lower confidence bound needs a linear or a quadratic one");
        }
        this.mean = mean;
        this.kappa = notNegative("kappa", kappa);
        this.variance = notNegative("variance", variance);
        this.centre = Coefficients.finite("centre", centre).clone();
        if (centre.length != mean.dimension()) {
            throw new IllegalArgumentException(
                    "the centre has " + centre.length + " aggregates, not " + mean.dimension() + " as the mean");
        }
        this.factor = new double[factor.length][];
        for (int r = 0; r < factor.length; r++) {
            if (factor[r].length != centre.length) {
                throw new IllegalArgumentException(
                        "row " + r + " of the factor has " + factor[r].length + " entries, not " + centre.length);
            }
            this.factor[r] = Coefficients.finite("factor entry", factor[r]).clone();
        }
    }

    private static double notNegative(String what, double value) {
        if (!(Coefficients.finite(what, value) >= 0)) {
            throw new IllegalArgumentException("the " + what + " is " + value + "; it must not be negative");
        }
        return value;
    }

    /** The mean, linear or quadratic. */
    public Surrogate mean() {
        return mean;
    }

    /** How many deviations are taken off the mean. */
    public double kappa() {
        return kappa;
    }

    /** What is uncertain whatever the aggregates. */
    public double variance() {
        return variance;
    }

    /** Aggregate {@code i} of the point of least uncertainty. */
    public double centre(int i) {
        return centre[i];
    }

    /** Number of rows of the factor. */
    public int rank() {
        return factor.length;
    }

    /** Row {@code r} of the factor: a copy. */
    public double[] factorRow(int r) {
        return factor[r].clone();
    }

    @Override
    public int dimension() {
        return centre.length;
    }

    @Override
    public double value(double[] aggregates) {
        return mean.value(aggregates) - kappa * deviation(aggregates);
    }

    /** s(z), the standard deviation. */
    public double deviation(double[] aggregates) {
        double sum = variance;
        for (double[] row : factor) {
            double part = distance(row, aggregates);
            sum += part * part;
        }
        return Math.sqrt(sum);
    }

    private double distance(double[] row, double[] aggregates) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += row[i] * (aggregates[i] - centre[i]);
        }
        return sum;
    }

    @Override
    public Interval enclosure(Box box) {
        Interval ofMean = mean.enclosure(box);
        double[] middle = new double[centre.length];
        for (int i = 0; i < middle.length; i++) {
            middle[i] = box.lower(i) + 0.5 * (box.upper(i) - box.lower(i));
        }
        double least = variance;
        double greatest = variance;
        double magnitude = Math.sqrt(variance);
        for (double[] row : factor) {
            double part = distance(row, middle);
            double reach = 0;
            for (int i = 0; i < row.length; i++) {
                reach += Math.abs(row[i]) * 0.5 * (box.upper(i) - box.lower(i));
                magnitude += Math.abs(row[i])
                        * Math.max(Math.abs(box.lower(i) - centre[i]), Math.abs(box.upper(i) - centre[i]));
            }
            double near = Math.max(0, Math.abs(part) - reach);
            double far = Math.abs(part) + reach;
            least += near * near;
            greatest += far * far;
        }
        // The deviation is the length of a vector: it is off by no more than what its parts are off by together.
        double slack = kappa * ROUNDING * magnitude;
        double apart = ofMean.upper() - kappa * Math.sqrt(least);
        double together = tangentAt(middle).enclosure(box).upper();
        double upper = Math.min(apart, together) + slack;
        double lower = ofMean.lower() - kappa * Math.sqrt(greatest) - slack;
        return new Interval(lower, Math.max(lower, upper));
    }

    /**
     * The tangent of the deviation in place of the deviation: a function as simple as the mean that is nowhere below f but for rounding, and
     * equal to it at the point. O(rows of the factor x dimension), with a quadratic mean and O(dimension<sup>2</sup>).
     */
    public Surrogate tangentAt(double[] aggregates) {
        double deviation = deviation(aggregates);
        double[] slope = new double[centre.length];
        double rest = deviation;
        if (deviation > 0) {
            for (double[] row : factor) {
                double part = distance(row, aggregates) / deviation;
                for (int i = 0; i < slope.length; i++) {
                    slope[i] += part * row[i];
                }
            }
            for (int i = 0; i < slope.length; i++) {
                rest -= slope[i] * aggregates[i];
            }
        }
        return without(kappa * rest, slope);
    }

    /** The mean less a linear function: a constant, and kappa times the slopes. */
    private Surrogate without(double constant, double[] slope) {
        double[] weights = new double[slope.length];
        if (mean instanceof LinearSurrogate linear) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = linear.weight(i) - kappa * slope[i];
            }
            return new LinearSurrogate(linear.intercept() - constant, weights);
        }
        QuadraticSurrogate quadratic = (QuadraticSurrogate) mean;
        double[][] matrix = new double[weights.length][weights.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = quadratic.weight(i) - kappa * slope[i];
            for (int j = 0; j < weights.length; j++) {
                matrix[i][j] = quadratic.coefficient(i, j);
            }
        }
        return new QuadraticSurrogate(quadratic.intercept() - constant, weights, matrix);
    }

    /** The squared deviation as a polynomial of the aggregates. */
    private QuadraticSurrogate expandedVariance() {
        int d = centre.length;
        double[][] matrix = new double[d][d];
        for (double[] row : factor) {
            for (int i = 0; i < d; i++) {
                double value = row[i];
                for (int j = 0; j <= i && value != 0; j++) {
                    matrix[i][j] += value * row[j];
                }
            }
        }
        double[] weights = new double[d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                matrix[j][i] = matrix[i][j];
            }
        }
        double constant = variance;
        for (int i = 0; i < d; i++) {
            double product = 0;
            for (int j = 0; j < d; j++) {
                product += matrix[i][j] * centre[j];
            }
            weights[i] = -2 * product;
            constant += centre[i] * product;
        }
        return new QuadraticSurrogate(constant, weights, matrix);
    }

    @Override
    public SurrogateState stateAt(double[] aggregates) {
        return new LowerConfidenceState(this, squaredDeviation.get(), aggregates);
    }
}
