package dev.allot.study.compare;

import dev.allot.core.model.StatedProblem;
import dev.allot.core.solve.Solver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a summary of runs. */
public final class Analysis {
    private static final String RANDOM = "random";
    private static final int POSITIONS = 60;
    /** Curves start at this share of the limit. */
    private static final double FIRST = 1e-3;
    /** Least primal integral that profiles tell from another. */
    private static final double LEAST_INTEGRAL = 1e-6;

    private static final double GREATEST_RATIO = 1000;

    private final ComparisonPlan plan;
    private final List<CellRuns> cells = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<String> refuted = new ArrayList<>();

    private Analysis(ComparisonPlan plan, List<Trial> trials) {
        this.plan = plan;
        for (StatedProblem problem : plan.problems()) {
            List<Trial> own = trials.stream()
                    .filter(t -> t.key().problem().equals(problem.name()))
                    .toList();
            Reference reference = Reference.of(problem, own);
            references.add(reference);
            refuted.addAll(reference.refuted(own));
            for (RunLimit limit : plan.limits()) {
                for (Solver solver : plan.solvers()) {
                    List<Trial> runs = own.stream()
                            .filter(t -> t.key().limit().equals(limit.toString())
                                    && t.key().solver().equals(solver.id()))
                            .sorted(Comparator.comparingInt(
                                    t -> plan.seeds().indexOf(t.key().seed())))
                            .toList();
                    cells.add(new CellRuns(reference, limit, solver.id(), runs));
                }
            }
        }
    }

    /**
     * The summary of all runs of a plan.
     *
     * @param parallel how many of them were made at once
     */
    public static ComparisonSummary of(ComparisonPlan plan, List<Trial> trials, int parallel) {
        Analysis analysis = new Analysis(plan, trials);
        List<String> solvers = plan.solvers().stream().map(Solver::id).toList();
        List<ComparisonSummary.Cell> rows = analysis.cells.stream()
                .map(cell -> cell.summary(analysis.random(cell)))
                .toList();
        return new ComparisonSummary(
                new ComparisonSummary.Machine(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version", "unknown"),
                        System.getProperty("os.name", "unknown") + " " + System.getProperty("os.arch", ""),
                        plan.threads(),
                        parallel),
                solvers,
                plan.limits().stream().map(RunLimit::toString).toList(),
                plan.seeds(),
                analysis.references.stream().map(Reference::facts).toList(),
                solvers.stream().map(solver -> analysis.standing(solver, rows)).toList(),
                rows,
                new PairedTests(solvers, analysis::cell, analysis.groups()).all(),
                analysis.profiles(),
                solvers.stream().flatMap(s -> analysis.progress(s).stream()).toList(),
                analysis.cells.stream()
                        .filter(CellRuns::ran)
                        .map(cell -> cell.curve(positions(cell.limit().horizon())))
                        .toList(),
                analysis.refuted);
    }

    /** A problem and a limit. */
    record Group(Reference reference, RunLimit limit) {}

    private List<Group> groups() {
        return references.stream()
                .flatMap(r -> plan.limits().stream().map(limit -> new Group(r, limit)))
                .toList();
    }

    private Optional<CellRuns> cell(Group group, String solver) {
        return cells.stream()
                .filter(c -> c.reference().equals(group.reference)
                        && c.limit().equals(group.limit)
                        && c.solver().equals(solver))
                .findFirst();
    }

    private double random(CellRuns cell) {
        return cell(new Group(cell.reference(), cell.limit()), RANDOM)
                .filter(CellRuns::ran)
                .map(CellRuns::medianObjective)
                .orElse(Double.NaN);
    }

    private static List<Double> positions(double horizon) {
        return Stream.iterate(0, k -> k + 1)
                .limit(POSITIONS)
                .map(k -> horizon * Math.pow(FIRST, 1 - k / (POSITIONS - 1.0)))
                .toList();
    }

    private ComparisonSummary.Standing standing(String solver, List<ComparisonSummary.Cell> rows) {
        List<CellRuns> own =
                cells.stream().filter(c -> c.solver().equals(solver)).toList();
        List<ComparisonSummary.Cell> ownRows =
                rows.stream().filter(r -> r.solver().equals(solver)).toList();
        List<Double> ranks = groups().stream()
                .filter(group -> ranked().anyMatch(solver::equals) && allRan(group))
                .map(group -> rank(group, solver))
                .toList();
        return new ComparisonSummary.Standing(
                solver,
                (int) own.stream().filter(CellRuns::ran).count(),
                ranks.isEmpty()
                        ? null
                        : ranks.stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow(),
                median(ownRows, this::relativeGap),
                median(
                        ownRows,
                        row -> row.headroomGap() == null
                                ? null
                                : row.headroomGap().median()),
                median(
                        ownRows,
                        row -> row.primalIntegral() == null
                                ? null
                                : row.primalIntegral().median()),
                own.stream().mapToInt(CellRuns::found).sum(),
                own.stream().mapToInt(CellRuns::proven).sum(),
                own.stream().mapToInt(c -> c.trials().size()).sum());
    }

