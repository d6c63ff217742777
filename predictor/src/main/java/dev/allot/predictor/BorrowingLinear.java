package dev.allot.predictor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Bayesian linear regression with prior knowledge: other tables of the same features, whose scores may be of another reward model, on another
 * level and scale. How far the weights resemble those of each is learned ({@link BorrowedPrior}); what tells nothing is ignored. Without
 * other tables it is {@link BayesianLinear}.
 *
 * @param alone the regression of each table by itself; one that takes all features for equally uncertain
 * @param earlier the other tables
 */
public record BorrowingLinear(BayesianLinear alone, List<TrainingTable> earlier)
        implements PosteriorFamily, BorrowingFamily {
    /** With the defaults of {@link BayesianLinear}. */
    public BorrowingLinear(List<TrainingTable> earlier) {
        this(new BayesianLinear(), earlier);
    }

    /** Copies the list. */
    public BorrowingLinear {
        earlier = List.copyOf(earlier);
    }

    @Override
    public String id() {
        return alone.id();
    }

    @Override
    public String description() {
        return alone.description();
    }

    @Override
    public BorrowingLinear borrowing(List<TrainingTable> tables) {
        return new BorrowingLinear(alone, tables);
    }

    @Override
    public ConcavePosterior learned(TrainingTable table) {
        return new ConcavePosterior(posterior(table), 0);
    }

    /** What all tables tell of the weights in the scores of the given one. */
    public LinearPosterior posterior(TrainingTable table) {
        return fitted(table).posterior();
    }

    /**
     * Which share of the variance of the weights each earlier table explains, 0 to 1: of the variance before the table's own scores are seen,
     * as those scores make it likely. 0 for all if the table says too little.
     */
    public double[] explained(TrainingTable table) {
        List<RelatedTable> related = related();
        double[] explained = new double[related.size()];
        most(table, related, alone.fitted(table)).ifPresent(most -> {
            double sum = most.setting.own();
            for (int t = 0; t < explained.length; t++) {
                double multiple = most.setting.multiples()[t];
                explained[t] = multiple * multiple * related.get(t).variance();
                sum += explained[t];
            }
            for (int t = 0; t < explained.length; t++) {
                explained[t] /= sum;
            }
        });
        return explained;
    }

    BayesianLinear.Fitted fitted(TrainingTable table) {
        BayesianLinear.Fitted own = alone.fitted(table);
        return most(table, related(), own)
                .map(most -> new BayesianLinear.Fitted(
                        most.prior.posterior(most.setting), most.prior.likelihood(most.setting)))
                .orElse(own);
    }

    private List<RelatedTable> related() {
        return earlier.stream().map(each -> RelatedTable.of(each, alone)).toList();
    }

    /** A prior and its most probable setting. */
    private record Probable(BorrowedPrior prior, BorrowedPrior.Setting setting) {}

    private static Optional<Probable> most(TrainingTable table, List<RelatedTable> related, BayesianLinear.Fitted own) {
        OptionalDouble variance =
                Arrays.stream(own.posterior().prior()).filter(v -> v > 0).average();
        double noise = own.posterior().noise() * own.posterior().noise();
        if (related.stream().allMatch(each -> each.variance() == 0) || variance.isEmpty() || !(noise > 0)) {
            return Optional.empty();
        }
        BorrowedPrior prior = new BorrowedPrior(table, related);
        return Optional.of(new Probable(
                prior,
                prior.fit(new BorrowedPrior.Setting(variance.getAsDouble(), noise, new double[related.size()]))));
    }
}
