package dev.allot.solvers;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.sampling.AlgorithmOneSampler;
import dev.allot.solvers.search.Opening;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The best of random mixes, as the HyPER paper searches: points drawn by its Algorithm 1 ({@link AlgorithmOneSampler}), each scored once.
 * Draws use the constraints up; where everything fits at once, so that there is nothing to use up, the number of units b is drawn from
 * U(1, |D| - 1) as in the paper.
 *
 * @param draws number of points drawn; if empty, as many as a run may evaluate, and {@value #PAPER_DRAWS} in a run without a limit to
 *     evaluations
 */
public record RandomSampling(OptionalInt draws) implements Solver {
    /** What the paper draws. */
    private static final int PAPER_DRAWS = 500;

    /** As many draws as the run may evaluate, the paper's 500 if evaluations have no limit. */
    public RandomSampling() {
        this(OptionalInt.empty());
    }

    /** So many draws, if the run's limits allow. */
    public RandomSampling(int draws) {
        this(OptionalInt.of(draws));
    }

    public RandomSampling {
        draws.ifPresent(count -> Parameters.atLeastOne("draws", count));
    }

    /** The paper's search: 500 draws, however many evaluations a run allows. */
    public static RandomSampling asInPaper() {
        return new RandomSampling(PAPER_DRAWS);
    }

    @Override
    public String id() {
        return "random";
    }

    @Override
    public String description() {
        String count = draws.isPresent()
                ? Integer.toString(draws.getAsInt())
                : PAPER_DRAWS + " (or as many as evaluations are given)";
        return "the best of " + count + " random mixes (HyPER's Algorithm 1)";
    }

    @Override
    public Set<Capability> capabilities() {
        return Capability.all();
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        return Opening.run(id(), problem, session, opening -> {
            draw(problem, session, opening.random());
            if (session.incumbent().isEmpty() && !session.shouldStop()) {
                // Draws are repaired with little effort; where all of them missed, one point is looked for in earnest.
                opening.start();
            }
        });
    }

    private void draw(Problem problem, SolveSession session, SplittableRandom random) {
        AlgorithmOneSampler sampler = new AlgorithmOneSampler(problem);
        boolean everythingFits = sampler.everythingFits();
        long count = session.evaluationsLeft() < Long.MAX_VALUE ? Long.MAX_VALUE : PAPER_DRAWS;
        if (draws.isPresent()) {
            count = draws.getAsInt();
        }
        // A draw is long compared with other evaluations, so the clock is looked at before each.
        for (long draw = 0; draw < count && !session.shouldStop(); draw++) {
            double share = everythingFits ? drawShare(sampler.capacity(), random) : 1;
            double[] values = sampler.draw(random, share, session::shouldStop);
            if (session.tryEvaluate()) {
                session.offer(values);
            }
        }
    }

    private static double drawShare(double capacity, SplittableRandom random) {
        return capacity < 2 ? random.nextDouble() : (1 + Math.floor(random.nextDouble() * (capacity - 1))) / capacity;
    }
}
