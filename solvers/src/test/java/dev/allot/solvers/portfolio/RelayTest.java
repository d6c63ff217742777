package dev.allot.solvers.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverUnavailableException;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.solve.TracePoint;
import dev.allot.solvers.portfolio.Member.Manner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RelayTest {
    private static final String PREFIX = "scripted-";

    /** A method that does what a test says. */
    private record Scripted(String name, Function<SolveSession, TerminationStatus> script) implements Solver {
        @Override
        public String id() {
            return PREFIX + name;
        }

        @Override
        public String description() {
            return "does what a test says";
        }

        @Override
        public Set<Capability> capabilities() {
            return Capability.all();
        }

        @Override
        public TerminationStatus search(Problem problem, SolveSession session) {
            return script.apply(session);
        }
    }

    /** A portfolio of members that a test chooses. */
    private record Chosen(List<Member> members) implements Solver {
        @Override
        public String id() {
            return "chosen";
        }

        @Override
        public String description() {
            return "the members that a test chooses";
        }

        @Override
        public Set<Capability> capabilities() {
            return Capability.all();
        }

        @Override
        public TerminationStatus search(Problem problem, SolveSession session) {
            return new Relay(members, problem, session).run();
        }
    }

    private static Member member(
            String name, double share, Manner manner, Function<SolveSession, TerminationStatus> script) {
        return new Member(new Scripted(name, script), share, manner);
    }

    /** Evaluates until told to stop. */
    private static TerminationStatus evaluate(SolveSession session) {
        while (session.tryEvaluate()) {
            Thread.onSpinWait();
        }
        return session.stopReason();
    }

    private static TerminationStatus offer(SolveSession session, double x, double y) {
        if (session.tryEvaluate()) {
            session.offer(new double[] {x, y});
        }
        return TerminationStatus.LOCALLY_OPTIMAL;
    }

    /** Maximise x + 2y over 0..3 each with x + y at most 4: the optimum is 7. */
    private static Problem problem() {
        ProblemBuilder builder = Problem.builder();
        builder.integer(0, 3, 1);
        builder.integer(0, 3, 2);
        builder.constraint(LinearConstraint.atMost("sum", 4, new int[] {0, 1}, new double[] {1, 1}));
        return builder.build();
    }

    private static SolveResult run(SolveOptions options, Member... members) {
        return new Chosen(List.of(members)).solve(problem(), options);
    }

    private static SolveOptions evaluations(long limit) {
        return SolveOptions.defaults().withEvaluationLimit(limit);
    }

    @AfterEach
    void noThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains(PREFIX));
    }

    @Test
    void membersShareTheIncumbentAndTheResultSaysWhoseItIs() {
        SolveResult result = run(
                evaluations(1_000),
                member("first", 1, Manner.ONCE, s -> offer(s, 1, 1)),
                member("second", 1, Manner.ONCE, s -> {
                    assertThat(s.incumbentObjective()).isEqualTo(3);
                    offer(s, 1, 2);
                    return TerminationStatus.LOCALLY_OPTIMAL;
                }),
                member("third", 1, Manner.ONCE, s -> {
                    s.tightenBound(7);
                    s.record("nodes", "3");
                    return offer(s, 0, 1);
                }));
        assertThat(result.termination()).isEqualTo(TerminationStatus.LOCALLY_OPTIMAL);
        assertThat(result.trace()).extracting(TracePoint::objective).containsExactly(3.0, 5.0);
        assertThat(result.evaluations()).isEqualTo(3);
        assertThat(result.bound()).isEqualTo(7);
        assertThat(result.provenance())
                .containsEntry("incumbent", PREFIX + "second")
                .containsEntry("bound", PREFIX + "third")
                .containsEntry(PREFIX + "third.nodes", "3")
                .containsEntry(PREFIX + "first", "1 run, 1 evaluations");
    }

    @Test
    void noMoreMembersRunAtATimeThanThreads() {
        for (int threads : new int[] {1, 2}) {
            AtomicInteger running = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            Function<SolveSession, TerminationStatus> busy = session -> {
                while (true) {
                    // Between two looks only those with a turn are in here.
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    running.decrementAndGet();
                    if (session.shouldStop()) {
                        return session.stopReason();
                    }
                }
            };
            SolveResult result = run(
                    SolveOptions.defaults()
                            .withTimeLimit(Duration.ofMillis(200))
                            .withThreads(threads),
                    member("a", 1, Manner.STEADY, busy),
                    member("b", 1, Manner.STEADY, busy),
                    member("c", 1, Manner.STEADY, busy));
            assertThat(result.termination()).isEqualTo(TerminationStatus.TIME_LIMIT);
            assertThat(most.get()).as("%s threads", threads).isLessThanOrEqualTo(threads);
        }
    }

    @Test
    void turnsAreInProportionToShares() {
        long[] counted = new long[2];
        run(
                evaluations(100_000),
                member("one", 1, Manner.STEADY, s -> {
                    TerminationStatus status = evaluate(s);
                    counted[0] = s.evaluations();
                    return status;
                }),
                member("three", 3, Manner.STEADY, s -> {
                    TerminationStatus status = evaluate(s);
                    counted[1] = s.evaluations();
                    return status;
                }));
        assertThat(counted[0] + counted[1]).isEqualTo(100_000);
        assertThat((double) counted[1] / counted[0]).isBetween(2.0, 4.0);
    }

    @Test
    void dearEvaluationsAreFewer() {
        long[] counted = new long[1];
        Solver dear = new Scripted("dear", s -> {
            TerminationStatus status = evaluate(s);
            counted[0] = s.evaluations();
            return status;
        });
        SolveResult result = run(
                evaluations(100_000),
                member("cheap", 1, Manner.STEADY, RelayTest::evaluate),
                new Member(dear, 1, Manner.STEADY, 100));
        assertThat(result.evaluations()).isEqualTo(100_000);
        // A turn ends at a look, and looks are some evaluations apart.
        assertThat(counted[0]).isBetween(500L, 1_600L);
    }

    @Test
    void whoImprovesGetsMore() {
        long[] counted = new long[2];
        int[] steps = {0};
        Problem problem = problemOfWidth(1_000_000);
        new Chosen(List.of(
                        member("idle", 1, Manner.STEADY, s -> {
                            TerminationStatus status = evaluate(s);
                            counted[0] = s.evaluations();
                            return status;
                        }),
                        member("finder", 1, Manner.STEADY, s -> {
                            while (s.tryEvaluate()) {
                                s.offer(new double[] {++steps[0]});
                            }
                            counted[1] = s.evaluations();
                            return s.stopReason();
                        })))
                .solve(problem, evaluations(100_000));
        assertThat(2 * counted[1]).isGreaterThan(3 * counted[0]);
        assertThat(counted[0]).as("the share that nobody loses").isGreaterThan(10_000);
    }

    private static Problem problemOfWidth(int width) {
        ProblemBuilder builder = Problem.builder();
        builder.integer(0, width, 1);
        return builder.build();
    }

    @Test
    void piecesWaitUntilTheyArePaidForAndGrow() {
        List<String> order = new ArrayList<>();
        List<Long> lengths = new ArrayList<>();
        run(
                evaluations(62_000),
                member("piece", 1, Manner.PIECES, s -> {
                    order.add("piece");
                    lengths.add(s.evaluationsLeft());
                    return evaluate(s);
                }),
                member("other", 1, Manner.STEADY, s -> {
                    order.add("other");
                    return evaluate(s);
                }));
        assertThat(order).startsWith("other", "piece");
        assertThat(lengths.subList(0, 4)).containsExactly(1_000L, 2_000L, 4_000L, 8_000L);
    }

    @Test
    void aMemberThatFailsIsLeftOut() {
        SolveResult result = run(
                evaluations(1_000),
                member("throws", 1, Manner.STEADY, s -> {
                    throw new IllegalArgumentException("no such luck");
                }),
                member("unavailable", 1, Manner.STEADY, s -> {
                    throw new SolverUnavailableException("no library", new UnsatisfiedLinkError("none"));
                }),
                member("linkage", 1, Manner.STEADY, s -> {
                    throw new NoClassDefFoundError("com/example/Library");
                }),
                member("errs", 1, Manner.STEADY, s -> TerminationStatus.NUMERICAL_ERROR),
                member("lies", 1, Manner.STEADY, s -> TerminationStatus.OPTIMAL),
                member("sound", 1, Manner.ONCE, s -> offer(s, 1, 1)));
        assertThat(result.termination()).isEqualTo(TerminationStatus.LOCALLY_OPTIMAL);
        assertThat(result.objective()).isEqualTo(3);
        assertThat(result.provenance().get(PREFIX + "throws")).contains("left out: no such luck");
        assertThat(result.provenance().get(PREFIX + "unavailable")).contains("left out: no library");
        assertThat(result.provenance().get(PREFIX + "linkage")).contains("left out: com/example/Library");
        assertThat(result.provenance().get(PREFIX + "errs")).contains("left out: ended as NUMERICAL_ERROR");
        assertThat(result.provenance().get(PREFIX + "lies")).contains("left out: ended as OPTIMAL without a point");
    }

    @Test
    void whereAllFailTheRunFails() {
        SolveResult result = run(evaluations(10), member("throws", 1, Manner.STEADY, s -> {
            throw new IllegalArgumentException("no such luck");
        }));
        assertThat(result.termination()).isEqualTo(TerminationStatus.OTHER_ERROR);
        assertThat(result.detail().orElseThrow()).contains(PREFIX + "throws", "no such luck");
    }

    @Test
    void anErrorOfTheMachineReachesTheCaller() {
        assertThat(catchThrowable(() -> run(
                        evaluations(10_000),
                        member("waits", 1, Manner.STEADY, RelayTest::evaluate),
                        member("dies", 1, Manner.STEADY, s -> {
                            throw new OutOfMemoryError("pretended");
                        }))))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("pretended");
    }

    @Test
    void aWrongBoundIsNeverPassedOver() {
        SolveResult result = run(
                evaluations(10_000),
                member("wrong", 1, Manner.ONCE, s -> {
                    s.tightenBound(4);
                    return evaluate(s);
                }),
                member("right", 1, Manner.STEADY, s -> offer(s, 1, 3)));
        assertThat(result.termination()).isEqualTo(TerminationStatus.OTHER_ERROR);
        assertThat(result.detail().orElseThrow()).contains("7.0", "bound 4.0 of " + PREFIX + "wrong");
    }

    @Test
    void aProofEndsTheRunForAll() {
        SolveResult result = run(
                SolveOptions.defaults().withTimeLimit(Duration.ofSeconds(50)),
                member("waits", 1, Manner.STEADY, RelayTest::evaluate),
                member("proves", 1, Manner.PIECES, s -> {
                    offer(s, 1, 3);
                    return TerminationStatus.OPTIMAL;
                }));
        assertThat(result.termination()).isEqualTo(TerminationStatus.OPTIMAL);
        assertThat(result.bound()).isEqualTo(7);
        assertThat(result.provenance()).containsEntry("proof", PREFIX + "proves");
        assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(40));
    }

    @Test
    void anInterruptOfTheCallerEndsTheRunAndStaysSet() throws InterruptedException {
        List<SolveResult> results = Collections.synchronizedList(new ArrayList<>());
        List<Boolean> flags = Collections.synchronizedList(new ArrayList<>());
        Thread caller = new Thread(() -> {
            results.add(run(
                    SolveOptions.defaults(),
                    member("a", 1, Manner.STEADY, s -> {
                        offer(s, 1, 1);
                        return evaluate(s);
                    }),
                    member("b", 1, Manner.STEADY, RelayTest::evaluate)));
            flags.add(Thread.currentThread().isInterrupted());
        });
        caller.start();
        Thread.sleep(100);
        caller.interrupt();
        caller.join();
        assertThat(flags).containsExactly(true);
        assertThat(results.get(0).termination()).isEqualTo(TerminationStatus.INTERRUPTED);
        assertThat(results.get(0).objective()).isEqualTo(3);
    }

    @Test
    void anInterruptThatFailsEndsTheRun() {
        AtomicInteger asked = new AtomicInteger();
        SolveResult result = run(
                SolveOptions.defaults().withInterrupt(() -> {
                    if (asked.incrementAndGet() > 20) {
                        throw new IllegalArgumentException("cannot say");
                    }
                    return false;
                }),
                member("a", 1, Manner.STEADY, RelayTest::evaluate),
                member("b", 1, Manner.STEADY, RelayTest::evaluate));
        assertThat(result.termination()).isEqualTo(TerminationStatus.OTHER_ERROR);
        assertThat(result.detail().orElseThrow()).contains("cannot say");
    }

    @Test
    void whoFindsNothingNewAgainAndAgainRetires() {
        AtomicInteger runs = new AtomicInteger();
        SolveResult result = run(
                SolveOptions.defaults().withTimeLimit(Duration.ofSeconds(50)), member("short", 1, Manner.STEADY, s -> {
                    runs.incrementAndGet();
                    return offer(s, 1, 1);
                }));
        assertThat(result.termination()).isEqualTo(TerminationStatus.LOCALLY_OPTIMAL);
        assertThat(runs.get()).isBetween(2, 20);
    }

    @Test
    void endsWhereOnlyRoundingIsLeftToGain() {
        SolveResult result = run(
                SolveOptions.defaults().withTimeLimit(Duration.ofSeconds(50)),
                member("bounds", 1, Manner.STEADY, s -> {
                    s.tightenBound(7 + 1e-11);
                    return offer(s, 1, 3);
                }),
                member("waits", 1, Manner.STEADY, RelayTest::evaluate));
        assertThat(result.termination()).isEqualTo(TerminationStatus.LOCALLY_OPTIMAL);
        assertThat(result.bound()).isEqualTo(7 + 1e-11);
        assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(40));
    }

    @Test
    void withoutALimitEveryMemberRunsOnce() {
        AtomicInteger runs = new AtomicInteger();
        SolveResult result = run(
                SolveOptions.defaults(),
                member("a", 1, Manner.STEADY, s -> {
                    runs.incrementAndGet();
                    return offer(s, 1, 1);
                }),
                member("b", 1, Manner.PIECES, s -> {
                    runs.incrementAndGet();
                    return offer(s, 1, 2);
                }));
        assertThat(result.termination()).isEqualTo(TerminationStatus.LOCALLY_OPTIMAL);
        assertThat(runs.get()).isEqualTo(2);
    }
}
