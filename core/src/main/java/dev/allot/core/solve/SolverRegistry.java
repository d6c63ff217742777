package dev.allot.core.solve;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The solvers on the class path, by id. Listing them loads no native code. */
public final class SolverRegistry {
    private final Map<String, Solver> solvers = new TreeMap<>();

    private SolverRegistry(Iterable<Solver> found) {
        for (Solver solver : found) {
            Solver other = solvers.putIfAbsent(solver.id(), solver);
            if (other != null) {
                throw new IllegalStateException("two solvers are called '" + solver.id() + "': "
                        + other.getClass().getName() + " and "
                        + solver.getClass().getName());
            }
        }
    }

    /** All solvers that {@link ServiceLoader} finds. */
    public static SolverRegistry load() {
        return new SolverRegistry(ServiceLoader.load(Solver.class));
    }

    /** The solver of that id, if there is one. */
    public Optional<Solver> find(String id) {
        return Optional.ofNullable(solvers.get(id));
    }

    /** All solvers, by id. */
    public List<Solver> all() {
        return solvers.values().stream()
                .sorted(Comparator.comparing(Solver::id))
                .toList();
    }

    /** All ids, sorted. */
    public List<String> ids() {
        return List.copyOf(solvers.keySet());
    }
}
