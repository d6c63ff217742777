package dev.allot.study;

import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.surrogate.Interval;
import dev.allot.predictor.BorrowingLinear;
import dev.allot.predictor.CrossValidationReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds up replications. */
final class Summaries {
    private Summaries() {}

    private record Cell(String strategy, double share) {
        static Cell of(Outcome outcome) {
            // What a single source costs differs between replications where instances have costs of their own.
            boolean single = outcome.strategy().startsWith(ClosedLoop.SINGLE_SOURCE);
            return new Cell(outcome.strategy(), single ? Double.NaN : outcome.share());
        }
    }

    /** One row for each strategy and budget: single sources first, then by budget, in the order in which the replications name them. */
    static List<StudySummary.Strategy> strategies(List<LoopResult> replications) {
        List<Map<Double, Double>> randomMeans =
                replications.stream().map(Summaries::randomMeans).toList();
        Set<Cell> named = new LinkedHashSet<>();
        replications.forEach(r -> r.outcomes().forEach(outcome -> named.add(Cell.of(outcome))));
        // A strategy that sat out the first replication is named after those of the later budgets.
        List<Cell> cells = named.stream()
                .sorted(Comparator.comparing((Cell cell) -> !Double.isNaN(cell.share))
                        .thenComparing(Cell::share))
                .toList();
        List<StudySummary.Strategy> rows = new ArrayList<>();
        for (Cell cell : cells) {
            List<List<Outcome>> byReplication = replications.stream()
                    .map(r -> r.outcomes().stream()
                            .filter(o -> Cell.of(o).equals(cell))
                            .toList())
                    .toList();
            rows.add(new StudySummary.Strategy(
                    cell.strategy,
                    Objects.requireNonNull(estimate(byReplication, o -> OptionalDouble.of(o.share())))
                            .mean(),
                    Objects.requireNonNull(estimate(byReplication, o -> OptionalDouble.of(o.cost()))),
                    estimate(byReplication, Outcome::predicted),
                    estimate(byReplication, Outcome::bound),
                    estimate(byReplication, Outcome::realised),
                    gain(byReplication, randomMeans, cell.share)));
        }
        return rows;
    }

    /** Mean realised score of a replication's random mixes, by budget. */
    private static Map<Double, Double> randomMeans(LoopResult replication) {
        Map<Double, List<Outcome>> byShare = new LinkedHashMap<>();
        for (Outcome outcome : replication.outcomes()) {
            if (outcome.strategy().equals(ClosedLoop.RANDOM_MIX)) {
                byShare.computeIfAbsent(outcome.share(), share -> new ArrayList<>())
                        .add(outcome);
            }
        }
        Map<Double, Double> means = new LinkedHashMap<>();
        byShare.forEach((share, outcomes) -> means.put(share, mean(outcomes, Outcome::realised)));
        return means;
    }

    private static double mean(List<Outcome> outcomes, Function<Outcome, OptionalDouble> number) {
        return outcomes.stream()
                .map(number)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average()
                .orElse(Double.NaN);
    }

    /** One value for each replication, the mean of its mixes: values within a replication are not independent. */
    private static @Nullable Estimate estimate(
            List<List<Outcome>> byReplication, Function<Outcome, OptionalDouble> number) {
        return estimate(
                byReplication.stream().map(outcomes -> mean(outcomes, number)).toList());
    }

    private static @Nullable Estimate gain(
            List<List<Outcome>> byReplication, List<Map<Double, Double>> randomMeans, double share) {
        List<Double> gains = new ArrayList<>();
        for (int r = 0; r < byReplication.size(); r++) {
            gains.add(mean(byReplication.get(r), Outcome::realised)
                    - randomMeans.get(r).getOrDefault(share, Double.NaN));
        }
        return estimate(gains);
    }

    private static @Nullable Estimate estimate(List<Double> values) {
        List<Double> finite = values.stream().filter(Double::isFinite).toList();
        return finite.isEmpty() ? null : Estimate.of(finite);
    }

    /** What was known before, and how much of it was of use. */
    static List<StudySummary.Earlier> earlier(List<LoopResult> replications) {
        List<double[]> explained = replications.stream()
                .map(r -> new BorrowingLinear(
                                r.earlier().stream().map(EarlierScores::table).toList())
                        .explained(r.table()))
                .toList();
        List<EarlierScores> first = replications.get(0).earlier();
        List<StudySummary.Earlier> rows = new ArrayList<>();
        for (int t = 0; t < first.size(); t++) {
            int at = t;
            rows.add(new StudySummary.Earlier(
                    first.get(t).name(),
                    first.get(t).table().size(),
                    Estimate.of(explained.stream().map(shares -> shares[at]).toList())));
        }
        return rows;
    }

    static List<StudySummary.Family> families(List<LoopResult> replications) {
        Map<String, List<CrossValidationReport>> reports = new LinkedHashMap<>();
        Map<String, Integer> chosen = new LinkedHashMap<>();
        for (LoopResult replication : replications) {
            for (CrossValidationReport report : replication.selection().reports()) {
                reports.computeIfAbsent(report.family(), f -> new ArrayList<>()).add(report);
            }
            chosen.merge(replication.selection().predictor().family(), 1, Integer::sum);
        }
        List<StudySummary.Family> rows = new ArrayList<>();
        reports.forEach((family, all) -> rows.add(new StudySummary.Family(
                family,
                chosen.getOrDefault(family, 0),
                Estimate.of(all.stream().map(Summaries::spearman).toList()),
                Estimate.of(all.stream().map(CrossValidationReport::rmse).toList()))));
        return rows;
    }

    /** A predictor that says the same of all mixes ranks none. */
    private static double spearman(CrossValidationReport report) {
        return Double.isNaN(report.spearman()) ? 0 : report.spearman();
    }

    static List<StudySummary.Point> points(List<LoopResult> replications) {
        List<StudySummary.Point> points = new ArrayList<>();
        for (int r = 0; r < replications.size(); r++) {
            for (Outcome o : replications.get(r).outcomes()) {
                if (o.predicted().isPresent() && o.realised().isPresent()) {
                    points.add(new StudySummary.Point(
                            o.strategy(),
                            o.share(),
                            r,
                            o.predicted().getAsDouble(),
                            o.realised().getAsDouble(),
                            o.expected().map(Interval::lower).orElse(Double.NaN),
                            o.expected().map(Interval::upper).orElse(Double.NaN),
                            o.credible().map(Interval::lower).orElse(Double.NaN),
                            o.credible().map(Interval::upper).orElse(Double.NaN)));
                }
            }
        }
        return points;
    }

    static List<StudySummary.Evaluated> design(RoutingProblem pool, LoopResult replication) {
        List<StudySummary.Evaluated> evaluated = new ArrayList<>();
        for (int i = 0; i < replication.table().size(); i++) {
            evaluated.add(new StudySummary.Evaluated(
                    replication.costs()[i] / pool.dearestCost(),
                    replication.table().scores()[i]));
        }
        return evaluated;
    }
}
