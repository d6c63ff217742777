package dev.allot.solvers;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.cells.CellWalk;
import dev.allot.solvers.cells.LazyAscent;
import dev.allot.solvers.greedy.GreedyFill;
import dev.allot.solvers.greedy.GreedyStart;
import dev.allot.solvers.greedy.SlopeGains;
import dev.allot.solvers.greedy.UnitGains;
import dev.allot.solvers.search.Opening;
import java.util.List;
import java.util.Set;

/**
 * Greedy construction by gain per unit cost, with gains recomputed as the point grows. Several constructions are made and the best point of
 * all is kept: a quick one, then with gains from slopes of the surrogate over several widths ({@link SlopeGains}), which see over the plateaus of tree
 * ensembles and cost little, then with exact gains of one more unit ({@link UnitGains}). Below a tree ensemble the quick one, and at the end
 * a better point if there is one, goes on across thresholds, greedily for the distance ({@link LazyAscent}).
 *
 * @param evaluations about as many at most in each construction: it decides how many rounds there are. By exact gains a few thousand instances
 *     are routed one or two at a time, a million in some ten rounds
 */
public record Greedy(long evaluations) implements Solver {
    private static final List<Double> WIDTHS = List.of(0.1, 0.2, 0.3, 0.5);
    /** Of the evaluations left, at most this share goes to the constructions by slopes. */
    private static final double SLOPE_SHARE = 0.5;

    private static final long LEAST_SLOPE_ROUNDS = 10;
    /** So many are as good as more. */
    private static final long MOST_SLOPE_ROUNDS = 200;

    /** 10 million evaluations. */
    public Greedy() {
        this(10_000_000);
    }

    public Greedy {
        Parameters.atLeastOne("evaluations", evaluations);
    }

    @Override
    public String id() {
        return "greedy";
    }

    @Override
    public String description() {
        return "raises what gains most for its cost, in rounds, then crosses the thresholds that gain most";
    }

    @Override
    public Set<Capability> capabilities() {
        return Capability.all();
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        return Opening.run(id(), problem, session, opening -> {
            if (GreedyStart.find(opening).isPresent()) {
                ascend(opening);
                construct(opening);
            }
        });
    }

    private void construct(Opening opening) {
        Problem problem = opening.problem();
        SolveSession session = opening.session();
        GreedyFill fill = new GreedyFill(opening);
        int n = Math.max(1, problem.variableCount());
        double ascended = session.incumbentObjective();
        for (int k = 0; k < WIDTHS.size() && !session.shouldStop(); k++) {
            SlopeGains slopes = new SlopeGains(problem, WIDTHS.get(k));
            long share = (long) (SLOPE_SHARE * session.evaluationsLeft() / (WIDTHS.size() - k));
            fill.construct(slopes, Math.min(slopeRounds(n), share / (1 + slopes.evaluations(n))));
        }
        if (!session.shouldStop()) {
            UnitGains units = new UnitGains(problem, new SlopeGains(problem, WIDTHS.get(0)));
            long share = Math.min(evaluations, session.evaluationsLeft());
            fill.construct(units, share / (1 + units.evaluations(n)));
        }
        if (session.incumbentObjective() > ascended) {
            ascend(opening);
        }
    }

    /** Across thresholds, from the best point so far, where there are any. */
    private static void ascend(Opening opening) {
        SolveSession session = opening.session();
        if (CellWalk.applies(opening.problem()) && session.tryEvaluate()) {
            double[] best = session.incumbent().orElseThrow().values();
            new LazyAscent(new CellWalk(opening, best), session).run();
        }
    }

    /** Where one round over all variables is long, there are fewer. */
    private long slopeRounds(int variables) {
        return Math.max(LEAST_SLOPE_ROUNDS, Math.min(MOST_SLOPE_ROUNDS, evaluations / variables));
    }
}
