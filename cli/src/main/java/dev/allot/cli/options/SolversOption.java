package dev.allot.cli.options;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Strategies to compare. */
public final class SolversOption {
    private static final String NAME = "--solvers";
    private static final String EXHAUSTIVE = "exhaustive";

    @Option(
            names = NAME,
            paramLabel = "ID",
            split = ",",
            description = "The strategies to compare (default: all but " + EXHAUSTIVE + ").")
    private List<String> ids = new ArrayList<>();

    /**
     * The solvers, in the order given.
     *
     * @throws InvalidInputException if one is not on the class path
     */
    public List<Solver> solvers() {
        return ids.isEmpty()
                ? all()
                : ids.stream().map(id -> SolverOption.find(NAME, id)).toList();
    }

    /** The chosen solver, and behind it the others that were given. */
    public List<Solver> solversAfter(Solver chosen) {
        return chosenFirst(chosen, solvers());
    }

    /** All solvers on the class path but {@code exhaustive}, which only tiny problems allow; the chosen one first. */
    public static List<Solver> allAfter(Solver chosen) {
        return chosenFirst(chosen, all());
    }

    private static List<Solver> all() {
        return SolverRegistry.load().all().stream()
                .filter(solver -> !solver.id().equals(EXHAUSTIVE))
                .toList();
    }

    private static List<Solver> chosenFirst(Solver chosen, List<Solver> others) {
        return Stream.concat(Stream.of(chosen), others.stream()).distinct().toList();
    }
}