    private boolean allRan(Group group) {
        return ranked().allMatch(id -> cell(group, id).filter(CellRuns::ran).isPresent());
    }

    private double rank(Group group, String solver) {
        double own = cell(group, solver).orElseThrow().medianObjective();
        double rank = 0.5;
        for (String other : ranked().toList()) {
            double theirs = cell(group, other).orElseThrow().medianObjective();
            rank += theirs > own ? 1 : theirs == own ? 0.5 : 0;
        }
        return rank;
    }

    /** The solvers that could run on anything. */
    private Stream<String> ranked() {
        return plan.solvers().stream()
                .map(Solver::id)
                .filter(id -> cells.stream().anyMatch(c -> c.solver().equals(id) && c.ran()));
    }

    private @Nullable Double relativeGap(ComparisonSummary.Cell row) {
        double bound = references.stream()
                .filter(r -> r.name().equals(row.problem()))
                .findFirst()
                .orElseThrow()
                .bestBound();
        return row.gap() == null || bound == 0 ? null : row.gap().median() / Math.abs(bound);
    }

    private static @Nullable Double median(
            List<ComparisonSummary.Cell> rows, Function<ComparisonSummary.Cell, @Nullable Double> value) {
        List<Double> values = new ArrayList<>();
        for (ComparisonSummary.Cell row : rows) {
            Double own = value.apply(row);
            if (own != null) {
                values.add(own);
            }
        }
        return values.isEmpty()
                ? null
                : CellRuns.finite(MedianEstimate.of(values).median());
    }

    private List<ComparisonSummary.Profile> profiles() {
        double[] ratios = new double[POSITIONS];
        for (int k = 0; k < POSITIONS; k++) {
            ratios[k] = Math.pow(GREATEST_RATIO, k / (POSITIONS - 1.0));
        }
        List<Group> reached =
                groups().stream().filter(g -> g.reference.isReached()).toList();
        List<ComparisonSummary.Profile> profiles = new ArrayList<>();
        for (Solver solver : plan.solvers()) {
            double[] shares = new double[POSITIONS];
            int runs = 0;
            for (Group group : reached) {
                for (int i = 0; i < plan.seeds().size(); i++) {
                    double ratio = integral(group, solver.id(), i) / best(group, i);
                    for (int k = 0; k < POSITIONS; k++) {
                        shares[k] += ratio <= ratios[k] ? 1 : 0;
                    }
                    runs++;
                }
            }
            for (int k = 0; k < POSITIONS; k++) {
                shares[k] = runs == 0 ? 0 : shares[k] / runs;
            }
            profiles.add(new ComparisonSummary.Profile(solver.id(), ratios, shares));
        }
        return profiles;
    }

    private double best(Group group, int seed) {
        return plan.solvers().stream()
                .mapToDouble(s -> integral(group, s.id(), seed))
                .min()
                .orElseThrow();
    }

    /** Infinite for runs that found nothing. */
    private double integral(Group group, String solver, int seed) {
        CellRuns own = cell(group, solver).orElseThrow();
        Trial trial = own.trials().get(seed);
        return trial.found() ? Math.max(LEAST_INTEGRAL, own.primalIntegral(trial)) : Double.POSITIVE_INFINITY;
    }

    /** Quantiles of the primal gap over all runs of a solver, along the run. */
    private Optional<ComparisonSummary.Curve> progress(String solver) {
        List<CellRuns> own = cells.stream()
                .filter(c ->
                        c.solver().equals(solver) && c.ran() && c.reference().isReached())
                .toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        List<Double> positions = positions(1);
        List<@Nullable Double> low = new ArrayList<>();
        List<@Nullable Double> median = new ArrayList<>();
        List<@Nullable Double> high = new ArrayList<>();
        for (double position : positions) {
            double[] gaps = own.stream()
                    .flatMap(cell -> cell.trials().stream().map(trial -> gap(cell, trial, position)))
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            low.add(MedianEstimate.quantileOf(gaps, 0.25));
            median.add(MedianEstimate.quantileOf(gaps, 0.5));
            high.add(MedianEstimate.quantileOf(gaps, 0.75));
        }
        return Optional.of(new ComparisonSummary.Curve("", "", solver, positions, low, median, high, List.of()));
    }

    private static double gap(CellRuns cell, Trial trial, double share) {
        Moment moment =
                PrimalGap.at(trial.trace(), cell.limit(), share * cell.limit().horizon());
        return PrimalGap.of(
                moment == null ? Double.NEGATIVE_INFINITY : moment.objective(),
                cell.reference().bestObjective());
    }
}
