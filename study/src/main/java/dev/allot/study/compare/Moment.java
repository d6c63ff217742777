package dev.allot.study.compare;

/**
 * One moment of a run.
 *
 * @param seconds since its start
 * @param evaluations until then
 * @param objective of the incumbent, maximised; negative infinity if there is none
 * @param bound proven until then
 */
public record Moment(double seconds, long evaluations, double objective, double bound) {}
