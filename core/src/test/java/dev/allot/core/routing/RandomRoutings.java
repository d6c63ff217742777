package dev.allot.core.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random routing problems of every kind of constraint, with costs of single instances, groups, risks and pins. */
final class RandomRoutings {
    private static final FeatureSpace FEATURES = FeatureSpace.of(List.of("f0", "f1", "f2"));
    private static final List<String> GROUPS = List.of("north", "south");

    private RandomRoutings() {}

    static RoutingProblem draw(SplittableRandom random, int sources, int instances, int constraints) {
        List<Source> list = IntStream.range(0, sources)
                .mapToObj(s -> new Source("s" + s, random.nextInt(0, 20) / 4.0))
                .toList();
        RoutingProblem.Builder builder = RoutingProblem.builder(FEATURES, list);
        for (int i = 0; i < instances; i++) {
            builder.instance(new Instance("i" + i, traits(random, list)));
        }
        RoutingProblem loose = builder.build();
        List<RoutingConstraint> all = new ArrayList<>();
        for (int i = 0; i < constraints; i++) {
            all.add(constraint(random, loose));
        }
        return loose.withConstraints(all);
    }

    private static Traits traits(SplittableRandom random, List<Source> sources) {
        FeatureVector features = switch (random.nextInt(3)) {
            case 0 -> FeatureVector.ofTags(random.nextInt(3));
            case 1 -> FeatureVector.of(new int[] {0, 2}, new double[] {0.5, random.nextInt(1, 4)});
            default -> FeatureVector.ofTags();
        };
        Map<String, Double> costs = new HashMap<>();
        for (Source s : sources) {
            if (random.nextInt(4) == 0) {
                costs.put(s.name(), random.nextInt(0, 300) / 100.0);
            }
        }
        int group = random.nextInt(3);
        return new Traits(
                features,
                group < 2 ? GROUPS.get(group) : null,
                costs,
                random.nextBoolean() ? 0 : random.nextInt(1, 10) / 10.0,
                random.nextInt(6) == 0
                        ? sources.get(random.nextInt(sources.size())).name()
                        : null);
    }

    private static RoutingConstraint constraint(SplittableRandom random, RoutingProblem problem) {
        String source =
                problem.sources().get(random.nextInt(problem.sources().size())).name();
        double dear = problem.dearestCost();
        int n = problem.size();
        return switch (random.nextInt(8)) {
            case 0 -> new RoutingConstraint.Budget(Math.rint(100 * dear * random.nextDouble(0.1, 1.1)) / 100);
            case 1 -> new RoutingConstraint.SourceCount(source, random.nextInt(n + 1), Double.POSITIVE_INFINITY);
            case 2 -> new RoutingConstraint.SourceCount(source, Double.NEGATIVE_INFINITY, random.nextInt(n + 1));
            case 3 -> {
                int least = random.nextInt(n + 1);
                yield new RoutingConstraint.SourceCount(source, least, least + random.nextInt(3));
            }
            case 4 -> {
                int least = random.nextInt(1 + n / 3);
                yield new RoutingConstraint.GroupCount(
                        GROUPS.get(random.nextInt(2)), source, least, least + random.nextInt(3));
            }
            case 5 -> new RoutingConstraint.Spending(source, Math.rint(100 * dear * random.nextDouble(0, 0.7)) / 100);
            case 6 -> {
                int feature = random.nextInt(3);
                int least = random.nextInt(-1, 2);
                yield new RoutingConstraint.FeatureTotal(
                        FEATURES.names().get(feature),
                        feature,
                        source,
                        random.nextBoolean() ? Double.NEGATIVE_INFINITY : least,
                        least + random.nextInt(2 * n));
            }
            default -> new RoutingConstraint.RiskCeiling(source, random.nextInt(0, 5 * n) / 10.0);
        };
    }
}
