package dev.allot.cli.study;

import dev.allot.core.solve.Solver;
import dev.allot.solvers.RandomSampling;
import java.util.List;

/** What studies do unless told otherwise. */
final class StudyDefaults {
    /** Folds of the cross-validation that chooses the predictor's family. */
    static final int FOLDS = 5;

    /** Random mixes at each budget that gains are measured against. */
    static final int RANDOM_MIXES = 10;

    private StudyDefaults() {}

    /** The solvers of a study, random mixes as the paper draws them: it is the paper's search that the others are measured against. */
    static List<Solver> strategies(List<Solver> solvers) {
        Solver unlimited = new RandomSampling();
        return solvers.stream()
                .map(solver -> solver.equals(unlimited) ? RandomSampling.asInPaper() : solver)
                .toList();
    }
}
