package dev.allot.core.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Solution;
import dev.allot.core.score.ScoreState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class SolveSessionTest {
    /** A solver that does what a test says. */
    private record Scripted(BiFunction<Problem, SolveSession, TerminationStatus> script) implements Solver {
        @Override
        public String id() {
            return "scripted";
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
            return script.apply(problem, session);
        }
    }

    /** Maximise x + 2y over 0..3 each with x + y at most 4: the optimum is 7, the root bound just above. */
    private static Problem problem() {
        ProblemBuilder builder = Problem.builder();
        builder.integer(0, 3, 1);
        builder.integer(0, 3, 2);
        builder.constraint(LinearConstraint.atMost("sum", 4, new int[] {0, 1}, new double[] {1, 1}));
        return builder.build();
    }

    private static SolveResult run(SolveOptions options, BiFunction<Problem, SolveSession, TerminationStatus> script) {
        return new Scripted(script).solve(problem(), options);
    }

    private static SolveResult run(BiFunction<Problem, SolveSession, TerminationStatus> script) {
        return run(SolveOptions.defaults().withSeed(5), script);
    }

    @Test
    void keepsTheBestFeasiblePointAndTracesIt() {
        SolveResult result = run((problem, session) -> {
            assertThat(session.tryEvaluate()).isTrue();
            assertThat(session.offer(new double[] {1, 1})).isTrue();
            assertThat(session.offer(new double[] {1, 1})).isFalse();
            assertThat(session.offer(new double[] {3, 3})).isFalse();
            assertThat(session.tryEvaluate()).isTrue();
            ScoreState state = ScoreState.at(problem, new double[] {0, 3});
            assertThat(session.offer(state)).isTrue();
            assertThat(session.offer(new double[] {0, 0})).isFalse();
            assertThat(session.incumbentObjective()).isEqualTo(6);
            session.tightenBound(7);
            session.tightenBound(7.5);
            session.tightenBound(Double.NaN);
            session.record("nodes", "12");
            return TerminationStatus.LOCALLY_OPTIMAL;
        });
        assertThat(result.termination()).isEqualTo(TerminationStatus.LOCALLY_OPTIMAL);
        assertThat(result.primal()).isEqualTo(PrimalStatus.FEASIBLE_POINT);
        assertThat(result.objective()).isEqualTo(6);
        assertThat(result.bound()).isEqualTo(7);
        assertThat(result.gap()).isEqualTo(1);
        assertThat(result.relativeGap()).isEqualTo(1 / 6.0);
        assertThat(result.trace().stream().map(TracePoint::objective)).containsExactly(3.0, 6.0);
        assertThat(result.trace().stream().map(TracePoint::evaluations)).containsExactly(1L, 2L);
        assertThat(result.evaluations()).isEqualTo(2);
        assertThat(result.seed()).isEqualTo(5);
        assertThat(result.solver()).isEqualTo("scripted");
        assertThat(result.provenance()).containsEntry("nodes", "12").containsKey("java");
        assertThat(result.detail()).isEmpty();
    }

    @Test
    void optimalClosesTheGap() {
        SolveResult result = run((problem, session) -> {
            session.offer(new double[] {1, 3});
            return TerminationStatus.OPTIMAL;
        });
        assertThat(result.bound()).isEqualTo(7);
        assertThat(result.gap()).isZero();
    }

    @Test
    void aBoundThatTheIncumbentReachesIsAProof() {
        SolveResult result = run((problem, session) -> {
            session.offer(new double[] {1, 3});
            session.tightenBound(7);
            assertThat(session.shouldStop()).isTrue();
            assertThat(session.tryEvaluate()).isFalse();
            return session.stopReason();
        });
        assertThat(result.termination()).isEqualTo(TerminationStatus.OPTIMAL);
    }

    @Test
    void infeasibleNeedsNoBound() {
        SolveResult result = run((problem, session) -> TerminationStatus.INFEASIBLE);
        assertThat(result.bound()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(result.gap()).isZero();
        assertThat(result.relativeGap()).isZero();
        assertThat(result.primal()).isEqualTo(PrimalStatus.NO_SOLUTION);
    }

    @Test
    void aWrongBoundEndsTheSearchAndKeepsThePoint() {
        SolveResult below = run((problem, session) -> {
            session.offer(new double[] {1, 2});
            session.tightenBound(4);
            return TerminationStatus.OPTIMAL;
        });
        assertThat(below.termination()).isEqualTo(TerminationStatus.OTHER_ERROR);
        assertThat(below.detail().orElseThrow()).contains("bound 4.0").contains("5.0");
        assertThat(below.objective()).isEqualTo(5);
        assertThat(below.bound()).isCloseTo(7, within(1e-6));
        SolveResult passed = run((problem, session) -> {
            session.tightenBound(4);
            session.offer(new double[] {1, 2});
            return TerminationStatus.OPTIMAL;
        });
        assertThat(passed.termination()).isEqualTo(TerminationStatus.OTHER_ERROR);
        assertThat(passed.incumbent()).isEmpty();
    }

    @Test
    void claimsThatContradictTheIncumbentAreErrors() {
        SolveResult optimal = run((problem, session) -> TerminationStatus.OPTIMAL);
        assertThat(optimal.termination()).isEqualTo(TerminationStatus.OTHER_ERROR);
        assertThat(optimal.detail()).hasValue("the search ended as OPTIMAL without a point");
        SolveResult infeasible = run((problem, session) -> {
            session.offer(new double[2]);
            return TerminationStatus.INFEASIBLE;
        });
        assertThat(infeasible.termination()).isEqualTo(TerminationStatus.OTHER_ERROR);
        assertThat(infeasible.detail()).hasValue("the search ended as INFEASIBLE with a feasible point");
        assertThat(infeasible.objective()).isZero();
    }

    @Test
    void aFailureKeepsThePoint() {
        SolveResult result = run((problem, session) -> {
            session.offer(new double[] {1, 1});
            throw new IllegalStateException("broke down");
        });
        assertThat(result.termination()).isEqualTo(TerminationStatus.OTHER_ERROR);
        assertThat(result.detail().orElseThrow()).contains("broke down");
        assertThat(result.objective()).isEqualTo(3);
    }

    @Test
    void refusalsArePassedOn() {
        assertThatThrownBy(() -> run((problem, session) -> {
                    throw new UnsupportedProblemException("scripted", "problems of this size");
                }))
                .isInstanceOf(UnsupportedProblemException.class)
                .hasMessage("solver 'scripted' does not support problems of this size");
        assertThatThrownBy(() -> run((problem, session) -> {
                    throw new SolverUnavailableException("no library", new UnsatisfiedLinkError());
                }))
                .isInstanceOf(SolverUnavailableException.class);
    }

    @Test
    void evaluationsAreCountedUpToTheLimit() {
        SolveResult result = run(SolveOptions.defaults().withEvaluationLimit(300), (problem, session) -> {
            assertThat(session.evaluationsLeft()).isEqualTo(300);
            int count = 0;
            while (session.tryEvaluate()) {
                count++;
            }
            assertThat(count).isEqualTo(300);
            assertThat(session.tryEvaluate()).isFalse();
            assertThat(session.evaluationsLeft()).isZero();
            return session.stopReason();
        });
        assertThat(result.evaluations()).isEqualTo(300);
        assertThat(result.termination()).isEqualTo(TerminationStatus.EVALUATION_LIMIT);
        assertThat(result.gap()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void anInterruptIsNoticed() {
        AtomicInteger asked = new AtomicInteger();
        SolveOptions options = SolveOptions.defaults().withInterrupt(() -> asked.incrementAndGet() > 3);
        SolveResult result = run(options, (problem, session) -> {
            while (session.tryEvaluate()) {
                session.offer(new double[] {1, 0});
            }
            return session.stopReason();
        });
        assertThat(result.termination()).isEqualTo(TerminationStatus.INTERRUPTED);
        assertThat(result.evaluations()).isPositive().isLessThan(1_000);
        assertThat(result.objective()).isEqualTo(1);
    }

    @Test
    void timeRunsOut() {
        SolveOptions options = SolveOptions.defaults().withTimeLimit(Duration.ofMillis(20));
        SolveResult result = run(options, (problem, session) -> {
            assertThat(session.timeLeft()).isLessThanOrEqualTo(Duration.ofMillis(20));
            while (!session.shouldStop()) {
                Thread.onSpinWait();
            }
            assertThat(session.timeLeft()).isZero();
            return session.stopReason();
        });
        assertThat(result.termination()).isEqualTo(TerminationStatus.TIME_LIMIT);
        assertThat(result.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        run(SolveOptions.defaults().withTimeLimit(Duration.ofSeconds(Long.MAX_VALUE)), (problem, session) -> {
            assertThat(session.shouldStop()).isFalse();
            assertThat(session.timeLeft()).isGreaterThan(Duration.ofDays(10_000));
            return TerminationStatus.LOCALLY_OPTIMAL;
        });
    }

    @Test
    void thereMustBeAReasonToStop() {
        SolveResult result = run((problem, session) -> session.stopReason());
        assertThat(result.detail().orElseThrow()).contains("nothing asked this run to stop");
    }

    @Test
    void feasibleWarmStartIsTheFirstIncumbent() {
        SolveOptions options = SolveOptions.defaults().withWarmStart(new double[] {0, 2});
        SolveResult result = run(options, (problem, session) -> {
            assertThat(session.incumbent()).map(Solution::objective).hasValue(4.0);
            return TerminationStatus.LOCALLY_OPTIMAL;
        });
        assertThat(result.trace()).hasSize(1);
        SolveResult infeasible =
                run(options.withWarmStart(new double[] {9, 9}), (p, s) -> TerminationStatus.LOCALLY_OPTIMAL);
        assertThat(infeasible.incumbent()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(options.withWarmStart(new double[1]), (p, s) -> TerminationStatus.OPTIMAL));
    }

    @Test
    void listenersHearIncumbentsAndBounds() {
        List<TracePoint> incumbents = new ArrayList<>();
        List<Double> bounds = new ArrayList<>();
        SolveOptions options = SolveOptions.defaults().withListener(new SolveListener() {
            @Override
            public void incumbent(TracePoint point, Solution solution) {
                incumbents.add(point);
            }

            @Override
            public void bound(TracePoint point) {
                bounds.add(point.bound());
            }
        });
        SolveResult result = run(options, (problem, session) -> {
            session.offer(new double[] {1, 1});
            session.tightenBound(7);
            session.tightenBound(7);
            session.offer(new double[] {1, 3});
            return TerminationStatus.LOCALLY_OPTIMAL;
        });
        assertThat(incumbents).isEqualTo(result.trace()).hasSize(2);
        assertThat(bounds).endsWith(7.0).hasSize(2);
    }

    @Test
    void targetsStop() {
        SolveResult target = run(SolveOptions.defaults().withTargetObjective(3), (problem, session) -> {
            session.offer(new double[] {0, 1});
            assertThat(session.shouldStop()).isFalse();
            session.offer(new double[] {1, 1});
            assertThat(session.shouldStop()).isTrue();
            return session.stopReason();
        });
        assertThat(target.termination()).isEqualTo(TerminationStatus.TARGET_REACHED);
        SolveResult gap = run(SolveOptions.defaults().withTargetGap(3), (problem, session) -> {
            session.offer(new double[] {0, 2});
            assertThat(session.shouldStop()).isFalse();
            session.tightenBound(7);
            return session.stopReason();
        });
        assertThat(gap.termination()).isEqualTo(TerminationStatus.GAP_LIMIT);
    }

    @Test
    void randomnessIsBySeedAndComponent() {
        AtomicReference<Long> first = new AtomicReference<>();
        for (int again = 0; again < 2; again++) {
            run((problem, session) -> {
                long moves = session.random("moves").nextLong();
                assertThat(moves).isNotEqualTo(session.random("restarts").nextLong());
                first.compareAndSet(null, moves);
                assertThat(moves).isEqualTo(first.get());
                return TerminationStatus.LOCALLY_OPTIMAL;
            });
        }
        run(SolveOptions.defaults().withSeed(6), (problem, session) -> {
            assertThat(session.random("moves").nextLong()).isNotEqualTo(first.get());
            return TerminationStatus.LOCALLY_OPTIMAL;
        });
    }

    @Test
    void pointsMayComeFromAnyThread() {
        SolveResult result = run((problem, session) -> {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                double x = t % 2;
                Thread thread = new Thread(() -> {
                    for (double y = 0; y < 4; y++) {
                        session.offer(new double[] {x, y});
                    }
                });
                thread.start();
                threads.add(thread);
            }
            threads.forEach(SolveSessionTest::join);
            return TerminationStatus.LOCALLY_OPTIMAL;
        });
        assertThat(result.objective()).isEqualTo(7);
        assertThat(result.trace().stream().map(TracePoint::objective))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void resultsThatContradictThemselvesAreRefused() {
        Solution point = Solution.of(problem(), new double[] {1, 1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result(TerminationStatus.INFEASIBLE, Optional.of(point), 9));
        assertThatIllegalArgumentException().isThrownBy(() -> result(TerminationStatus.OPTIMAL, Optional.empty(), 9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result(TerminationStatus.TIME_LIMIT, Optional.of(point), 2.5));
        assertThat(result(TerminationStatus.TIME_LIMIT, Optional.of(point), 3).gap())
                .isZero();
    }

    private static SolveResult result(TerminationStatus status, Optional<Solution> incumbent, double bound) {
        return new SolveResult(
                "s", status, incumbent, bound, List.of(), 1, 0, Duration.ZERO, Map.of(), Optional.empty());
    }

    // ---- child sessions ----

    @Test
    void aChildSharesWhatIsKnownAndCountsOnce() {
        SolveResult result = run(SolveOptions.defaults().withEvaluationLimit(10), (problem, session) -> {
            SolveSession child = session.child("part", session.options().withSeed(9), () -> {});
            SolveSession other = session.child("other", session.options().withEvaluationLimit(2), () -> {});
            assertThat(child.tryEvaluate()).isTrue();
            assertThat(child.offer(new double[] {1, 1})).isTrue();
            assertThat(other.offer(new double[] {1, 1})).isFalse();
            assertThat(other.incumbentObjective()).isEqualTo(3);
            other.tightenBound(7);
            assertThat(child.bound()).isEqualTo(7);
            assertThat(other.tryEvaluate()).isTrue();
            assertThat(other.tryEvaluate()).isTrue();
            assertThat(other.tryEvaluate()).isFalse();
            assertThat(other.stopReason()).isEqualTo(TerminationStatus.EVALUATION_LIMIT);
            assertThat(session.shouldStop()).isFalse();
            assertThat(other.evaluations()).isEqualTo(2);
            assertThat(session.evaluations()).isEqualTo(3);
            assertThat(child.evaluationsLeft()).isEqualTo(7);
            assertThat(child.random("moves").nextLong())
                    .isNotEqualTo(session.random("moves").nextLong());
            child.record("nodes", "4");
            return TerminationStatus.LOCALLY_OPTIMAL;
        });
        assertThat(result.evaluations()).isEqualTo(3);
        assertThat(result.trace()).extracting(TracePoint::objective).containsExactly(3.0);
        assertThat(result.provenance())
                .containsEntry("incumbent", "part")
                .containsEntry("bound", "other")
                .containsEntry("part.nodes", "4");
    }

    @Test
    void aChildStopsWithItsParentAndByItself() {
        run(SolveOptions.defaults().withEvaluationLimit(3), (problem, session) -> {
            SolveSession child = session.child("part", session.options(), () -> {});
            SolveSession interrupted = session.child("other", session.options().withInterrupt(() -> true), () -> {});
            SolveSession late = session.child("late", session.options().withTimeLimit(Duration.ZERO), () -> {});
            assertThat(interrupted.shouldStop()).isTrue();
            assertThat(interrupted.stopReason()).isEqualTo(TerminationStatus.INTERRUPTED);
            assertThat(late.shouldStop()).isTrue();
            assertThat(late.timeLeft()).isZero();
            assertThat(late.stopReason()).isEqualTo(TerminationStatus.TIME_LIMIT);
            for (int k = 0; k < 3; k++) {
                assertThat(session.tryEvaluate()).isTrue();
            }
            assertThat(child.tryEvaluate()).isFalse();
            assertThat(child.shouldStop()).isTrue();
            assertThat(child.stopReason()).isEqualTo(TerminationStatus.EVALUATION_LIMIT);
            assertThat(child.evaluations()).isZero();
            return session.shouldStop() ? session.stopReason() : TerminationStatus.OTHER_ERROR;
        });
    }

    @Test
    void aTargetReachedByOneChildStopsAllAtOnce() {
        SolveResult result = run(SolveOptions.defaults().withTargetObjective(3), (problem, session) -> {
            SolveSession one = session.child("one", session.options(), () -> {});
            SolveSession two = session.child("two", session.options(), () -> {});
            assertThat(two.tryEvaluate()).isTrue();
            one.offer(new double[] {1, 1});
            assertThat(two.tryEvaluate()).isFalse();
            return two.stopReason();
        });
        assertThat(result.termination()).isEqualTo(TerminationStatus.TARGET_REACHED);
    }

    @Test
    void pausesAreForTheSearchingThreadAndDoNotCount() {
        run((problem, session) -> {
            AtomicInteger pauses = new AtomicInteger();
            SolveSession child = session.child("part", session.options(), () -> {
                pauses.incrementAndGet();
                sleep(30);
            });
            assertThat(child.shouldStop()).isFalse();
            assertThat(child.tryEvaluate()).isTrue();
            assertThat(pauses).hasValue(2);
            Thread other = new Thread(child::shouldStop);
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThat(pauses).hasValue(2);
            assertThat(session.elapsed().minus(child.elapsed())).isGreaterThan(Duration.ofMillis(50));
            return TerminationStatus.LOCALLY_OPTIMAL;
        });
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Neither one after another nor shifted: no number of one seed's stream comes in another's. */
    @Test
    void streamsOfDifferentSeedsShareNothing() {
        Set<Long> seen = new HashSet<>();
        int seeds = 50;
        int draws = 200;
        for (int seed = 0; seed < seeds; seed++) {
            run(SolveOptions.defaults().withSeed(seed), (problem, session) -> {
                for (String component : List.of("moves", "restarts")) {
                    session.random(component).longs(draws).forEach(seen::add);
                }
                return TerminationStatus.LOCALLY_OPTIMAL;
            });
        }
        assertThat(seen).hasSize(2 * seeds * draws);
    }
}
