package dev.allot.solvers.ortools;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverUnavailableException;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.branching.NeighbourhoodProgram;
import dev.allot.solvers.branching.Neighbourhoods;
import dev.allot.solvers.branching.Neighbourhoods.Neighbourhood;
import dev.allot.solvers.greedy.GreedyStart;
import dev.allot.solvers.search.Opening;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Large neighbourhood search (Shaw, CP 1998) for tree ensembles, by integer programming in the space of aggregates: some aggregates of the
 * incumbent may go to the next cell on either side, all trees at once. The linear relaxation of such a neighbourhood tells where most variables
 * belong; the few hundred that it is least sure of, and the cells, are left to an integer program, which takes a fraction of a second. How many
 * aggregates may leave their cells adapts to what can be solved in time.
 *
 * <p>Relaxations are solved by GLOP, integer programs by SCIP, both of OR-Tools, whose native code is loaded by {@link #search} and nowhere
 * else. An evaluation is a round of the dual search that tells whether a neighbourhood can hold anything better; what native code does for
 * it is not counted. Limited by evaluations, the result depends on seed and limit alone.
 *
 * @param relaxationSize variables of a relaxation at most; at least 1
 * @param programSize variables of an integer program at most, cells and leaves not counted; at least 1
 */
public record NeighbourhoodSearch(int relaxationSize, int programSize) implements Solver {
    static final String ID = "neighbourhood-search";

    private static final String LINEAR = "glop";
    private static final String INTEGER = "scip";
    private static final String INTEGER_PARAMETERS = "limits/nodes = 500\n";
    private static final String NO_PARAMETERS = "";

    private static final Duration MOST_TIME_OF_A_STEP = Duration.ofSeconds(10);
    private static final int STEPS_LEFT = 4;
    private static final double FIRST_SHARE = 0.4;
    private static final double LEAST_SHARE = 0.05;
    /** Beyond, neighbourhoods are all alike, and roundings of their relaxations far from them. */
    private static final double MOST_SHARE = 0.5;

    private static final double GROWTH = 1.1;
    /** A run without limits ends after so many neighbourhoods in a row that brought nothing. */
    private static final int PATIENCE = 100;

    /** Relaxations of up to 20,000 variables, integer programs of up to 800. */
    public NeighbourhoodSearch() {
        this(20_000, 800);
    }

    /** Checks the parameters. */
    public NeighbourhoodSearch {
        if (relaxationSize < 1 || programSize < 1) {
            throw new IllegalArgumentException(
                    "sizes of programs are at least 1, not " + relaxationSize + " and " + programSize);
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String description() {
        return "large neighbourhood search over cells of a tree ensemble, by OR-Tools' GLOP and SCIP";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.INTEGER_VARIABLES,
                Capability.CONTINUOUS_VARIABLES,
                Capability.LINEAR_CONSTRAINTS,
                Capability.TREE_ENSEMBLE,
                Capability.FRACTIONAL_AGGREGATES);
    }

    /**
     * {@inheritDoc}
     *
     * @throws SolverUnavailableException if OR-Tools' native library cannot be loaded
     */
    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        return Opening.run(ID, problem, session, opening -> {
            if (GreedyStart.find(opening).isPresent()) {
                NativeLibraries.ORTOOLS.load(ID);
                new Run(opening).search();
            }
        });
    }

    private final class Run {
        private final SolveSession session;
        private final Neighbourhoods neighbourhoods;
        private final BooleanSupplier interrupted;
        private double share = FIRST_SHARE;

        Run(Opening opening) {
            session = opening.session();
            neighbourhoods = new Neighbourhoods(opening.constraints(), session, opening.random());
            interrupted = session.options().interrupt();
        }

        void search() {
            for (int idle = 0; idle < PATIENCE && !session.shouldStop(); idle++) {
                Solution centre = session.incumbent().orElseThrow();
                Optional<Neighbourhood> neighbourhood = neighbourhoods.around(centre, share);
                boolean inTime = neighbourhood.isEmpty() || search(neighbourhood.get());
                if (session.incumbentObjective() > centre.objective()) {
                    idle = -1;
                } else {
                    share = inTime
                            ? Math.min(MOST_SHARE, share * GROWTH)
                            : Math.max(LEAST_SHARE, share / GROWTH / GROWTH);
                }
            }
        }

        /** Whether there was time enough. */
        private boolean search(Neighbourhood neighbourhood) {
            NeighbourhoodProgram relaxation = neighbourhood.relaxation(relaxationSize);
            LinearModel.Outcome relaxed = solve(relaxation, LINEAR, NO_PARAMETERS);
            if (relaxed.point().isEmpty()) {
                return relaxed.isComplete();
            }
            LinearModel.Point point = relaxed.point().get();
            NeighbourhoodProgram program = neighbourhood.program(
                    relaxation.decode(point.values()),
                    relaxation.byVariable(point.reducedCosts(), Double.POSITIVE_INFINITY),
                    programSize);
            LinearModel.Outcome best = solve(program, INTEGER, INTEGER_PARAMETERS);
            best.point().ifPresent(found -> session.offer(program.decode(found.values())));
            return best.isComplete();
        }

        private LinearModel.Outcome solve(NeighbourhoodProgram program, String backend, String parameters) {
            Optional<Duration> limit = session.options().timeLimit().map(whole -> stepLimit());
            return new LinearModel(program.program()).solve(backend, parameters, limit, interrupted);
        }

        private Duration stepLimit() {
            Duration part = session.timeLeft().dividedBy(STEPS_LEFT);
            return part.compareTo(MOST_TIME_OF_A_STEP) < 0 ? part : MOST_TIME_OF_A_STEP;
        }
    }
}
