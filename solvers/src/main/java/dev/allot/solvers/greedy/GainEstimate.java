package dev.allot.solvers.greedy;

/** What raising a variable brings, seen from the point that a construction has reached. */
public interface GainEstimate {
    /**
     * Estimates the change of the objective for each unit that a variable is raised by.
     *
     * @param from the point reached
     * @param candidates variables that can be raised; the first {@code size} count
     * @param gains where to put the estimates, by variable
     * @return false if the session's evaluations ended before all were made
     */
    boolean estimate(Construction from, int[] candidates, int size, double[] gains);

    /** Evaluations that one call takes. */
    long evaluations(int candidates);
}
