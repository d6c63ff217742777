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

    /** Doubling from a 31st of its share, five pieces use it up. */
    private static final double FIRST_PIECE = 1.0 / 31;

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
    private double objectiveSeen;
    private double spentWhenSeen;
    private double turnLength;
    private boolean opens;
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
        run = session.child(
                id(), most < Long.MAX_VALUE ? meter.limit(options, most, member.evaluationCost()) : options, pause);
        runs++;
        looks = 0;
        spentBeforeRun = spent;
        objectiveBeforeRun = session.incumbentObjective();
        return run;
    }

    /** What the next run may spend. */
    private double allowance() {
        return switch (member.manner()) {
            case STEADY -> Double.POSITIVE_INFINITY;
            case ONCE, PLANNED -> Math.max(1, allotted);
            case PIECES -> Math.max(1, piece(runs));
        };
    }

    private double piece(int run) {
        return Math.scalb(allotted * FIRST_PIECE, run);
    }

    /** Closes the account of a run; returns whether there is to be another one. */
    boolean endRun() {
        measure();
        evaluations += run.evaluations();
        if (member.manner() == Member.Manner.PIECES && meter == Meter.EVALUATIONS) {
            // Native work that an evaluation stands for is not counted, but granted.
            spent = Math.max(spent, spentBeforeRun + piece(runs - 1));
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
        opens = spentByAll == 0;
        objectiveBeforeTurn = session.incumbentObjective();
        objectiveSeen = objectiveBeforeTurn;
        boundBeforeTurn = session.bound();
    }

    /** Whether the turn is used up; to be asked once at each look, which it counts. */
    boolean isTurnUsedUp() {
        looks++;
        measure();
        return member.manner() != Member.Manner.PIECES
                && spent - booked >= turnLength
                && !(isFirstTurn() && isGettingOn());
    }

    private boolean isFirstTurn() {
        return booked == 0;
    }

    /**
     * Whether something better has come lately: since half of what has been spent. A first turn goes on as long, so that the first member
     * brings its start to an end before the others build on it; but not beyond half of the share, so that the others come to theirs. The
     * member that opens a limited run has as long for its first point: on millions of variables every other one would take its time, too.
     */
    private boolean isGettingOn() {
        if (session.incumbentObjective() > objectiveSeen) {
            objectiveSeen = session.incumbentObjective();
            spentWhenSeen = spent;
        }
        boolean awaited = opens && objectiveSeen == Double.NEGATIVE_INFINITY && allotted < Double.POSITIVE_INFINITY;
        return (awaited || spent < 2 * spentWhenSeen) && spent < allotted / 2;
    }

    private void measure() {
        spent = spentBeforeRun + meter.spent(run, looks, member.evaluationCost());
    }

    /** Ends a turn: books what it cost and what it brought. */
    void endTurn(Merit.Scale scale) {
        double better = session.incumbentObjective() > objectiveBeforeTurn
                ? session.incumbentObjective() - objectiveBeforeTurn
                : 0;
        double tighter = session.bound() < boundBeforeTurn ? boundBeforeTurn - session.bound() : 0;
        merit.add(scale.worth(better, tighter));
        virtualTime += (spent - booked) / weight();
        booked = spent;
    }

    private double weight() {
        return member.share() * (1 + BONUS * merit.value());
    }

    /**
     * How far along its share it is: spending over weight, as weighted fair queueing has it (Demers, Keshav and Shenker, 1989); who has the
     * least is next. A piece counts before it is spent, so that it waits until its member has saved up for it.
     */
    double virtualTime() {
        if (isPressed()) {
            return Double.NEGATIVE_INFINITY;
        }
        double ahead = member.manner() == Member.Manner.PIECES ? allowance() : 0;
        return virtualTime + ahead / weight();
    }

    /**
     * Whether it must go on without a pause to bring a run to its end that was planned for its share: a cooling schedule that is cut off before
     * it is cold is worth little. Others may have had more than their shares by merit.
     */
    private boolean isPressed() {
        double planned = allotted - (booked - spentBeforeRun);
        return member.manner() == Member.Manner.PLANNED && runs == 1 && planned > 0 && meter.left(session) <= planned;
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
