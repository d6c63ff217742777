package dev.allot.study.compare;

/**
 * What makes a run what it is: two runs of the same key are repetitions of each other.
 *
 * @param problem its name
 * @param fingerprint of what the problem is
 * @param limit in words
 * @param solver its id
 * @param parameters the solver with its parameters, in words
 * @param seed of all its randomness
 * @param threads that it may use
 */
public record TrialKey(
        String problem, String fingerprint, String limit, String solver, String parameters, long seed, int threads) {}
