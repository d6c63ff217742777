package dev.allot.solvers.aggregate;

import dev.allot.core.model.Solution;
import dev.allot.core.solve.SolveSession;
import dev.allot.solvers.search.Opening;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * CMA-ES (Hansen and Ostermeier, Evolutionary Computation 9, 2001), as Commons Math has it, over the weights of a filling. Each run starts from
 * random weights; each has twice the population of the one before (Auger and Hansen, CEC 2005), up to a limit.
 */
public final class EvolutionStrategy {
    /** Above so many coordinates covariances are not learned, only variances: their decomposition would take all the time. */
    private static final int MOST_FOR_COVARIANCES = 40;

    private static final double SIGMA = 0.3;
    private static final int MOST_DOUBLINGS = 3;
    private static final int ITERATIONS = 1_000;

    private final Opening opening;
    private final SolveSession session;
    private final WeightedFilling filling;

    /** A strategy for one run. */
    public EvolutionStrategy(Opening opening) {
        this.opening = opening;
        session = opening.session();
        filling = new WeightedFilling(opening);
    }

    /** Ends a run of the optimiser from within, which has no other way to be stopped between two candidates. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super(null, null, false, false);
        }
    }

    /**
     * Searches and offers what it finds.
     *
     * @param stop polled before each candidate
     */
    public void run(BooleanSupplier stop) {
        for (int restart = 0; ; restart++) {
            try {
                search(restart, stop);
            } catch (Stopped | TooManyEvaluationsException ended) {
                return;
            }
        }
    }

    private void search(int restart, BooleanSupplier stop) {
        int n = filling.dimension();
        RandomGenerator generator = new Well19937c(opening.random().nextLong());
        double[] start = new double[n];
        double[] sigma = new double[n];
        for (int f = 0; f < n; f++) {
            start[f] = generator.nextGaussian();
            sigma[f] = SIGMA;
        }
        int population = (4 + (int) (3 * Math.log(n))) << Math.min(restart, MOST_DOUBLINGS);
        CMAESOptimizer optimizer = new CMAESOptimizer(
                ITERATIONS,
                Double.POSITIVE_INFINITY,
                true,
                n > MOST_FOR_COVARIANCES ? ITERATIONS : 0,
                0,
                generator,
                false,
                (iteration, before, now) -> false);
        optimizer.optimize(
                new MaxEval(Integer.MAX_VALUE),
                new ObjectiveFunction(weights -> score(weights, stop)),
                GoalType.MAXIMIZE,
                new InitialGuess(start),
                SimpleBounds.unbounded(n),
                new CMAESOptimizer.Sigma(sigma),
                new CMAESOptimizer.PopulationSize(population));
    }

    private double score(double[] weights, BooleanSupplier stop) {
        if (stop.getAsBoolean() || !session.tryEvaluate()) {
            throw new Stopped();
        }
        Optional<double[]> values = filling.at(weights);
        if (values.isEmpty()) {
            // Worse than anything feasible, yet finite: the optimiser takes differences.
            return -Double.MAX_VALUE / 4;
        }
        double objective = Solution.of(opening.problem(), values.get()).objective();
        if (objective > session.incumbentObjective()) {
            session.offer(values.get());
        }
        return objective;
    }
}
