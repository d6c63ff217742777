package dev.allot.benchmarks.peers;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import java.util.EnumSet;
import java.util.Set;

/**
 * Timefold Solver's local search, with an incremental score calculator that is our own incremental score behind its interface, so that moves
 * cost as little as they can.
 *
 * <p>Set-up: one entity for each variable, change and swap moves (Timefold's default), late acceptance over 400 steps with the first
 * accepted move taken (its defaults for that acceptor), the hard score what constraints are violated by. It starts with all variables at
 * their lower bounds, for Timefold's construction heuristics would score each value of each variable first. Every score that it computes
 * counts as an evaluation, and every feasible point among them as its answer.
 */
public record TimefoldPeer() implements Solver {
    private static final int LATE_ACCEPTANCE = 400;

    @Override
    public String id() {
        return "peer-timefold";
    }

    @Override
    public String description() {
        return "peer: Timefold's late acceptance over change and swap moves, on our incremental score";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.CONTINUOUS_VARIABLES));
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        TimefoldPlan plan = TimefoldPlan.of(problem, session);
        if (session.tryEvaluate()) {
            session.offer(problem.lowerBounds());
        }
        if (session.shouldStop()) {
            return session.stopReason();
        }
        if (plan.getChoices().size() < 2) {
            return TerminationStatus.LOCALLY_OPTIMAL;
        }
        SolverFactory<TimefoldPlan> factory = SolverFactory.create(config(session));
        ai.timefold.solver.core.api.solver.Solver<TimefoldPlan> solver = factory.buildSolver();
        plan.onStop(solver::terminateEarly);
        solver.solve(plan);
        return session.shouldStop() ? session.stopReason() : TerminationStatus.LOCALLY_OPTIMAL;
    }

    private static SolverConfig config(SolveSession session) {
        return new SolverConfig()
                .withSolutionClass(TimefoldPlan.class)
                .withEntityClasses(TimefoldPlan.Choice.class)
                .withEnvironmentMode(EnvironmentMode.NO_ASSERT)
                .withRandomSeed(session.random("peer-timefold").nextLong())
                .withScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(TimefoldScore.class))
                .withTerminationConfig(new TerminationConfig()
                        .withMillisecondsSpentLimit(
                                Math.max(1, session.timeLeft().toMillis())))
                .withPhases(new LocalSearchPhaseConfig()
                        .withAcceptorConfig(new LocalSearchAcceptorConfig().withLateAcceptanceSize(LATE_ACCEPTANCE))
                        .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1)));
    }

    /** Objectives as the whole numbers that Timefold compares. */
    static HardSoftLongScore score(double violation, double objective, double scale) {
        return HardSoftLongScore.of(-(long) Math.ceil(violation * 1e6), Math.round(objective * scale));
    }
}
