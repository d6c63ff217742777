package dev.allot.cli.options;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import picocli.CommandLine.Option;

/** One strategy. */
@SuppressWarnings("NullAway.Init") // the parser sets the field
public final class SolverOption {
    private static final String NAME = "--solver";

    @Option(
            names = NAME,
            paramLabel = "ID",
            defaultValue = "portfolio",
            description =
                    "The strategy whose result is written; 'allot solvers' lists them (default: ${DEFAULT-VALUE}).")
    private String id;

    /**
     * The solver.
     *
     * @throws InvalidInputException if there is none of this id on the class path
     */
    public Solver solver() {
        return find(NAME, id);
    }

    /** The solver of an id that was given to an option. */
    static Solver find(String option, String id) {
        SolverRegistry registry = SolverRegistry.load();
        return registry.find(id.strip()).orElseThrow(() -> new InvalidInputException(noSuch(option, id, registry)));
    }

    private static String noSuch(String option, String id, SolverRegistry registry) {
        String there = option + ": there is no solver '" + id + "'; there are " + String.join(", ", registry.ids());
        return registry.unavailable().isEmpty()
                ? there
                : there + "; not available: " + String.join("; ", registry.unavailable());
    }
}
