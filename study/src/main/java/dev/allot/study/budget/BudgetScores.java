package dev.allot.study.budget;

import dev.allot.study.Estimate;
import dev.allot.study.Outcome;
import dev.allot.study.budget.BudgetFindings.Recommendation;
import dev.allot.study.budget.BudgetFindings.Rival;
import dev.allot.study.budget.BudgetFindings.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/** What the scores of a study's replications say of budgets. */
final class BudgetScores {
    private final List<Cell> cells;
    private final List<Cell> chosen;
    private final Optional<Cell> start;
    private final String strategy;

    /**
     * Of a study.
     *
     * @param replications the outcomes of each
     * @param strategy the chosen one
     * @param defaultSource who labels what is not paid for
     */
    BudgetScores(List<List<Outcome>> replications, String strategy, String defaultSource) {
        this.strategy = strategy;
        cells = Cell.of(replications);
        chosen = cells.stream()
                .filter(cell -> !cell.single() && cell.name().equals(strategy))
                .sorted(Comparator.comparingDouble(Cell::share))
                .toList();
        start = cells.stream()
                .filter(cell -> cell.single() && cell.name().equals(Cell.SINGLE_SOURCE + defaultSource))
                .findFirst();
    }

    /** The chosen strategy from nothing spent to its greatest budget. */
    private List<Cell> curve() {
        List<Cell> curve = new ArrayList<>();
        start.ifPresent(curve::add);
        curve.addAll(chosen);
        return curve;
    }

    /** What more money buys. */
    List<Step> steps() {
        List<Cell> curve = curve();
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i < curve.size(); i++) {
            Cell from = curve.get(i - 1);
            Cell to = curve.get(i);
            double cost = to.cost() - from.cost();
            Estimate realised = Cell.difference(to.realised(), from.realised());
            steps.add(new Step(
                    from.single() ? 0 : from.share(),
                    to.share(),
                    cost,
                    Cell.difference(to.predicted(), from.predicted()),
                    realised,
                    realised != null && cost > 0 ? scaled(realised, 1 / cost) : null));
        }
        return steps;
    }

    private static Estimate scaled(Estimate e, double factor) {
        return new Estimate(e.mean() * factor, e.low() * factor, e.high() * factor, e.values());
    }

    /**
     * The cheapest option whose mean score is within some tolerance of the best one's.
     *
     * @param within the tolerance; the standard error of the best score if not given (the one-standard-error rule: Breiman et al.,
     *     "Classification and Regression Trees", section 3.4.3)
     * @param noise the standard error with one replication
     */
    Optional<Recommendation> recommendation(OptionalDouble within, double noise) {
        boolean realised = chosen.stream().anyMatch(cell -> Double.isFinite(Cell.mean(cell.realised())));
        List<Option> options = cells.stream()
                .filter(cell -> cell.single() || cell.name().equals(strategy))
                .map(cell -> new Option(cell, realised ? cell.realised() : cell.predicted()))
                .filter(option -> option.score() != null)
                .sorted(Comparator.comparingDouble(option -> option.cell().cost()))
                .toList();
        if (options.isEmpty()) {
            return Optional.empty();
        }
        Option best = options.stream()
                .max(Comparator.comparingDouble(Option::mean)
                        .thenComparing(option -> option.cell().cost(), Comparator.reverseOrder()))
                .orElseThrow();
        double tolerance = within.orElseGet(() -> best.standardError(noise));
        Option enough = options.stream()
                .filter(option -> option.mean() >= best.mean() - tolerance)
                .findFirst()
                .orElse(best);
        return Optional.of(new Recommendation(
                enough.cell().name(),
                enough.cell().share(),
                enough.cost(),
                enough.estimate(),
                realised,
                best.cell().name(),
                best.cell().share(),
                best.cost(),
                best.estimate(),
                tolerance));
    }

    private record Option(Cell cell, double[] values) {
        @Nullable
        Estimate score() {
            return Cell.estimate(values);
        }

        double mean() {
            return Cell.mean(values);
        }

        Estimate estimate() {
            return Estimate.of(finite(values));
        }

        Estimate cost() {
            return Estimate.of(finite(cell.costs()));
        }

        double standardError(double noise) {
            double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
            return known.length < 2 ? noise : Math.sqrt(StatUtils.variance(known) / known.length);
        }

        private static List<Double> finite(double[] values) {
            return Arrays.stream(values).filter(Double::isFinite).boxed().toList();
        }
    }

    /** The chosen strategy against all others. */
    List<Rival> rivals(long seed) {
        List<Cell> curve = curve().stream()
                .filter(cell -> Double.isFinite(Cell.mean(cell.realised())))
                .toList();
        List<Rival> rivals = new ArrayList<>();
        if (chosen.stream().noneMatch(curve::contains)) {
            return rivals;
        }
        for (Cell rival : cells) {
            Estimate score = Cell.estimate(rival.realised());
            if (score != null
                    && !rival.name().equals(strategy)
                    && start.filter(rival::equals).isEmpty()) {
                Optional<Cell> equal = chosen.stream()
                        .filter(cell -> rival.single()
                                ? cell.cost() <= rival.cost() * (1 + 1e-9)
                                : cell.share() == rival.share())
                        .reduce((smaller, greater) -> greater);
                rivals.add(new Rival(
                        rival.name(),
                        rival.share(),
                        rival.cost(),
                        score,
                        equal.map(cell -> Cell.difference(cell.realised(), rival.realised()))
                                .orElse(null),
                        equal.map(Cell::share).orElse(null),
                        new SameScore(curve).against(rival, seed)));
            }
        }
        return rivals;
    }
}
