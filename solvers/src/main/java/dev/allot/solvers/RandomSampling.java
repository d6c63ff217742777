package dev.allot.solvers;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.sampling.AlgorithmOneSampler;
import dev.allot.solvers.search.Opening;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The best of random mixes, as the HyPER paper searches: points drawn by its Algorithm 1 ({@link AlgorithmOneSampler}), each scored once.
 * Draws use the constraints up; where everything fits at once, so that there is nothing to use up, the number of units b is drawn from
 * U(1, |D| - 1) as in the paper.
 *
 * @param draws number of points drawn; the paper's default is 500
 */
public record RandomSampling(int draws) implements Solver {
    /** 500 draws. */
    public RandomSampling() {
        this(500);
    }

    public RandomSampling {
        Parameters.atLeastOne("draws", draws);
    }

    @Override
    public String id() {
        return "random";
    }

    @Override
    public String description() {
        return "the best of " + draws + " random mixes (HyPER's Algorithm 1)";
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
        // A draw is long compared with other evaluations, so the clock is looked at before each.
        for (int draw = 0; draw < draws && !session.shouldStop(); draw++) {
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
