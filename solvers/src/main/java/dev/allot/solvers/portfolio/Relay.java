package dev.allot.solvers.portfolio;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.TerminationStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets members take turns on one problem. Each searches in a thread of its own, but no more of them run at a time than the run may use
 * threads: a member that has used up its turn waits, wherever it looks at the clock, until it is given another. With one thread exactly
 * one of them runs, and hands over under a lock; so members share the session without a race and, as long as turns are measured in
 * evaluations, in the same order every time.
 *
 * <p>Who is next is decided by weighted fair queueing over shares and merit ({@link Runner}). A member that proves something ends the run
 * for all; one that fails is left out from then on. When the run is over, those that wait are resumed one after the other, so that they
 * can end.
 */
public final class Relay {
    /** Relative to the objective: a bound in floating point may never come closer, however good the incumbent is. */
    private static final double ROUNDING = 1e-10;

    private final Problem problem;
    private final SolveSession session;
    private final List<Seat> seats = new ArrayList<>();
    private final Merit.Scale scale = new Merit.Scale();
    private final Verdict verdict = new Verdict();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition someoneEnded = lock.newCondition();
    private int free;
    private volatile boolean over;

    /** A member's place. Guarded by the lock, but for the runner, which is its thread's while that has the turn. */
    private final class Seat {
        final Runner runner;
        final Condition turn = lock.newCondition();

        @Nullable
        Thread thread;

        boolean hasTurn;
        boolean ended;

        Seat(Runner runner) {
            this.runner = runner;
        }
    }

    /**
     * A relay that has not started.
     *
     * @param members in the order of their first turns; all support the problem
     */
    public Relay(List<Member> members, Problem problem, SolveSession session) {
        this.problem = problem;
        this.session = session;
        Meter meter = Meter.of(session.options());
        free = session.options().threads();
        long left = meter.left(session);
        double shares = members.stream().mapToDouble(Member::share).sum();
        for (Member member : members) {
            double part = Math.min(1, free * member.share() / shares);
            double allotted = left == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : part * left;
            seats.add(new Seat(new Runner(member, session, meter, allotted)));
        }
    }

    /**
     * Runs all members until a proof, the end of the session, or the natural end of all of them. No thread is left behind. An interrupt of the
     * calling thread ends the run and stays set.
     *
     * @throws IllegalStateException if all members failed, or one of them refuted another's bound
     */
    public TerminationStatus run() {
        boolean interrupted = false;
        lock.lock();
        try {
            dispatch();
            while (seats.stream().anyMatch(seat -> seat.thread != null && !seat.ended)) {
                try {
                    someoneEnded.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    over = true;
                }
            }
        } finally {
            lock.unlock();
        }
        for (Seat seat : seats) {
            interrupted |= join(seat.thread);
            record(seat);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Optional<TerminationStatus> proof = verdict.proof();
        if (proof.isPresent()) {
            return proof.get();
        }
        if (session.shouldStop()) {
            return session.stopReason();
        }
        return interrupted ? TerminationStatus.INTERRUPTED : TerminationStatus.LOCALLY_OPTIMAL;
    }

    private void record(Seat seat) {
        String id = seat.runner.id();
        long sameBefore = seats.stream()
                .takeWhile(other -> other != seat)
                .filter(other -> other.runner.id().equals(id))
                .count();
        String left = verdict.droppedFor(id).map(why -> "; left out: " + why).orElse("");
        session.record(sameBefore == 0 ? id : id + "-" + (sameBefore + 1), seat.runner.summary() + left);
    }

    /** Waits for a thread that is about to end; returns whether the calling thread was interrupted meanwhile. */
    private static boolean join(@Nullable Thread thread) {
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    /** Gives turns to those who are next, as long as there are any to give. Needs the lock. */
    private void dispatch() {
        // Nobody is looked for while all turns are given: what is asked then would depend on how far the others are.
        while (free > 0) {
            Optional<Seat> next = next();
            if (next.isEmpty()) {
                break;
            }
            giveTurn(next.get());
        }
        someoneEnded.signalAll();
    }

    private Optional<Seat> next() {
        if (isOver()) {
            return seats.stream()
                    .filter(seat -> isWaiting(seat) && seat.thread != null)
                    .findFirst();
        }
        return seats.stream()
                .filter(Relay::isWaiting)
                .min(Comparator.comparingDouble(seat -> seat.runner.virtualTime()));
    }

    private static boolean isWaiting(Seat seat) {
        return !seat.hasTurn && !seat.ended;
    }

    private void giveTurn(Seat seat) {
        seat.hasTurn = true;
        free--;
        seat.runner.startTurn(seats.stream().mapToDouble(s -> s.runner.spent()).sum());
        if (seat.thread != null) {
            seat.turn.signal();
            return;
        }
        Thread thread = new Thread(() -> live(seat), "allot-" + seat.runner.id());
        thread.setDaemon(true);
        thread.start();
        seat.thread = thread;
    }

    /** Needs the lock. */
    private void takeTurn(Seat seat) {
        seat.hasTurn = false;
        free++;
        seat.runner.endTurn(scale);
    }

    /** Whether nobody is to go on: the session says so, or only rounding is left to be gained. */
    private boolean isOver() {
        try {
            if (session.shouldStop() || isOnlyRoundingLeft()) {
                over = true;
            }
        } catch (RuntimeException | Error e) {
            verdict.callerFailed(e);
            over = true;
        }
        return over;
    }

    private boolean isOnlyRoundingLeft() {
        double objective = session.incumbentObjective();
        return objective > Double.NEGATIVE_INFINITY
                && session.bound() - objective <= ROUNDING * Math.max(1, Math.abs(objective));
    }

    // ---- in the members' threads ----

    private void live(Seat seat) {
        try {
            while (!isOver() && runOnce(seat)) {
                handOver(seat);
            }
        } catch (Throwable e) {
            take(verdict.threw(seat.runner.id(), e));
        } finally {
            lock.lock();
            try {
                seat.ended = true;
                takeTurn(seat);
                dispatch();
            } finally {
                lock.unlock();
            }
        }
    }

    /** One run of a member; returns whether it is to have another. */
    private boolean runOnce(Seat seat) {
        Runner runner = seat.runner;
        SolveSession run = runner.startRun(() -> over, () -> pause(seat));
        TerminationStatus status = runner.member().solver().search(problem, run);
        Verdict.Consequence consequence = verdict.ended(runner.id(), status, session);
        take(consequence);
        return runner.endRun() && consequence == Verdict.Consequence.NONE;
    }

    private void take(Verdict.Consequence consequence) {
        if (consequence == Verdict.Consequence.END_ALL) {
            over = true;
        }
    }

    /** Called by a member wherever it looks at the clock. */
    private void pause(Seat seat) {
        if (seat.runner.isTurnUsedUp() && !over) {
            handOver(seat);
        }
    }

    /** Hands the turn over, perhaps to the same member, and waits for the next one. */
    private void handOver(Seat seat) {
        lock.lock();
        try {
            takeTurn(seat);
            dispatch();
            while (!seat.hasTurn) {
                seat.turn.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
