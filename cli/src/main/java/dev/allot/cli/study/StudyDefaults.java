package dev.allot.cli.study;

/** What studies do unless told otherwise. */
final class StudyDefaults {
    /** Folds of the cross-validation that chooses the predictor's family. */
    static final int FOLDS = 5;

    /** Random mixes at each budget that gains are measured against. */
    static final int RANDOM_MIXES = 10;

    private StudyDefaults() {}
}
