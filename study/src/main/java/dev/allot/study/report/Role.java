package dev.allot.study.report;

import dev.allot.study.StudySummary;

/** What a row of the summary stands for. */
enum Role {
    /** The strategy whose routings are written. */
    CHOSEN,
    /** Another strategy. */
    STRATEGY,
    /** Random mixes: the baseline of the gains. */
    RANDOM,
    /** All instances labelled by one source. */
    SINGLE_SOURCE;

    private static final String RANDOM_MIX = "random-mix";
    private static final String ALL = "all-";

    static Role of(StudySummary.Strategy row, StudySummary summary) {
        if (row.name().equals(summary.chosen())) {
            return CHOSEN;
        }
        boolean predicted = row.predicted() != null;
        if (!predicted && row.name().equals(RANDOM_MIX)) {
            return RANDOM;
        }
        if (!predicted
                && summary.sources().stream().anyMatch(source -> row.name().equals(ALL + source))) {
            return SINGLE_SOURCE;
        }
        return STRATEGY;
    }

    boolean baseline() {
        return this == RANDOM || this == SINGLE_SOURCE;
    }
}
