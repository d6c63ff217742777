package dev.allot.cli.solve;

import dev.allot.core.model.Sense;
import dev.allot.core.routing.CompiledRouting;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.solve.SolveResult;
import dev.allot.predictor.Predictor;

/**
 * A routing that was found, counted again.
 *
 * @param result what the solver says
 * @param routing the routing
 * @param recount the same numbers from the routing alone
 */
record RoutingSolve(SolveResult result, Routing routing, Recount recount) {
    /**
     * Solves.
     *
     * @throws dev.allot.cli.FailureException if the numbers of the solver are not those of its routing
     */
    static RoutingSolve of(RoutingProblem problem, CompiledRouting compiled, Predictor predictor, SolveRun run) {
        SolveResult result = run.solve(compiled.problem(), Sense.MAXIMISE);
        Routing routing = compiled.decode(run.found(result));
        Recount recount = Recount.of(problem, routing, predictor);
        recount.require(problem, routing, result.objective());
        return new RoutingSolve(result, routing, recount);
    }
}
