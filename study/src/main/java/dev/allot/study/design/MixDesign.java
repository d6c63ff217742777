package dev.allot.study.design;

import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.predictor.TrainingTable;
import java.util.List;
import java.util.SplittableRandom;

/** A way to choose the mixes that are evaluated. Implementations are immutable. */
public interface MixDesign {
    /** Short name, unique, lower case with hyphens. */
    String id();

    /**
     * The same design with prior knowledge, if it can use any.
     *
     * @param earlier scores of other evaluators, in tables whose features are the aggregates of the problem in their order
     */
    default MixDesign knowing(List<TrainingTable> earlier) {
        return this;
    }

    /** Whether the mix of that number, from 0, is chosen for what is expected of it rather than for what it tells. */
    default boolean isPilot(int number) {
        return false;
    }

    /**
     * The next mixes, which keep the problem's constraints.
     *
     * @param problem the routing problem, without a budget of its own
     * @param shares budgets of interest, as shares of the dearest routing's cost, in (0, 1]
     * @param tried the evaluations chosen before, oldest first, with what came of them; a design that does not learn looks at the number of
     *     their mixes at most
     * @param count how many mixes
     * @param random the source of all randomness
     */
    List<Routing> propose(
            RoutingProblem problem, List<Double> shares, List<TriedMix> tried, int count, SplittableRandom random);
}
