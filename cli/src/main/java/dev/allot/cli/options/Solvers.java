package dev.allot.cli.options;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;

/** Looks up the ids of solvers. */
public final class Solvers {
    private Solvers() {}

    /**
     * The solver of an id.
     *
     * @param option that the id was given to
     * @throws InvalidInputException if there is none on the class path
     */
    public static Solver find(String option, String id) {
        SolverRegistry registry = SolverRegistry.load();
        return registry.find(id.strip())
                .orElseThrow(() -> new InvalidInputException(
                        option + ": there is no solver '" + id + "'; there are " + String.join(", ", registry.ids())));
    }
}
