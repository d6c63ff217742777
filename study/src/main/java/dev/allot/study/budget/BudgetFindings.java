package dev.allot.study.budget;

import dev.allot.study.Estimate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a study tells of budgets. Realised scores and what is made of them rest on the chosen strategy; what is expected rests on the linear
 * posterior of the evaluated mixes, whatever family of predictors the strategies maximised.
 *
 * @param recommendation what to spend; null if nothing could be scored
 * @param steps what more money buys: from each budget of the chosen strategy to the next
 * @param rivals the chosen strategy against every other one and the baselines, at equal cost and at equal score
 * @param tags what human labels, or those of other sources but the default one, are worth by tag; by expected gain, greatest first
 * @param certainties how sure it is who labels what, at each budget, in the first replication
 * @param routes who labels what at any budget, in the first replication
 * @param growth how the first replication's predictions settled as mixes were evaluated
 */
public record BudgetFindings(
        @Nullable Recommendation recommendation,
        List<Step> steps,
        List<Rival> rivals,
        List<TagGain> tags,
        List<Certainty> certainties,
        Routes routes,
        List<Growth> growth) {
    /** Of a study that tells nothing. */
    public static final BudgetFindings NONE = new BudgetFindings(
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Routes(List.of(), List.of(), List.of(), List.of()),
            List.of());

    /** Copies the lists. */
    public BudgetFindings {
        steps = List.copyOf(steps);
        rivals = List.copyOf(rivals);
        tags = List.copyOf(tags);
        certainties = List.copyOf(certainties);
        growth = List.copyOf(growth);
    }

    /**
     * The cheapest budget that is good enough.
     *
     * @param strategy the chosen strategy, or the baseline that labels all by one source
     * @param share the budget, as a share of the dearest routing's cost
     * @param cost of its mixes
     * @param score realised, or predicted if nothing was realised
     * @param realised whether scores are realised ones
     * @param best the one of the best score
     * @param bestShare its budget
     * @param bestCost of its mixes
     * @param bestScore realised or predicted
     * @param within how far below the best score is good enough
     */
    public record Recommendation(
            String strategy,
            double share,
            Estimate cost,
            Estimate score,
            boolean realised,
            String best,
            double bestShare,
            Estimate bestCost,
            Estimate bestScore,
            double within) {}

    /**
     * From one budget to the next.
     *
     * @param from share of the smaller budget; 0 for labelling all by the default source
     * @param to share of the greater budget
     * @param cost what is spent more, as a mean
     * @param predicted change of the predicted score; null from the default source, of which none is predicted
     * @param realised change of the realised score, paired by replication; null if not realised
     * @param perUnit change of the realised score for each cost unit; null if nothing more is spent
     */
    public record Step(
            double from,
            double to,
            double cost,
            @Nullable Estimate predicted,
            @Nullable Estimate realised,
            @Nullable Estimate perUnit) {}

    /**
     * The chosen strategy against another one, or a baseline.
     *
     * @param name of the other
     * @param share its budget
     * @param cost what it costs, as a mean
     * @param score what it realised
     * @param gain realised score of the chosen strategy for no more money less the rival's, paired by replication; null if nothing is as cheap
     * @param gainShare the budget of the chosen strategy in {@code gain}; null likewise
     * @param saving what the chosen strategy costs where it realises the rival's score
     */
    public record Rival(
            String name,
            double share,
            double cost,
            Estimate score,
            @Nullable Estimate gain,
            @Nullable Double gainShare,
            Saving saving) {}

    /**
     * What the same score costs: the least cost at which the line through the chosen strategy's mean realised scores, from labelling all by
     * the default source on, reaches the rival's mean. Intervals are 95 % percentile intervals of the bootstrap over replications (Efron and
     * Tibshirani, "An Introduction to the Bootstrap", chapter 13).
     *
     * @param cost of the same score; null if it is not reached
     * @param saved share of the rival's cost that is saved, negative if it costs more; null if it is not reached
     * @param low lower end of the interval of {@code saved}; null if that is open, the score not being reached, or with one replication
     * @param high upper end; likewise
     * @param reached share of the resamples in which it is reached
     */
    public record Saving(
            @Nullable Double cost,
            @Nullable Double saved,
            @Nullable Double low,
            @Nullable Double high,
            double reached) {}

    /**
     * What labels by a source are worth on the instances with a tag, in place of the default source's labels. Over replications the interval
     * has the spread between them and each one's uncertainty.
     *
     * @param tag its name
     * @param source who labels
     * @param instances how many have it, in the first replication
     * @param gain of the score for each label, on average over those instances: what all their tags tell together
     * @param weight what the tag adds to it by itself
     */
    public record TagGain(String tag, String source, int instances, Credible gain, Credible weight) {}

    /**
     * How sure it is at a budget who labels what: by draws from the posterior, for each of which the best mix is taken.
     *
     * @param share the budget
     * @param price what one more cost unit would gain
     * @param sure for each source, how many instances are its own in at least nine of ten draws
     * @param open how many instances are nobody's
     */
    public record Certainty(double share, Credible price, List<Integer> sure, int open) {}

    /**
     * How far the predictor was after some evaluations, at the recommended budget.
     *
     * @param evaluations mixes that had a score
     * @param best the best score among them
     * @param predicted expected score of the best mix by what was known then
     * @param low lower end of its 95 % interval
     * @param high upper end
     * @param agreement share of the instances that go to the same source as by what is known at the end
     */
    public record Growth(int evaluations, double best, double predicted, double low, double high, double agreement) {}
}
