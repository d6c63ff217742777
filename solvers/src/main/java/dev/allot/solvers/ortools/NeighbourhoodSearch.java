package dev.allot.solvers.ortools;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverUnavailableException;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.branching.Neighbourhoods;
import dev.allot.solvers.cells.CellAnnealing;
import dev.allot.solvers.cells.CellWalk;
import dev.allot.solvers.greedy.GreedyStart;
import dev.allot.solvers.sampling.AlgorithmOneSampler;
import dev.allot.solvers.search.Opening;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Large neighbourhood search (Shaw, CP 1998) for tree ensembles, by integer programming in the space of aggregates. A neighbourhood lets some
 * aggregates leave their cells, all trees at once: around a point many go to the next cell on either side or few go farther, and between several
 * points each goes wherever any of them has it, as path relinking does (Glover, Laguna and Marti 2000). Its linear relaxation tells where most variables
 * belong; the few hundred that it is least sure of, and the cells, are left to an integer program, which takes a fraction of a second.
 *
 * <p>Points to look between are bred in generations: short annealings from random mixes, which owe nothing to each other, then what is found
 * between two or three of them or around one, until nothing better comes. The best of each generation meets the best of those before, and the incumbent, which
 * is then looked around.
 *
 * <p>Relaxations are solved by GLOP, integer programs by SCIP, both of OR-Tools, whose native code is loaded by {@link #search} and nowhere
 * else. An evaluation is a round of the dual search that tells whether a neighbourhood can hold anything better, or some hundred draws of an
 * annealing; what native code does is not counted. Limited by evaluations, the result depends on seed and limit alone.
 *
 * @param programSize variables of an integer program at most, cells and leaves not counted; at least 1
 */
public record NeighbourhoodSearch(int programSize) implements Solver {
    static final String ID = "neighbourhood-search";

    /** Share of the aggregates that may leave a point's cells at first, in looks that reach no further than the next ones. */
    private static final double FIRST_SHARE = 0.4;

    private static final double LEAST_SHARE = 0.05;
    /** Beyond, neighbourhoods are all alike, and roundings of their relaxations far from them. */
    private static final double MOST_SHARE = 0.5;

    private static final double GROWTH = 1.1;
    /** Looks around a point reach so many cells to either side at most, where fewer aggregates may move. */
    private static final int MOST_REACH = 6;

    /** Points of a generation at most, and of the best of all. */
    private static final int ELITE = 12;
    /** Points that a generation begins with. */
    private static final int NEWCOMERS = 8;
    /** Fewer where more would take longer than this part of the time that is left. */
    private static final int NEWCOMERS_PART = 8;

    private static final int LEAST_NEWCOMERS = 2;
    private static final int NEWCOMER_DRAWS = 6_000;
    /** About as much work as a round of the dual. */
    private static final int DRAWS_PER_EVALUATION = 500;

    /** A generation ends after so many looks in a row that brought nothing better, and so do looks around the incumbent. */
    private static final int FRUITLESS = 8;
    /** One look in so many is around a point of the generation, the others between some. */
    private static final int AROUND_PART = 3;
    /** Share of the aggregates that may go beyond what lies between points, every other time and where that was looked at before. */
    private static final double BEYOND = 0.1;

    /** In the last of so many parts of a limited run no more generations begin: they would not come to their end. */
    private static final int FINAL_PART = 10;

    /** A run without limits ends after so many generations in a row that brought nothing. */
    private static final int PATIENCE = 5;

    /** Integer programs of up to 800 variables. */
    public NeighbourhoodSearch() {
        this(800);
    }

    /** Checks the parameters. */
    public NeighbourhoodSearch {
        if (programSize < 1) {
            throw new IllegalArgumentException("the size of programs is at least 1, not " + programSize);
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String description() {
        return "large neighbourhoods of cells around and between good points of a tree ensemble,"
                + " by OR-Tools' GLOP and SCIP";
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
        private final Opening opening;
        private final SolveSession session;
        private final SplittableRandom random;
        private final AlgorithmOneSampler sampler;
        private final Neighbourhoods neighbourhoods;
        private final NeighbourhoodSolve solve;
        private final ElitePoints champions;
        private final Duration finalTime;
        private final long finalEvaluations;
        private double share = FIRST_SHARE;

        Run(Opening opening) {
            this.opening = opening;
            session = opening.session();
            random = opening.random();
            sampler = new AlgorithmOneSampler(opening.problem());
            neighbourhoods = new Neighbourhoods(opening.constraints(), session, random);
            solve = new NeighbourhoodSolve(opening.problem(), session, programSize);
            champions = new ElitePoints(ELITE, neighbourhoods::distance);
            finalTime = session.timeLeft().dividedBy(FINAL_PART);
            finalEvaluations = session.evaluationsLeft() / FINAL_PART;
        }

        void search() {
            for (int idle = 0; idle < PATIENCE && !session.shouldStop(); idle++) {
                double before = session.incumbentObjective();
                if (session.timeLeft().compareTo(finalTime) >= 0 && session.evaluationsLeft() >= finalEvaluations) {
                    ElitePoints generation = newcomers();
                    evolve(generation);
                    generation.best().ifPresent(champions::add);
                }
                session.incumbent().ifPresent(champions::add);
                evolve(champions);
                lookAround();
                idle = session.incumbentObjective() > before ? -1 : idle;
            }
        }

        /** Looks around the incumbent, until that brings nothing better for a while. */
        private void lookAround() {
            for (int idle = 0; idle < FRUITLESS && !session.shouldStop(); idle++) {
                Solution centre = session.incumbent().orElseThrow();
                around(centre);
                idle = session.incumbentObjective() > centre.objective() ? -1 : idle;
            }
        }

        /** Looks around a point: at many aggregates near their cells or at few farther away, more where all can be looked at in time. */
        private Optional<Solution> around(Solution centre) {
            int reach = 1 + random.nextInt(MOST_REACH);
            Optional<NeighbourhoodSolve.Found> found = neighbourhoods
                    .around(centre, share / Math.sqrt(reach), reach)
                    .map(solve::search);
            boolean isInTime = found.map(NeighbourhoodSolve.Found::isComplete).orElse(true);
            share = isInTime ? Math.min(MOST_SHARE, share * GROWTH) : Math.max(LEAST_SHARE, share / GROWTH / GROWTH);
            return found.flatMap(NeighbourhoodSolve.Found::point);
        }

        private ElitePoints newcomers() {
            ElitePoints points = new ElitePoints(ELITE, neighbourhoods::distance);
            Duration end = session.elapsed().plus(session.timeLeft().dividedBy(NEWCOMERS_PART));
            for (int k = 0; k < NEWCOMERS && !session.shouldStop(); k++) {
                boolean isLate = session.elapsed().compareTo(end) > 0;
                if (k < LEAST_NEWCOMERS || !isLate) {
                    newcomer().ifPresent(points::add);
                }
            }
            return points;
        }

        /** A point that owes nothing to others: annealed from a random mix. */
        private Optional<Solution> newcomer() {
            double[] start = sampler.draw(random, 1, session::shouldStop);
            boolean isFeasible = Solution.of(opening.problem(), start).isFeasible();
            if (!isFeasible || !CellWalk.applies(opening.problem()) || !session.tryEvaluate()) {
                return Optional.empty();
            }
            CellWalk walk = new CellWalk(opening, start, () -> true);
            CellAnnealing annealing = new CellAnnealing(walk, random, Long.MAX_VALUE);
            for (int draw = 0; draw < NEWCOMER_DRAWS; draw++) {
                if (draw % DRAWS_PER_EVALUATION == 0 && !session.tryEvaluate()) {
                    break;
                }
                annealing.step(annealing.temperature((double) draw / NEWCOMER_DRAWS));
            }
            return Optional.of(Solution.of(opening.problem(), walk.values()));
        }

        /** Looks between points and around them, and takes in what is found, until that brings nothing better for a while. */
        private void evolve(ElitePoints points) {
            Set<Set<Solution>> looked = new HashSet<>();
            for (int idle = 0; idle < patience(points) && !session.shouldStop(); idle++) {
                double best = points.best().orElseThrow().objective();
                Optional<Solution> found = random.nextInt(AROUND_PART) == 0
                        ? around(points.draw(1, random).get(0))
                        : between(points, looked);
                found.ifPresent(points::add);
                idle = points.best().orElseThrow().objective() > best ? -1 : idle;
            }
        }

        private Optional<Solution> between(ElitePoints points, Set<Set<Solution>> looked) {
            List<Solution> parents = points.draw(Math.min(points.size(), 2 + random.nextInt(2)), random);
            // What is just between the same points was seen before.
            boolean isNew = random.nextBoolean() && looked.add(Set.copyOf(parents));
            return neighbourhoods
                    .between(parents, isNew ? 0 : BEYOND)
                    .map(solve::search)
                    .flatMap(NeighbourhoodSolve.Found::point);
        }

        /** How many looks in a row may bring nothing: few points have little between them. */
        private int patience(ElitePoints points) {
            return Math.min(FRUITLESS, points.size() * (points.size() - 1));
        }
    }
}
