package dev.allot.solvers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.Problem;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.core.routing.Traits;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.Solver;
import dev.allot.core.testing.RandomProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Routing problems of four sources under all constraints at once: budget, spending, floors and caps by source and by group, pins, a risk
 * ceiling. Each is feasible by construction, with little room to spare.
 */
class RoutingConstraintsTest {
    private static final List<Source> SOURCES =
            List.of(new Source("lm", 0.01), new Source("crowd", 0.3), new Source("expert", 2), new Source("panel", 5));
    private static final int INSTANCES = 400;
    private static final int TAGS = 12;

    @ParameterizedTest
    @MethodSource("dev.allot.solvers.HeuristicsTest#heuristics")
    void findsAFeasibleRouting(Solver solver) {
        for (long seed = 1; seed <= 6; seed++) {
            RoutingProblem routing = routing(new SplittableRandom(seed));
            int dimension = TAGS * (SOURCES.size() - 1);
            Problem problem = routing.compile(RandomProblems.linear(new SplittableRandom(seed), dimension))
                    .problem();
            SolveResult result =
                    solver.solve(problem, SolveOptions.defaults().withSeed(seed).withEvaluationLimit(3_000));
            assertThat(result.incumbent()).as("seed %s", seed).isPresent();
        }
    }

    private static RoutingProblem routing(SplittableRandom random) {
        FeatureSpace features = FeatureSpace.of(
                IntStream.range(0, TAGS).mapToObj(i -> "tag " + i).toList());
        List<Instance> instances = new ArrayList<>();
        int[] witness = new int[INSTANCES];
        for (int i = 0; i < INSTANCES; i++) {
            witness[i] = Math.max(0, random.nextInt(7) - 3);
            Source source = SOURCES.get(witness[i]);
            String pin = random.nextInt(10) == 0 ? source.name() : null;
            Map<String, Double> costs =
                    random.nextInt(3) == 0 ? Map.of("expert", 1 + random.nextInt(5) / 2.0) : Map.of();
            int first = random.nextInt(TAGS);
            int second = (first + 1 + random.nextInt(TAGS - 1)) % TAGS;
            Traits traits = new Traits(
                    FeatureVector.ofTags(first, second),
                    "group " + random.nextInt(3),
                    costs,
                    random.nextInt(4) / 10.0,
                    pin);
            instances.add(new Instance("i" + i, traits));
        }
        RoutingProblem.Builder builder =
                RoutingProblem.builder(features, SOURCES).instances(instances);
        for (RoutingConstraint shape : shapes()) {
            double load = 0;
            for (int i = 0; i < INSTANCES; i++) {
                load += shape.load(instances.get(i).traits(), SOURCES.get(witness[i]));
            }
            builder.constraint(around(shape, load, random));
        }
        return builder.build();
    }

    /** The constraints, with limits still to be set. */
    private static List<RoutingConstraint> shapes() {
        List<RoutingConstraint> shapes = new ArrayList<>(List.of(
                new RoutingConstraint.Budget(0),
                new RoutingConstraint.Spending("crowd", 0),
                new RoutingConstraint.RiskCeiling("lm", 0),
                new RoutingConstraint.SourceCount("expert", 0, 0),
                new RoutingConstraint.SourceCount("lm", 0, 0)));
        for (int g = 0; g < 3; g++) {
            for (String source : List.of("crowd", "panel")) {
                shapes.add(new RoutingConstraint.GroupCount("group " + g, source, 0, 0));
            }
        }
        return shapes;
    }

    /** The constraint with limits close to a load that is known to be possible. */
    private static RoutingConstraint around(RoutingConstraint shape, double load, SplittableRandom random) {
        double least = Math.max(0, Math.floor(load * random.nextDouble(0.9, 1)));
        double greatest = Math.ceil(load * random.nextDouble(1, 1.1));
        if (shape instanceof RoutingConstraint.Budget) {
            return new RoutingConstraint.Budget(load * 1.02);
        }
        if (shape instanceof RoutingConstraint.Spending s) {
            return new RoutingConstraint.Spending(s.sourceName(), load * 1.05);
        }
        if (shape instanceof RoutingConstraint.RiskCeiling s) {
            return new RoutingConstraint.RiskCeiling(s.sourceName(), load * 1.02);
        }
        if (shape instanceof RoutingConstraint.SourceCount s) {
            return new RoutingConstraint.SourceCount(s.sourceName(), least, greatest);
        }
        RoutingConstraint.GroupCount s = (RoutingConstraint.GroupCount) shape;
        return new RoutingConstraint.GroupCount(s.group(), s.sourceName(), least, greatest);
    }
}
