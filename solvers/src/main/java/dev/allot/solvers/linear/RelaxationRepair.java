package dev.allot.solvers.linear;

import dev.allot.solvers.search.Activities;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Repair;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** Feasible points near that of a linear relaxation where rounding breaks rows, as it does with most equations: rounded, repaired, improved. */
final class RelaxationRepair {
    private final RelaxationRounding rounding;
    private final ConstraintRows constraints;
    private final Repair repair;
    private final SplittableRandom random;
    private final BooleanSupplier stop;

    RelaxationRepair(
            LinearProgram program, RelaxationRounding rounding, SplittableRandom random, BooleanSupplier stop) {
        this.rounding = rounding;
        this.random = random;
        this.stop = stop;
        constraints = new ConstraintRows(program.problem());
        repair = new Repair(constraints);
    }

    /** A feasible point near a relaxation's, if the repair comes to an end. */
    Optional<double[]> of(double[] relaxed) {
        Activities at = new Activities(constraints, rounding.rounded(relaxed));
        if (!repair.repair(at, 1, random, stop)) {
            return Optional.empty();
        }
        return rounding.improved(at.values(), relaxed);
    }
}
