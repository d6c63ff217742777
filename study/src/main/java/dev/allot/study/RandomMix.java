package dev.allot.study;

import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.core.routing.Traits;
import java.util.SplittableRandom;

/** The baseline of every comparison: instances in random order get a random other source than the default, while the budget lasts. */
final class RandomMix {
    private RandomMix() {}

    /**
     * Draws a mix.
     *
     * @param budget in cost units
     */
    static Routing draw(RoutingProblem problem, double budget, SplittableRandom random) {
        int n = problem.size();
        int[] order = new int[n];
        int[] sourceOf = new int[n];
        double cost = 0;
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
            Traits traits = problem.classTraits(problem.classOf(i));
            sourceOf[i] = firstAllowed(problem, traits);
            cost += traits.cost(problem.sources().get(sourceOf[i]));
        }
        for (int i : order) {
            Traits traits = problem.classTraits(problem.classOf(i));
            int s = 1 + random.nextInt(problem.sources().size() - 1);
            Source source = problem.sources().get(s);
            double extra = traits.cost(source) - traits.cost(problem.sources().get(sourceOf[i]));
            // Costs are sums of decimals: what rounding adds must not cost the last label.
            if (traits.allows(source) && cost + extra <= budget * (1 + 1e-12)) {
                sourceOf[i] = s;
                cost += extra;
            }
        }
        return Routing.of(problem.sources(), sourceOf);
    }

    private static int firstAllowed(RoutingProblem problem, Traits traits) {
        int s = 0;
        while (!traits.allows(problem.sources().get(s))) {
            s++;
        }
        return s;
    }
}
