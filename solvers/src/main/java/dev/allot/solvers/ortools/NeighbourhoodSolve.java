package dev.allot.solvers.ortools;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.SolveSession;
import dev.allot.solvers.branching.NeighbourhoodProgram;
import dev.allot.solvers.branching.Neighbourhoods.Neighbourhood;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Looks for the best point of a neighbourhood: its relaxation by GLOP tells where most variables belong, the others, and the cells, are left to
 * SCIP. OR-Tools' native library must be loaded.
 */
final class NeighbourhoodSolve {
    private static final String LINEAR = "glop";
    private static final String NO_PARAMETERS = "";
    private static final String INTEGER = "scip";
    private static final String INTEGER_PARAMETERS = "limits/nodes = 500\n";

    /** Of a neighbourhood's margin: what relaxations may miss. They tell where variables belong, and the last rounds change hardly any of it. */
    private static final double NEGLIGIBLE = 0.01;

    private static final Duration MOST_TIME_OF_A_STEP = Duration.ofSeconds(10);
    /** A program may take one in so many parts of the time that is left. */
    private static final int STEPS_LEFT = 16;

    private final Problem problem;
    private final SolveSession session;
    private final int programSize;

    /** @param programSize variables of an integer program at most, cells and leaves not counted */
    NeighbourhoodSolve(Problem problem, SolveSession session, int programSize) {
        this.problem = problem;
        this.session = session;
        this.programSize = programSize;
    }

    /**
     * What came of it.
     *
     * @param isComplete whether there was time enough
     * @param point the best feasible point found, which was offered to the session; if any
     */
    record Found(boolean isComplete, Optional<Solution> point) {}

    Found search(Neighbourhood neighbourhood) {
        NeighbourhoodRelaxation.Relaxed relaxed = new NeighbourhoodRelaxation(
                        neighbourhood, program -> solve(program, LINEAR, NO_PARAMETERS))
                .solve(programSize, NEGLIGIBLE * neighbourhood.margin());
        if (!relaxed.hasPoint()) {
            return new Found(relaxed.isComplete(), Optional.empty());
        }
        int[] core = Arrays.copyOf(relaxed.order(), Math.min(programSize, relaxed.order().length));
        NeighbourhoodProgram program = neighbourhood.program(core, rounded(relaxed.values()), false);
        LinearModel.Outcome outcome = solve(program, INTEGER, INTEGER_PARAMETERS);
        Optional<Solution> point = outcome.point()
                .map(found -> Solution.of(problem, program.decode(found.values())))
                .filter(Solution::isFeasible);
        point.ifPresent(found -> session.offer(found.values()));
        return new Found(outcome.isComplete(), point);
    }

    private double[] rounded(double[] values) {
        double[] rounded = values.clone();
        for (int j = 0; j < rounded.length; j++) {
            rounded[j] = problem.isInteger(j) ? Math.rint(values[j]) : values[j];
        }
        return rounded;
    }

    private LinearModel.Outcome solve(NeighbourhoodProgram program, String backend, String parameters) {
        Optional<Duration> limit = session.options().timeLimit().map(whole -> limit());
        return new LinearModel(program.program())
                .solve(backend, parameters, limit, session.options().interrupt());
    }

    private Duration limit() {
        Duration part = session.timeLeft().dividedBy(STEPS_LEFT);
        return part.compareTo(MOST_TIME_OF_A_STEP) < 0 ? part : MOST_TIME_OF_A_STEP;
    }
}
