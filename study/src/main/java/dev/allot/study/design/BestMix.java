package dev.allot.study.design;

import dev.allot.core.routing.CompiledRouting;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.solvers.Greedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The mix of the greatest expected score within a budget, as far as a greedy construction finds it. */
final class BestMix {
    /** A few rounds: for a linear or concave expectation they come as close as many do. */
    private static final long EVALUATIONS = 200_000;

    private BestMix() {}

    /**
     * Finds it.
     *
     * @param share the budget, as a share of the dearest routing's cost
     * @return nothing if no mix was found that keeps all constraints
     */
    static Optional<Routing> within(RoutingProblem problem, double share, Surrogate expected) {
        List<RoutingConstraint> all = new ArrayList<>(problem.constraints());
        all.add(new RoutingConstraint.Budget(share * problem.dearestCost()));
        CompiledRouting compiled = problem.withConstraints(all).compile(expected);
        return new Greedy(EVALUATIONS)
                .solve(compiled.problem(), SolveOptions.defaults())
                .incumbent()
                .map(compiled::decode);
    }
}
