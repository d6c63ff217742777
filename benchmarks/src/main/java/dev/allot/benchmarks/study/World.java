package dev.allot.benchmarks.study;

import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.Solver;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.datasets.generate.HiddenTruth;
import dev.allot.datasets.generate.PreferenceGenerator;
import dev.allot.predictor.TrainingTable;
import dev.allot.study.design.MixDesign;
import dev.allot.study.design.TriedMix;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** A set and its truth. */
record World(RoutingProblem problem, HiddenTruth truth) {
    /** The budgets that mixes are chosen for, as shares of the cost of labelling all by people. */
    static final List<Double> SHARES = List.of(0.25, 0.5, 0.75);

    private static final List<Source> SOURCES = List.of(new Source("lm", 0), new Source("human", 1));

    /** Mixes chosen before any is measured. */
    static final int INITIAL = 40;

    /** A set of the given instances, which have the generator's features. */
    static World of(List<Instance> instances, HiddenTruth truth) {
        return new World(
                RoutingProblem.builder(PreferenceGenerator.features(), SOURCES)
                        .instances(instances)
                        .build(),
                truth);
    }

    /**
     * Has a design choose mixes and measures them until there are so many.
     *
     * @param batch how many it chooses at a time once something is measured
     * @param tried what was measured before; receives the others
     */
    void explore(MixDesign design, int batch, List<TriedMix> tried, int until, long seed, SplittableRandom noise) {
        while (tried.size() < until) {
            int count = Math.min(tried.isEmpty() ? INITIAL : batch, until - tried.size());
            SplittableRandom random = new SplittableRandom(31L * seed + tried.size()).split();
            for (Routing mix : design.propose(problem, SHARES, tried, count, random)) {
                tried.add(new TriedMix(mix, OptionalDouble.of(truth.measure(mix, noise))));
            }
        }
    }

    /** What predictors learn from: the measured mixes. */
    TrainingTable table(List<TriedMix> tried) {
        var compiled = problem.compile();
        double[][] rows =
                tried.stream().map(t -> compiled.aggregates(t.routing())).toArray(double[][]::new);
        double[] scores =
                tried.stream().mapToDouble(t -> t.score().getAsDouble()).toArray();
        return new TrainingTable(PreferenceGenerator.features().names(), rows, scores);
    }

    double[] aggregates(Routing mix) {
        return problem.compile().aggregates(mix);
    }

    /** Number of labels that a budget pays for. */
    int limit(double share) {
        return (int) (share * problem.size());
    }

    /** The mix that a solver takes for the best within a budget. */
    Routing best(Surrogate expected, double share, Solver solver, long evaluations) {
        return best(expected, share, List.of(), solver, evaluations);
    }

    /** The same under further constraints. */
    Routing best(Surrogate expected, double share, List<RoutingConstraint> further, Solver solver, long evaluations) {
        List<RoutingConstraint> all = new ArrayList<>(further);
        all.add(new RoutingConstraint.Budget(limit(share)));
        var compiled = problem.withConstraints(all).compile(expected);
        SolveOptions options =
                SolveOptions.defaults().withEvaluationLimit(evaluations).withSeed(1);
        return compiled.decode(
                solver.solve(compiled.problem(), options).incumbent().orElseThrow());
    }
}
