package dev.allot.core.surrogate;

/**
 * f(z) = intercept + sum over centres c of weight<sub>c</sub> k(r<sub>c</sub>), the mean of a Gaussian process: k(r) = (1 + sqrt(5) r +
 * 5/3 r<sup>2</sup>) exp(-sqrt(5) r) is Mat&eacute;rn's covariance of smoothness 5/2 (Rasmussen and Williams, "Gaussian Processes for Machine
 * Learning", equation 4.17), r<sub>c</sub> the distance of z and the centre after every aggregate is raised to a power, its sign kept, and
 * scaled. A power below 1 tells small amounts apart.
 *
 * <p>The enclosure takes for each centre the nearest and the farthest point of the box: valid, and tight only for small boxes. With c centres
 * and k entries in a column, a value and an enclosure cost O(c dimension), a change or peek O(c k).
 */
public final class KernelSurrogate implements Surrogate {
    private static final double ROOT = Math.sqrt(5);

    private final double intercept;
    private final double power;
    private final double[] scales;
    private final double[][] centres;
    private final double[] weights;
    /** Raised and scaled centres, [aggregate][centre]. */
    private final double[][] places;

    /**
     * A kernel surrogate.
     *
     * @param intercept the value far from all centres
     * @param power that aggregates are raised to, in (0, 1]
     * @param scales what the raised aggregates are multiplied by: inverse length scales, at least 0, 0 for aggregates without influence
     * @param centres aggregates of the centres, [centre][aggregate]; there may be none
     * @param weights one for each centre
     * @throws IllegalArgumentException if a number is not finite or out of range, or lengths do not agree
     */
    public KernelSurrogate(double intercept, double power, double[] scales, double[][] centres, double[] weights) {
        this.intercept = Coefficients.finite("intercept", intercept);
        if (!(power > 0 && power <= 1)) {
            throw new IllegalArgumentException("the power is " + power + "; it must be in (0, 1]");
        }
        this.power = power;
        this.scales = Coefficients.finite("scale", scales).clone();
        for (double scale : scales) {
            if (scale < 0) {
                throw new IllegalArgumentException("a scale is " + scale + "; it must not be negative");
            }
        }
        if (centres.length != weights.length) {
            throw new IllegalArgumentException(
                    "there are " + centres.length + " centres for " + weights.length + " weights");
        }
        this.weights = Coefficients.finite("weight", weights).clone();
        this.centres = new double[centres.length][];
        places = new double[scales.length][centres.length];
        for (int c = 0; c < centres.length; c++) {
            if (centres[c].length != scales.length) {
                throw new IllegalArgumentException(
                        "centre " + c + " has " + centres[c].length + " aggregates, not " + scales.length);
            }
            this.centres[c] = Coefficients.finite("centre " + c + ", aggregate", centres[c])
                    .clone();
            for (int i = 0; i < scales.length; i++) {
                places[i][c] = place(i, centres[c][i]);
            }
        }
    }

    /** The value far from all centres. */
    public double intercept() {
        return intercept;
    }

    /** What aggregates are raised to. */
    public double power() {
        return power;
    }

    /** Inverse length scale of aggregate {@code i}, after it is raised. */
    public double scale(int i) {
        return scales[i];
    }

    /** Number of centres. */
    public int centreCount() {
        return weights.length;
    }

    /** Aggregates of a centre: a copy. */
    public double[] centre(int c) {
        return centres[c].clone();
    }

    /** Weight of a centre. */
    public double weight(int c) {
        return weights[c];
    }

    /** The sign of {@code value} times its magnitude raised to {@code power}: odd and increasing. */
    public static double raised(double value, double power) {
        if (power == 1) {
            return value;
        }
        double magnitude = Math.abs(value);
        return Math.copySign(power == 0.5 ? Math.sqrt(magnitude) : Math.pow(magnitude, power), value);
    }

    /** Mat&eacute;rn's covariance of smoothness 5/2 at a squared distance: 1 at 0, decreasing. */
    public static double covariance(double squaredDistance) {
        double r = ROOT * Math.sqrt(squaredDistance);
        return (1 + r + r * r / 3) * Math.exp(-r);
    }

    /** Covariances of a point with every centre. */
    public double[] covariances(double[] aggregates) {
        double[] covariances = squaredDistances(aggregates);
        for (int c = 0; c < covariances.length; c++) {
            covariances[c] = covariance(covariances[c]);
        }
        return covariances;
    }

    @Override
    public int dimension() {
        return scales.length;
    }

    @Override
    public double value(double[] aggregates) {
        return valueAt(squaredDistances(aggregates));
    }

    /** The value at given squared distances from the centres; what rounding makes negative counts as 0. */
    double valueAt(double[] squaredDistances) {
        double sum = intercept;
        for (int c = 0; c < weights.length; c++) {
            sum += weights[c] * covariance(Math.max(0, squaredDistances[c]));
        }
        return sum;
    }

    double[] squaredDistances(double[] aggregates) {
        double[] squared = new double[weights.length];
        for (int i = 0; i < scales.length; i++) {
            double here = place(i, aggregates[i]);
            double[] there = places[i];
            for (int c = 0; c < squared.length; c++) {
                double d = here - there[c];
                squared[c] += d * d;
            }
        }
        return squared;
    }

    /** Adds to squared distances what one aggregate's move changes. */
    void move(double[] squared, int i, double from, double to) {
        if (scales[i] == 0 || from == to) {
            return;
        }
        double before = place(i, from);
        double after = place(i, to);
        // (after - x)^2 - (before - x)^2
        double step = after - before;
        double sum = after + before;
        double[] there = places[i];
        for (int c = 0; c < squared.length; c++) {
            squared[c] += step * (sum - 2 * there[c]);
        }
    }

    private double place(int i, double value) {
        return scales[i] == 0 ? 0 : scales[i] * raised(value, power);
    }

    @Override
    public Interval enclosure(Box box) {
        double[] least = new double[weights.length];
        double[] most = new double[weights.length];
        for (int i = 0; i < scales.length; i++) {
            double lower = place(i, box.lower(i));
            double upper = place(i, box.upper(i));
            double[] there = places[i];
            for (int c = 0; c < least.length; c++) {
                double near = Math.max(0, Math.max(lower - there[c], there[c] - upper));
                double far = Math.max(upper - there[c], there[c] - lower);
                least[c] += near * near;
                most[c] += far * far;
            }
        }
        // Places, differences, squares and sums are rounded monotonically, so only the covariances need slack.
        EnclosureSum sum = new EnclosureSum(intercept);
        for (int c = 0; c < weights.length; c++) {
            sum.add(weights[c] * covariance(least[c]), weights[c] * covariance(most[c]));
        }
        return sum.interval();
    }

    @Override
    public SurrogateState stateAt(double[] aggregates) {
        return new KernelState(this, aggregates);
    }
}
