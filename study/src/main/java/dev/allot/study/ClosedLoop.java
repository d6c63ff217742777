package dev.allot.study;

import dev.allot.core.routing.CompiledRouting;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.Solver;
import dev.allot.predictor.ModelSelection;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.TrainingTable;
import dev.allot.study.evaluate.EvaluationFailedException;
import dev.allot.study.evaluate.RecordedEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * One pass of the loop: design mixes, have them evaluated, learn a predictor, let every strategy maximise it at each budget, and verify what
 * it chose by a real evaluation.
 */
final class ClosedLoop {
    /** The name of the baseline that gains are measured against. */
    static final String RANDOM_MIX = "random-mix";

    /** What the names of the baselines begin with that send all to one source. */
    static final String SINGLE_SOURCE = "all-";

    private static final int LEAST_EVALUATIONS = 10;

    private final RoutingProblem pool;
    private final RecordedEvaluator evaluator;
    private final RecordedEvaluator judge;
    private final LoopSettings settings;
    private final long seed;
    private final Progress progress;

    /**
     * A loop.
     *
     * @param pool the instances to be routed; its constraints, other than budgets, hold for all mixes
     * @param evaluator scores the mixes of the design
     * @param judge scores the mixes that strategies choose; may be the same
     */
    ClosedLoop(
            RoutingProblem pool,
            RecordedEvaluator evaluator,
            RecordedEvaluator judge,
            LoopSettings settings,
            long seed,
            Progress progress) {
        this.pool = pool;
        this.evaluator = evaluator;
        this.judge = judge;
        this.settings = settings;
        this.seed = seed;
        this.progress = progress;
    }

    /** Runs the loop. */
    LoopResult run() {
        SplittableRandom random = new SplittableRandom(seed);
        CompiledRouting compiled = pool.compile();
        EvaluatedDesign design = evaluateDesign(compiled, random.split());
        int folds = Math.min(settings.folds(), design.table().size() / 2);
        ModelSelection selection = ModelSelection.choose(settings.families(), design.table(), folds, seed);
        List<Outcome> chosen = verify(candidates(selection.predictor(), random.split()));
        return new LoopResult(design.table(), design.costs(), selection, chosen);
    }

    /** Aggregates and scores of the mixes whose evaluation succeeded, and their costs. */
    private record EvaluatedDesign(TrainingTable table, double[] costs) {}

    private EvaluatedDesign evaluateDesign(CompiledRouting compiled, SplittableRandom random) {
        List<Routing> mixes = settings.design().propose(pool, settings.shares(), settings.evaluations(), random);
        List<OptionalDouble> scores = evaluator.evaluate(mixes, "design", progress::step);
        List<double[]> rows = new ArrayList<>();
        List<Double> targets = new ArrayList<>();
        List<Double> costs = new ArrayList<>();
        for (int i = 0; i < mixes.size(); i++) {
            if (scores.get(i).isPresent()) {
                rows.add(compiled.aggregates(mixes.get(i)));
                targets.add(scores.get(i).getAsDouble());
                costs.add(pool.cost(mixes.get(i)));
            }
        }
        if (rows.size() < LEAST_EVALUATIONS) {
            throw new EvaluationFailedException(
                    "only " + rows.size() + " of " + mixes.size() + " evaluations succeeded; at least "
                            + LEAST_EVALUATIONS + " are needed to learn from (study.jsonl says why they failed)");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < compiled.problem().aggregateCount(); i++) {
            names.add(compiled.problem().aggregateName(i));
        }
        return new EvaluatedDesign(
                new TrainingTable(names, rows.toArray(double[][]::new), array(targets)), array(costs));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private List<Outcome> candidates(Predictor predictor, SplittableRandom random) {
        List<Outcome> candidates = new ArrayList<>();
        for (Source source : pool.sources()) {
            int s = pool.sources().indexOf(source);
            Routing all = Routing.allTo(pool.sources(), s, pool.size());
            candidates.add(baseline(SINGLE_SOURCE + source.name(), pool.cost(all) / pool.dearestCost(), all));
        }
        for (double share : settings.shares()) {
            double budget = share * pool.dearestCost();
            for (int i = 0; i < settings.randomMixes(); i++) {
                candidates.add(baseline(RANDOM_MIX, share, RandomMix.draw(pool, budget, random)));
            }
            CompiledRouting compiled = withBudget(budget).compile(predictor.surrogate());
            for (Solver solver : settings.solvers()) {
                // Which predictor is chosen is not known beforehand; a solver that cannot maximise it sits this one
                // out.
                if (solver.supports(compiled.problem())) {
                    solve(solver, share, compiled).ifPresent(candidates::add);
                }
                progress.step();
            }
        }
        return candidates;
    }

    private Optional<Outcome> solve(Solver solver, double share, CompiledRouting compiled) {
        SolveResult result =
                solver.solve(compiled.problem(), settings.solveOptions().withSeed(seed));
        return result.incumbent()
                .map(compiled::decode)
                .map(routing -> new Outcome(
                        solver.id(),
                        share,
                        pool.cost(routing),
                        OptionalDouble.of(result.objective()),
                        OptionalDouble.of(result.bound()),
                        OptionalDouble.empty(),
                        routing));
    }

    private Outcome baseline(String name, double share, Routing routing) {
        return new Outcome(
                name,
                share,
                pool.cost(routing),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                routing);
    }

    private RoutingProblem withBudget(double budget) {
        List<RoutingConstraint> constraints = new ArrayList<>(pool.constraints());
        constraints.add(new RoutingConstraint.Budget(budget));
        return pool.withConstraints(constraints);
    }

    private List<Outcome> verify(List<Outcome> candidates) {
        List<OptionalDouble> realised =
                judge.evaluate(candidates.stream().map(Outcome::routing).toList(), "verify", progress::step);
        List<Outcome> verified = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Outcome c = candidates.get(i);
            verified.add(new Outcome(
                    c.strategy(), c.share(), c.cost(), c.predicted(), c.bound(), realised.get(i), c.routing()));
        }
        return verified;
    }

    /** Steps that {@link #run} will report at most. */
    static int steps(LoopSettings settings, int sources) {
        int perShare = 2 * settings.solvers().size() + settings.randomMixes();
        return settings.evaluations() + sources + settings.shares().size() * perShare;
    }
}
