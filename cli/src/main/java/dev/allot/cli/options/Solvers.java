package dev.allot.cli.options;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks up the ids of solvers. */
public final class Solvers {
    private static final String EXHAUSTIVE = "exhaustive";

    private Solvers() {}

    /**
     * The solver of an id.
     *
     * @param option that the id was given to
     * @throws InvalidInputException if there is none on the class path
     */
    public static Solver find(String option, String id) {
        SolverRegistry registry = SolverRegistry.load();
        return registry.find(id.strip()).orElseThrow(() -> new InvalidInputException(noSuch(option, id, registry)));
    }

    private static String noSuch(String option, String id, SolverRegistry registry) {
        String there = option + ": there is no solver '" + id + "'; there are " + String.join(", ", registry.ids());
        return registry.unavailable().isEmpty()
                ? there
                : there + "; not available: " + String.join("; ", registry.unavailable());
    }

    /**
     * Solvers to compare, the chosen one first.
     *
     * @param ids of the others; empty for all on the class path but {@code exhaustive}, which only tiny problems allow
     */
    public static List<Solver> chosenFirst(String chosenOption, String chosen, String othersOption, List<String> ids) {
        Map<String, Solver> solvers = new LinkedHashMap<>();
        solvers.put(chosen.strip(), find(chosenOption, chosen));
        if (ids.isEmpty()) {
            SolverRegistry.load().all().stream()
                    .filter(solver -> !solver.id().equals(EXHAUSTIVE))
                    .forEach(solver -> solvers.putIfAbsent(solver.id(), solver));
        }
        for (String id : ids) {
            solvers.putIfAbsent(id.strip(), find(othersOption, id));
        }
        return List.copyOf(solvers.values());
    }
}
