package dev.allot.core.solve;

import java.time.Duration;

/**
 * One moment of a run.
 *
 * @param elapsed since the start of the run
 * @param evaluations so far
 * @param objective of the incumbent; negative infinity if there is none
 * @param bound no feasible point has a greater objective
 */
public record TracePoint(Duration elapsed, long evaluations, double objective, double bound) {}
