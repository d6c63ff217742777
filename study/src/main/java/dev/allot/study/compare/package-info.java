/**
 * Strategies against each other: solvers x problems x limits x seeds, a resumable log of runs, and what they say: medians over seeds, curves
 * over time, bounds, profiles and paired tests. Nothing is the best of several runs, except the references that runs are measured by.
 */
@NullMarked
package dev.allot.study.compare;

import org.jspecify.annotations.NullMarked;
