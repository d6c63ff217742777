package dev.allot.study.budget;

import dev.allot.core.routing.RoutingProblem;
import dev.allot.study.EarlierScores;
import dev.allot.study.LoopResult;
import dev.allot.study.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a study tells of budgets.
 *
 * @param findings for people
 * @param certainties of single instances of the first replication
 */
public record BudgetAnalysis(BudgetFindings findings, Certainties certainties) {
    /**
     * Analyses the replications of a study.
     *
     * @param pool of the first replication
     * @param replications at least one
     * @param strategy the chosen one
     * @param shares the budgets
     * @param within how far below the best score is good enough, if that is not to be one standard error
     * @param seed of draws and resamples
     */
    public static BudgetAnalysis of(
            RoutingProblem pool,
            List<LoopResult> replications,
            String strategy,
            List<Double> shares,
            OptionalDouble within,
            long seed) {
        LoopResult first = replications.get(0);
        List<List<Outcome>> outcomes =
                replications.stream().map(LoopResult::outcomes).toList();
        BudgetScores scores =
                new BudgetScores(outcomes, strategy, pool.sources().get(0).name());
        Optional<BudgetFindings.Recommendation> recommendation =
                scores.recommendation(within, first.posterior().noise());
        double share = recommendation
                .filter(r -> r.strategy().equals(strategy))
                .map(BudgetFindings.Recommendation::share)
                .orElseGet(() -> middle(shares));
        Certainties certainties = Certainties.of(pool, first.posterior(), shares, seed);
        BudgetFindings findings = new BudgetFindings(
                recommendation.orElse(null),
                scores.steps(),
                scores.rivals(seed),
                new TagGains(
                                pool,
                                replications.stream().map(LoopResult::posterior).toList())
                        .byGain(),
                certainties.sums(),
                Routes.of(pool, first.posterior(), shares),
                LoopGrowth.of(
                        pool,
                        first.table(),
                        first.earlier().stream().map(EarlierScores::table).toList(),
                        share));
        return new BudgetAnalysis(findings, certainties);
    }

    private static double middle(List<Double> shares) {
        List<Double> sorted = shares.stream().sorted(Comparator.naturalOrder()).toList();
        return sorted.get(sorted.size() / 2);
    }
}
