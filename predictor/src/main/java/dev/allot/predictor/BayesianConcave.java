package dev.allot.predictor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Bayesian regression with diminishing returns: linear in the aggregates, less a multiple of the square of the mix's size, the sum of its
 * aggregates. What the thousandth label adds is less than what the first one did, and a predictor that is linear throughout fills a large
 * budget with labels that no longer pay. The multiple has a prior of its own, as wide as that of the effect of the largest mix in the table;
 * it is taken in only if it makes the scores more probable (greater marginal likelihood) and diminishes them, so that the predictor is
 * linear, and its maximisation easy, wherever nothing speaks against it. It is concave in any case. Cost: twice that of {@link
 * BayesianLinear}.
 *
 * <p>Made for aggregates that are counts of tags; of features with negative values the sum is no size, and the scores will hardly ask for it.
 *
 * <p>With prior knowledge, earlier tables are learned with the same terms, and whether returns diminish is what the table's own scores say.
 *
 * @param linear the regression that both are fitted with, and the earlier tables
 */
public record BayesianConcave(BorrowingLinear linear) implements PosteriorFamily, BorrowingFamily {
    /** With the defaults of {@link BayesianLinear}, and nothing known before. */
    public BayesianConcave() {
        this(new BorrowingLinear(List.of()));
    }

    @Override
    public BayesianConcave borrowing(List<TrainingTable> earlier) {
        return new BayesianConcave(linear.borrowing(earlier));
    }

    @Override
    public String id() {
        return "bayesian-concave";
    }

    @Override
    public String description() {
        return "Bayesian regression on counts, with diminishing returns where scores show them";
    }

    @Override
    public ConcavePosterior learned(TrainingTable table) {
        return posterior(table);
    }

    /** What a table tells. */
    public ConcavePosterior posterior(TrainingTable table) {
        BayesianLinear.Fitted straight = linear.fitted(table);
        double unit = unit(table);
        if (unit > 0) {
            BorrowingLinear alike = linear.borrowing(
                    linear.earlier().stream().map(each -> withSize(each, unit)).toList());
            BayesianLinear.Fitted curved = alike.fitted(withSize(table, unit));
            double loss = curved.posterior().mean().weight(table.width());
            if (curved.evidence() > straight.evidence() && loss > 0) {
                return new ConcavePosterior(curved.posterior(), unit);
            }
        }
        return new ConcavePosterior(straight.posterior(), 0);
    }

    /**
     * What the square of a size is multiplied with to be a column whose weight has the common prior: the largest mix is then worth as much by
     * its size as by its aggregates. 0 if no mix has a size.
     */
    private static double unit(TrainingTable table) {
        double[] largest = Objects.requireNonNull(Arrays.stream(table.rows())
                .max((a, b) -> Double.compare(Math.abs(size(a)), Math.abs(size(b))))
                .orElse(null));
        double size = size(largest);
        double norm = Math.sqrt(Arrays.stream(largest).map(z -> z * z).sum());
        return size == 0 ? 0 : norm / (size * size);
    }

    private static TrainingTable withSize(TrainingTable table, double unit) {
        double[][] rows = table.rows();
        for (int i = 0; i < rows.length; i++) {
            rows[i] = withSize(rows[i], unit);
        }
        List<String> names = new ArrayList<>(table.features());
        // A name that no feature has.
        names.add(String.join("+", table.features()) + "+size");
        return new TrainingTable(names, rows, table.scores());
    }

    /** The aggregates and what their size loses. */
    static double[] withSize(double[] aggregates, double unit) {
        double[] row = Arrays.copyOf(aggregates, aggregates.length + 1);
        double size = size(aggregates);
        row[aggregates.length] = -unit * size * size;
        return row;
    }

    private static double size(double[] aggregates) {
        return Arrays.stream(aggregates).sum();
    }
}
