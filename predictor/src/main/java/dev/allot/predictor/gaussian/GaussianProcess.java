package dev.allot.predictor.gaussian;

import dev.allot.predictor.Predictor;
import dev.allot.predictor.PredictorFamily;
import dev.allot.predictor.TrainingTable;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Gaussian process regression with Mat&eacute;rn's covariance of smoothness 5/2 and a length scale for every feature, by automatic relevance
 * determination (Rasmussen and Williams, "Gaussian Processes for Machine Learning", sections 4.2.1 and 5.4.1). Features are raised to a power
 * first: where they are shares of a mixture, the first percents matter most, and zeros must be allowed. Power, length scales, signal and
 * noise are those of the greatest marginal likelihood times a weak prior; powers are compared, and length scales first searched, on a sample
 * of the rows.
 *
 * <p>Cost: O(rows<sup>3</sup> + rows<sup>2</sup> features) for each of some dozen steps; 512 rows take a second or two, 2,000 a few minutes.
 *
 * @param powers to choose among, at least one, each in (0, 1]
 * @param sample number of rows that the first search sees at most, at least 1
 */
public record GaussianProcess(List<Double> powers, int sample) implements PredictorFamily {
    private static final Rprop SEARCH = new Rprop(60, 0.3);
    private static final Rprop POLISH = new Rprop(15, 0.1);

    /** With features as they are, their square and their cube roots. */
    public GaussianProcess() {
        this(List.of(1.0, 1 / 2.0, 1 / 3.0), 200);
    }

    /** Checks the ranges. */
    public GaussianProcess {
        powers = List.copyOf(powers);
        if (powers.isEmpty()) {
            throw new IllegalArgumentException("at least one power is needed");
        }
        for (double power : powers) {
            if (!(power > 0 && power <= 1)) {
                throw new IllegalArgumentException("a power must be in (0, 1], not " + power);
            }
        }
        if (sample < 1) {
            throw new IllegalArgumentException("the sample must be of at least 1 row, not " + sample);
        }
    }

    @Override
    public String id() {
        return "gaussian-process";
    }

    @Override
    public String description() {
        return "Gaussian process, a length scale for each feature by marginal likelihood";
    }

    @Override
    public Predictor train(TrainingTable table, long seed) {
        return new Predictor(id(), table.features(), posterior(table, seed).mean());
    }

    /**
     * What a table tells of the score of any mix. A feature that never varies in it has no influence.
     *
     * @param seed draws the sample
     */
    public GaussianPosterior posterior(TrainingTable table, long seed) {
        TrainingTable part = table.size() <= sample ? table : table.subset(draw(table.size(), seed));
        Search best = null;
        for (double power : powers) {
            Search search = search(part, power);
            if (best == null || search.minimum.value() < best.minimum.value()) {
                best = search;
            }
        }
        Search chosen = Objects.requireNonNull(best);
        RaisedTable all = new RaisedTable(table, chosen.power);
        if (all.isConstant()) {
            return GaussianPosterior.constant(table.width(), all.meanScore());
        }
        MarginalLikelihood likelihood = new MarginalLikelihood(all);
        // A sample need not show all features vary: those that only the whole table shows start at the prior's scale.
        double[] start = likelihood.start();
        chosen.copyTo(start, all);
        Rprop.Minimum minimum = part.size() == table.size() ? chosen.minimum : POLISH.minimise(likelihood, start);
        return likelihood.posterior(minimum.point());
    }

    private static Search search(TrainingTable table, double power) {
        RaisedTable rows = new RaisedTable(table, power);
        if (rows.isConstant()) {
            return new Search(power, rows, new Rprop.Minimum(new double[0], 0));
        }
        MarginalLikelihood likelihood = new MarginalLikelihood(rows);
        return new Search(power, rows, SEARCH.minimise(likelihood, likelihood.start()));
    }

    /** What was found on some rows, for one power. */
    private record Search(double power, RaisedTable rows, Rprop.Minimum minimum) {
        /** Copies what was found to where the table {@code to} has the same features. */
        void copyTo(double[] start, RaisedTable to) {
            double[] found = minimum.point();
            if (found.length == 0) {
                return;
            }
            int own = rows.width();
            for (int k = 0; k < own; k++) {
                int at = to.indexOf(rows.column(k));
                if (at >= 0) {
                    start[at] = found[k];
                }
            }
            System.arraycopy(found, own, start, to.width(), found.length - own);
        }
    }

    private int[] draw(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] chosen = new int[sample];
        int taken = 0;
        for (int i = 0; i < rows; i++) {
            if (random.nextInt(rows - i) < sample - taken) {
                chosen[taken++] = i;
            }
        }
        return chosen;
    }
}
