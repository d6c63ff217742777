package dev.allot.solvers.portfolio;

import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveSession;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * A member's account in one run: what it may spend, what it has spent, what came of it. Touched by the member's own thread while it has the
 * turn, and otherwise under the relay's lock.
 */
final class Runner {
    /** Merit multiplies a share by up to 1 plus this. Without merit the share stays as it is, so that nobody starves. */
    private static final double BONUS = 3;

    /** Doubling from a 31st of its share, five runs use it up. */
    private static final double FIRST_EPISODE = 1.0 / 31;

    /** So many runs in a row that ended by themselves, while the incumbent stayed the same, and a member retires. */
    private static final int MOST_FRUITLESS = 10;

    private final Member member;
    private final SolveSession session;
    private final Meter meter;
    private final double allotted;
    private final Merit merit = new Merit();

    private SolveSession run;
    private int runs;
    private long looks;
    private long evaluations;
    private double spent;
    private int fruitless;
    private double spentBeforeRun;
    private double objectiveBeforeRun;
    private double booked;
    private double objectiveSeen = Double.NEGATIVE_INFINITY;
    private double spentWhenSeen;
    private double turnLength;
    private double objectiveBeforeTurn;
    private double boundBeforeTurn;
    private double virtualTime;

    /**
     * A member that has not run yet.
     *
     * @param allotted its share of the run in the meter's units; infinite if the run has no limit
     */
    Runner(Member member, SolveSession session, Meter meter, double allotted) {
        this.member = member;
        this.session = session;
        this.meter = meter;
        this.allotted = allotted;
        run = session;
    }

    String id() {
        return member.solver().id();
    }

    Member member() {
        return member;
    }

    /** Opens the session of the next run, to be searched by the calling thread. */
    SolveSession startRun(BooleanSupplier over, Runnable pause) {
        long seed = new SplittableRandom(session.random(id()).nextLong() + runs).nextLong();
        SolveOptions options = session.options().withSeed(seed).withThreads(1).withInterrupt(over);
        double most = allowance();
        run = session.child(id(), most < Long.MAX_VALUE ? meter.limit(options, (long) most) : options, pause);
        runs++;
        looks = 0;
        spentBeforeRun = spent;
        objectiveBeforeRun = session.incumbentObjective();
        return run;
    }

    /** What the next run may spend. */
    private double allowance() {
        return switch (member.manner()) {
            case ONCE -> Math.max(1, allotted);
            case STEADY -> Double.POSITIVE_INFINITY;
            case EPISODES, PIECES -> Math.max(1, Math.scalb(allotted * FIRST_EPISODE, runs));
        };
    }

    /** Closes the account of a run; returns whether there is to be another one. */
    boolean endRun() {
        measure();
        evaluations += run.evaluations();
        if (member.manner() == Member.Manner.PIECES && meter == Meter.EVALUATIONS) {
            // Native work that an evaluation stands for is not counted, but granted.
            spent = Math.max(spent, spentBeforeRun + Math.scalb(allotted * FIRST_EPISODE, runs - 1));
        }
        boolean cutShort = run.evaluationsLeft() <= 0 || run.timeLeft().isZero();
        fruitless = cutShort || session.incumbentObjective() > objectiveBeforeRun ? 0 : fruitless + 1;
        return member.manner() != Member.Manner.ONCE
                && allotted < Double.POSITIVE_INFINITY
                && run.evaluations() > 0
                && fruitless < MOST_FRUITLESS;
    }

    /** Starts a turn, all members together having spent so much. */
    void startTurn(double spentByAll) {
        turnLength = meter.turn(spentByAll);
        objectiveBeforeTurn = session.incumbentObjective();
        boundBeforeTurn = session.bound();
    }

    /** Whether the turn is used up; to be asked at each look. */
    boolean isTurnUsedUp() {
        looks++;
        measure();
        return switch (member.manner()) {
            case ONCE -> isStalled() && spent - booked >= turnLength;
            case STEADY, EPISODES -> spent - booked >= turnLength;
            case PIECES -> false;
        };
    }

    /** Whether nothing better has come for as long as it took to the last better point. */
    private boolean isStalled() {
        if (session.incumbentObjective() > objectiveSeen) {
            objectiveSeen = session.incumbentObjective();
            spentWhenSeen = spent;
        }
        return spent >= 2 * spentWhenSeen;
    }

    private void measure() {
        spent = spentBeforeRun + meter.spent(run, looks);
    }

    /** Ends a turn: books what it cost and what it brought. */
    void endTurn(Merit.Scale scale) {
        virtualTime += (spent - booked) / weight();
        booked = spent;
        double better = session.incumbentObjective() > objectiveBeforeTurn
                ? session.incumbentObjective() - objectiveBeforeTurn
                : 0;
        double tighter = session.bound() < boundBeforeTurn ? boundBeforeTurn - session.bound() : 0;
        merit.add(scale.worth(better, tighter));
    }

    private double weight() {
        return member.share() * (1 + BONUS * merit.value());
    }

    /**
     * How far along its share it is: spending over weight, as weighted fair queueing has it (Demers, Keshav and Shenker, 1989); who has the
     * least is next. A piece counts before it is spent, so that it waits until its member has saved up for it.
     */
    double virtualTime() {
        double ahead = member.manner() == Member.Manner.PIECES ? allowance() : 0;
        return virtualTime + ahead / weight();
    }

    /** What it has spent until the end of its last turn. */
    double spent() {
        return booked;
    }

    /** One line on how it went. */
    String summary() {
        return runs + (runs == 1 ? " run, " : " runs, ") + evaluations + " evaluations";
    }
}
