package dev.allot.solvers.search;

import dev.allot.core.model.Problem;

/** The variables that are above their lower bound, and those below their upper bound, at a moving point: what random moves pick from. */
final class Movable {
    private final Problem problem;
    private final IndexSet raisable;
    private final IndexSet lowerable;

    Movable(Activities at) {
        problem = at.constraints().problem();
        raisable = new IndexSet(problem.variableCount());
        lowerable = new IndexSet(problem.variableCount());
        for (int j = 0; j < problem.variableCount(); j++) {
            update(j, at.value(j));
        }
    }

    void update(int j, double value) {
        if (value < problem.upper(j)) {
            raisable.add(j);
        } else {
            raisable.remove(j);
        }
        if (value > problem.lower(j)) {
            lowerable.add(j);
        } else {
            lowerable.remove(j);
        }
    }

    /** The variables that can go in a direction as far as bounds are concerned. */
    IndexSet in(boolean up) {
        return up ? raisable : lowerable;
    }
}
