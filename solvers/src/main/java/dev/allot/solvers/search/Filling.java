package dev.allot.solvers.search;

import dev.allot.core.model.Problem;

/** Raises variables in a given order: how constructive methods spend a budget. */
public final class Filling {
    private Filling() {}

    /**
     * Raises each variable of {@code order[from..to - 1]} in turn as far as its bound and all constraints allow; O(nonzeros).
     *
     * @param units at most so much is raised in all
     * @return what was raised in all
     */
    public static double raise(Activities at, int[] order, int from, int to, double units) {
        double raised = 0;
        for (int k = from; k < to && raised < units; k++) {
            int j = order[k];
            double least = at.value(j);
            double most = at.highest(j);
            if (most > least) {
                double target = within(at, j, Math.min(most, least + units - raised));
                at.set(j, target);
                raised += target - least;
            }
        }
        return raised;
    }

    private static double within(Activities at, int j, double value) {
        return at.constraints().problem().isInteger(j) ? Math.floor(value) : value;
    }

    /**
     * Raises variables in order only as far as violated constraints need it: floors first. Keeps what is kept; what it cannot reach is left to
     * {@link Repair}. O(nonzeros).
     */
    public static void meetFloors(Activities at, int[] order) {
        if (at.isFeasible()) {
            return;
        }
        Problem problem = at.constraints().problem();
        for (int j : order) {
            double need = at.need(j);
            if (need > 0) {
                double target =
                        at.value(j) + (problem.isInteger(j) ? Math.ceil(need - Problem.FEASIBILITY_TOLERANCE) : need);
                at.set(j, Math.min(target, at.highest(j)));
                if (at.isFeasible()) {
                    return;
                }
            }
        }
    }
}
