package dev.allot.benchmarks.peers;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Commons Math's CMA-ES on weights of the aggregates: a vector of weights ranks the variables by weighted coefficients, linear objective
 * included, and the point is what fits of those with a positive rank, the best first. So a problem of thousands of variables becomes one of
 * as many dimensions as there are aggregates.
 *
 * <p>Set-up: start at weights of 0 with an offset for all variables, steps of 0.3, population {@code 4 + 3 ln(dimension)} (Hansen's
 * default), active updates, restarts with a doubled population when a run converges (IPOP, Auger and Hansen 2005) from random weights.
 */
public record CmaEsPeer() implements Solver {
    private static final double STEP = 0.3;

    @Override
    public String id() {
        return "peer-cma-es";
    }

    @Override
    public String description() {
        return "peer: Commons Math's CMA-ES on weights of aggregates, which rank the variables";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.CONTINUOUS_VARIABLES));
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        Ranked ranked = new Ranked(problem, session);
        RandomGenerator random =
                new MersenneTwister(session.random("peer-cma-es").nextLong());
        int dimension = problem.aggregateCount() + 1;
        double[] start = new double[dimension];
        start[dimension - 1] = STEP;
        int population = 4 + (int) (3 * Math.log(dimension));
        try {
            while (true) {
                run(ranked, random, start, population);
                Arrays.setAll(start, i -> random.nextGaussian());
                population = Math.min(2 * population, 1_000);
            }
        } catch (Stopped stopped) {
            return session.stopReason();
        }
    }

    private static void run(Ranked ranked, RandomGenerator random, double[] start, int population) {
        int dimension = start.length;
        double[] steps = new double[dimension];
        Arrays.fill(steps, STEP);
        CMAESOptimizer optimizer =
                new CMAESOptimizer(100_000, 0, true, 0, 1, random, false, (step, before, after) -> false);
        optimizer.optimize(
                new ObjectiveFunction(ranked::value),
                GoalType.MAXIMIZE,
                new MaxEval(Integer.MAX_VALUE),
                new InitialGuess(start),
                SimpleBounds.unbounded(dimension),
                new CMAESOptimizer.Sigma(steps),
                new CMAESOptimizer.PopulationSize(population));
    }

    /** Ends the optimiser from within: it knows no other way. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super(null, null, false, false);
        }
    }

    /** The objective of the point that weights lead to. */
    private static final class Ranked {
        private final Problem problem;
        private final SolveSession session;
        private final UnitFilling filling;
        private final double[] scale;
        private final double linearScale;
        private final boolean[] taken;

        Ranked(Problem problem, SolveSession session) {
            this.problem = problem;
            this.session = session;
            filling = new UnitFilling(problem);
            taken = new boolean[filling.size()];
            scale = new double[problem.aggregateCount()];
            SparseMatrix matrix = problem.aggregates();
            double linear = 0;
            for (int j = 0; j < problem.variableCount(); j++) {
                linear = Math.max(linear, Math.abs(problem.linear(j)));
                for (int p = matrix.start(j); p < matrix.start(j + 1); p++) {
                    scale[matrix.row(p)] = Math.max(scale[matrix.row(p)], Math.abs(matrix.value(p)));
                }
            }
            linearScale = linear;
        }

        double value(double[] weights) {
            if (!session.tryEvaluate()) {
                throw new Stopped();
            }
            double[] rank = ranks(weights);
            int[] order = byRank(rank);
            double[] x = filling.fill(order, taken);
            double violation = filling.violation(x);
            double objective = filling.objective(x);
            if (violation == 0 && objective > session.incumbentObjective()) {
                session.offer(x);
            }
            return violation == 0 ? objective : objective - 1e6 * (1 + violation);
        }

        /** The units of positive rank, the highest first, sorted as one number each: rank in single precision, then unit. */
        private int[] byRank(double[] rank) {
            long[] keys = new long[filling.size()];
            int size = 0;
            for (int unit = 0; unit < keys.length; unit++) {
                float value = (float) rank[filling.variable(unit)];
                if (value > 0) {
                    keys[size++] = (long) (Integer.MAX_VALUE - Float.floatToIntBits(value)) << 32 | unit;
                }
            }
            Arrays.sort(keys, 0, size);
            int[] order = new int[size];
            for (int k = 0; k < size; k++) {
                order[k] = (int) keys[k];
            }
            return order;
        }

        private double[] ranks(double[] weights) {
            SparseMatrix matrix = problem.aggregates();
            double[] rank = new double[problem.variableCount()];
            for (int j = 0; j < rank.length; j++) {
                double sum = weights[weights.length - 1];
                if (linearScale > 0) {
                    sum += problem.linear(j) / linearScale;
                }
                for (int p = matrix.start(j); p < matrix.start(j + 1); p++) {
                    sum += weights[matrix.row(p)] * matrix.value(p) / scale[matrix.row(p)];
                }
                rank[j] = sum;
            }
            return rank;
        }
    }
}
