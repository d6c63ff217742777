package dev.allot.core.solve;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The solvers on the class path, by id. Listing them loads no native code. One that cannot be loaded, for example because a library that it
 * needs is not on the class path, is left out and told of.
 */
public final class SolverRegistry {
    private final Map<String, Solver> solvers = new TreeMap<>();
    private final List<String> unavailable = new ArrayList<>();

    private SolverRegistry(Iterator<Solver> found) {
        while (addNext(found)) {
            // until there is none
        }
    }

    /** All solvers that {@link ServiceLoader} finds and can load. */
    public static SolverRegistry load() {
        return new SolverRegistry(ServiceLoader.load(Solver.class).iterator());
    }

    /** Adds the next solver, or why it cannot be loaded; false if there is none. */
    private boolean addNext(Iterator<Solver> found) {
        try {
            if (!found.hasNext()) {
                return false;
            }
            add(found.next());
        } catch (ServiceConfigurationError e) {
            String what = String.valueOf(e.getMessage()).replaceFirst("^" + Solver.class.getName() + ": ", "");
            unavailable.add(e.getCause() == null ? what : what + " (" + e.getCause() + ")");
        }
        return true;
    }

    private void add(Solver solver) {
        Solver other = solvers.putIfAbsent(solver.id(), solver);
        if (other != null) {
            throw new IllegalStateException("two solvers are called '" + solver.id() + "': "
                    + other.getClass().getName() + " and " + solver.getClass().getName());
        }
    }

    /** The solver of that id, if there is one. */
    public Optional<Solver> find(String id) {
        return Optional.ofNullable(solvers.get(id));
    }

    /** All solvers, by id. */
    public List<Solver> all() {
        return List.copyOf(solvers.values());
    }

    /** All ids, sorted. */
    public List<String> ids() {
        return List.copyOf(solvers.keySet());
    }

    /** Solvers that are named on the class path but cannot be loaded: the class of each, and why, in one line. */
    public List<String> unavailable() {
        return List.copyOf(unavailable);
    }
}
