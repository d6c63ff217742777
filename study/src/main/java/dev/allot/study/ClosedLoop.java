package dev.allot.study;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.CompiledRouting;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.core.routing.TrustRegion;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.Solver;
import dev.allot.predictor.BayesianConcave;
import dev.allot.predictor.BorrowingLinear;
import dev.allot.predictor.ConcavePosterior;
import dev.allot.predictor.LinearPosterior;
import dev.allot.predictor.ModelSelection;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.TrainingTable;
import dev.allot.study.evaluate.Evaluation;
import dev.allot.study.evaluate.MixLedger;
import dev.allot.study.evaluate.RecordedEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One pass of the loop: design mixes, have them evaluated, learn a predictor, let every strategy maximise it at each budget, and verify what
 * it chose by a real evaluation.
 */
final class ClosedLoop {
    /** The name of the baseline that gains are measured against. */
    static final String RANDOM_MIX = "random-mix";

    /** What the names of the baselines begin with that send all to one source. */
    static final String SINGLE_SOURCE = "all-";

    private final RoutingProblem pool;
    private final MixLedger ledger;
    private final RecordedEvaluator evaluator;
    private final RecordedEvaluator judge;
    private final ToDoubleFunction<Routing> judgeVariance;
    private final LoopSettings settings;
    private final long seed;
    private final Progress progress;

    /**
     * A loop.
     *
     * @param pool the instances to be routed; its constraints, other than budgets, hold for all mixes
     * @param ledger the mixes that were chosen before
     * @param evaluator scores the mixes of the design
     * @param judge scores the mixes that strategies choose; may be the same
     * @param judgeVariance how far its score of a mix may be from the evaluator's, beyond the noise of either: the difference's variance; 0
     *     everywhere if both are the same. Asked once, of the best mix of the design
     */
    ClosedLoop(
            RoutingProblem pool,
            MixLedger ledger,
            RecordedEvaluator evaluator,
            RecordedEvaluator judge,
            ToDoubleFunction<Routing> judgeVariance,
            LoopSettings settings,
            long seed,
            Progress progress) {
        this.pool = pool;
        this.ledger = ledger;
        this.evaluator = evaluator;
        this.judge = judge;
        this.judgeVariance = judgeVariance;
        this.settings = settings;
        this.seed = seed;
        this.progress = progress;
    }

    /** Runs the loop. */
    LoopResult run() {
        return learn(phase().run(progress), chosen -> judge.evaluate(chosen, "verify", progress::step));
    }

    /** Learns and routes from what is known; evaluates nothing. */
    LoopResult conclude() {
        return learn(
                phase().table(),
                chosen -> chosen.stream()
                        .map(each -> judge.known(each).orElse(OptionalDouble.empty()))
                        .toList());
    }

    private DesignPhase phase() {
        return new DesignPhase(pool, ledger, evaluator, settings, seed);
    }

    private LoopResult learn(
            DesignPhase.EvaluatedDesign design, Function<List<Evaluation>, List<OptionalDouble>> realised) {
        int folds = Math.min(settings.folds(), Math.max(2, design.table().twins().length / 2));
        ModelSelection selection = ModelSelection.choose(settings.families(), design.table(), folds, seed)
                .cautious(design.table(), settings.caution().kappa());
        LinearPosterior posterior = new BorrowingLinear(settings.tables()).posterior(design.table());
        SplittableRandom random = new SplittableRandom(seed);
        // The first stream of this seed is the design's.
        random.split();
        ConcavePosterior expectations =
                new BayesianConcave().borrowing(settings.tables()).posterior(design.table());
        double further = Math.sqrt(judgeVariance.applyAsDouble(design.best()));
        List<Outcome> candidates =
                candidates(design.table(), selection.predictor(), expectations, further, random.split());
        List<OptionalDouble> scores = realised.apply(candidates.stream()
                .map(outcome -> Evaluation.first(outcome.routing()))
                .toList());
        List<Outcome> verified = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            verified.add(candidates.get(i).realised(scores.get(i)));
        }
        return new LoopResult(
                design.table(),
                design.costs(),
                design.failed(),
                selection,
                settings.earlier(),
                posterior,
                ReplicatedNoise.of(design.table(), design.mixes(), expectations).orElse(null),
                verified);
    }

    private List<Outcome> candidates(
            TrainingTable evaluated,
            Predictor predictor,
            ConcavePosterior posterior,
            double further,
            SplittableRandom random) {
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
            CompiledRouting compiled = withBudget(budget, evaluated).compile(predictor.surrogate());
            for (Solver solver : settings.solvers()) {
                // Which predictor is chosen is not known beforehand; a solver that cannot maximise it sits this one
                // out.
                if (solver.supports(compiled.problem())) {
                    solve(solver, share, compiled, posterior, further).ifPresent(candidates::add);
                }
                progress.step();
            }
        }
        return candidates;
    }

    private Optional<Outcome> solve(
            Solver solver, double share, CompiledRouting compiled, ConcavePosterior posterior, double further) {
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
                        Optional.of(posterior.predictive(compiled.aggregates(routing), Outcome.COVERAGE, further)),
                        Optional.of(posterior.credible(compiled.aggregates(routing), Outcome.COVERAGE)),
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
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                routing);
    }

    /** The problem at a budget, in the trust region of the evaluated mixes if there is to be one. */
    private RoutingProblem withBudget(double budget, TrainingTable evaluated) {
        List<RoutingConstraint> constraints = new ArrayList<>(pool.constraints());
        constraints.add(new RoutingConstraint.Budget(budget));
        Double factor = settings.caution().trust();
        if (factor == null) {
            return pool.withConstraints(constraints);
        }
        constraints.addAll(TrustRegion.around(evaluated.rows(), factor).constraints(pool));
        RoutingProblem problem = pool.withConstraints(constraints);
        problem.collision().ifPresent(collision -> {
            throw new InvalidInputException("a trust region of factor " + factor + " has no routing in it: "
                    + collision.describe() + "; a greater factor or budget makes room, and no evaluation is lost");
        });
        return problem;
    }

    /** Steps that {@link #run} will report at most. */
    static int steps(LoopSettings settings, int sources) {
        int perShare = 2 * settings.solvers().size() + settings.randomMixes();
        return settings.evaluations() + sources + settings.shares().size() * perShare;
    }
}
