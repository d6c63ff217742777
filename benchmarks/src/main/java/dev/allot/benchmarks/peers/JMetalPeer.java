package dev.allot.benchmarks.peers;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.solve.UnsupportedProblemException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.uma.jmetal.algorithm.singleobjective.geneticalgorithm.GenerationalGeneticAlgorithm;
import org.uma.jmetal.operator.crossover.impl.UniformCrossover;
import org.uma.jmetal.operator.mutation.impl.BitFlipMutation;
import org.uma.jmetal.operator.selection.impl.BinaryTournamentSelection;
import org.uma.jmetal.problem.binaryproblem.BinaryProblem;
import org.uma.jmetal.solution.binarysolution.BinarySolution;
import org.uma.jmetal.solution.binarysolution.impl.DefaultBinarySolution;
import org.uma.jmetal.util.binarySet.BinarySet;
import org.uma.jmetal.util.evaluator.impl.SequentialSolutionListEvaluator;
import org.uma.jmetal.util.pseudorandom.JMetalRandom;

/**
 * jMetal's generational genetic algorithm, one bit for each unit of each variable: in a routing problem, for each instance and source.
 *
 * <p>Set-up: population 100 (two survive), binary tournaments, uniform crossover at 0.9, mutation of two bits on average; the first
 * population as in Algorithm 1 of the paper has uniformly drawn shares of set bits; bits that break a budget are cleared in random order and
 * the repaired string replaces the drawn one. jMetal's random numbers are one static generator, so runs in one process wait for each
 * other.
 */
public record JMetalPeer() implements Solver {
    private static final String ID = "peer-jmetal";
    private static final int POPULATION = 100;
    private static final int MOST_BITS = 500_000;
    private static final Object ONE_AT_A_TIME = new Object();

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String description() {
        return "peer: jMetal's genetic algorithm on a bit for each unit, repaired to budgets";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.CONTINUOUS_VARIABLES));
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        if (UnitFilling.count(problem) > MOST_BITS) {
            throw new UnsupportedProblemException(ID, "problems of more than " + MOST_BITS + " units");
        }
        synchronized (ONE_AT_A_TIME) {
            SplittableRandom random = session.random(ID);
            JMetalRandom.getInstance().setSeed(random.nextLong());
            Bits bits = new Bits(problem, session, random);
            double rate = Math.min(0.5, 2.0 / Math.max(1, bits.totalNumberOfBits()));
            while (!session.shouldStop()) {
                new Search(bits, session, rate).run();
            }
        }
        return session.stopReason();
    }

    /** The algorithm with the session's stop as its own. */
    private static final class Search extends GenerationalGeneticAlgorithm<BinarySolution> {
        private static final long serialVersionUID = 1L;
        private final transient SolveSession session;

        Search(Bits bits, SolveSession session, double rate) {
            super(
                    bits,
                    Integer.MAX_VALUE,
                    POPULATION,
                    new UniformCrossover<>(0.9),
                    new BitFlipMutation<>(rate),
                    new BinaryTournamentSelection<>(),
                    new SequentialSolutionListEvaluator<>());
            this.session = session;
        }

        @Override
        protected boolean isStoppingConditionReached() {
            return session.shouldStop();
        }
    }

    /** The problem in jMetal's terms: to be minimised. */
    private static final class Bits implements BinaryProblem {
        private static final long serialVersionUID = 1L;
        private final transient SolveSession session;
        private final transient SplittableRandom random;
        private final transient UnitFilling filling;

        Bits(Problem problem, SolveSession session, SplittableRandom random) {
            this.session = session;
            this.random = random;
            filling = new UnitFilling(problem);
        }

        @Override
        public int numberOfVariables() {
            return 1;
        }

        @Override
        public int numberOfObjectives() {
            return 1;
        }

        @Override
        public int numberOfConstraints() {
            return 0;
        }

        @Override
        public String name() {
            return "allot";
        }

        @Override
        public List<Integer> numberOfBitsPerVariable() {
            return List.of(filling.size());
        }

        @Override
        public int totalNumberOfBits() {
            return filling.size();
        }

        @Override
        public BinarySolution createSolution() {
            BinarySolution solution = new DefaultBinarySolution(new ArrayList<>(numberOfBitsPerVariable()), 1);
            double share = random.nextDouble();
            BinarySet set = solution.variables().get(0);
            for (int bit = 0; bit < filling.size(); bit++) {
                set.set(bit, random.nextDouble() < share);
            }
            return solution;
        }

        @Override
        public BinarySolution evaluate(BinarySolution solution) {
            if (!session.tryEvaluate()) {
                solution.objectives()[0] = Double.MAX_VALUE;
                return solution;
            }
            BinarySet set = solution.variables().get(0);
            int[] order = set.stream().toArray();
            for (int i = order.length - 1; i > 0; i--) {
                int k = random.nextInt(i + 1);
                int swap = order[i];
                order[i] = order[k];
                order[k] = swap;
            }
            boolean[] taken = new boolean[filling.size()];
            double[] x = filling.fill(order, taken);
            for (int bit : order) {
                set.set(bit, taken[bit]);
            }
            double violation = filling.violation(x);
            double objective = filling.objective(x);
            if (violation == 0 && objective > session.incumbentObjective()) {
                session.offer(x);
            }
            solution.objectives()[0] = violation == 0 ? -objective : 1e6 * (1 + violation) - objective;
            return solution;
        }
    }
}
