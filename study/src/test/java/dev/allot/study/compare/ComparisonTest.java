package dev.allot.study.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Sense;
import dev.allot.core.model.StatedProblem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.solve.TracePoint;
import dev.allot.study.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final RunLimit LIMIT = RunLimit.of(100);

    @TempDir
    Path folder;

    /** Five items of values 1 to 5, of which three may be chosen: 12 at best. */
    private static StatedProblem knapsack(String name, Sense sense) {
        ProblemBuilder builder = Problem.builder();
        int[] all = new int[5];
        double[] ones = new double[5];
        for (int j = 0; j < 5; j++) {
            builder.integer(0, 1, sense.restore(j + 1));
            all[j] = j;
            ones[j] = 1;
        }
        builder.constraint(new LinearConstraint("three", 3, 3, all, ones));
        return new StatedProblem(name, sense, builder.build(), OptionalDouble.empty());
    }

    /** Offers sets of three in a fixed order, from a seed on; counts how often it is called. */
    private record Scripted(String id, int step, boolean integers, AtomicInteger calls) implements Solver {
        private static final double[][] POINTS = {
            {1, 1, 1, 0, 0}, {1, 1, 0, 1, 0}, {1, 1, 0, 0, 1}, {0, 1, 1, 0, 1}, {0, 1, 0, 1, 1}, {0, 0, 1, 1, 1}
        };

        @Override
        public String description() {
            return "scripted";
        }

        @Override
        public Set<Capability> capabilities() {
            return integers ? Capability.all() : Set.of(Capability.CONTINUOUS_VARIABLES);
        }

        @Override
        public TerminationStatus search(Problem problem, SolveSession session) {
            calls.incrementAndGet();
            int last = (int) Math.min(POINTS.length - 1L, session.options().seed() + step);
            for (int k = 0; k <= last && session.tryEvaluate(); k++) {
                session.offer(POINTS[k]);
            }
            return last == POINTS.length - 1 && problem.linear(0) > 0
                    ? TerminationStatus.OPTIMAL
                    : TerminationStatus.LOCALLY_OPTIMAL;
        }

        @Override
        public String toString() {
            return "Scripted[" + step + "]";
        }
    }

    private static Scripted scripted(String id, int step) {
        return new Scripted(id, step, true, new AtomicInteger());
    }

    private static ComparisonPlan plan(List<? extends Solver> solvers, int seeds, StatedProblem... problems) {
        return new ComparisonPlan(
                List.copyOf(solvers),
                List.of(problems),
                List.of(LIMIT),
                LongStream.range(0, seeds).boxed().toList(),
                1);
    }

    private List<Trial> run(ComparisonPlan plan) {
        return new Comparison(plan, Progress.SILENT).run(folder.resolve("log.jsonl"), 2);
    }

    @Test
    void everyRunIsMadeOnceAndNeverRepeated() throws IOException {
        Scripted good = scripted("good", 3);
        Scripted bad = scripted("bad", 0);
        ComparisonPlan plan = plan(List.of(good, bad), 4, knapsack("a", Sense.MAXIMISE), knapsack("b", Sense.MINIMISE));
        List<Trial> first = run(plan);
        assertThat(first).hasSize(16);
        int calls = good.calls.get() + bad.calls.get();
        // Sixteen runs and two that warmed up.
        assertThat(calls).isEqualTo(18);
        Path log = folder.resolve("log.jsonl");
        assertThat(Files.readAllLines(log)).hasSize(16);
        assertThat(run(plan)).containsExactlyElementsOf(first);
        assertThat(good.calls.get() + bad.calls.get()).isEqualTo(calls);

        // Killed while a line was being written: that run is made again, no other.
        List<String> lines = Files.readAllLines(log);
        Files.writeString(
                log,
                String.join("\n", lines.subList(0, 15)) + "\n" + lines.get(15).substring(0, 40));
        List<Trial> resumed = run(plan);
        assertThat(resumed)
                .extracting(Trial::key)
                .containsExactlyElementsOf(first.stream().map(Trial::key).toList());
        assertThat(resumed)
                .extracting(Trial::objective)
                .containsExactlyElementsOf(first.stream().map(Trial::objective).toList());
        assertThat(good.calls.get() + bad.calls.get()).isLessThanOrEqualTo(calls + 2);
    }

    @Test
    void otherProblemsParametersAndSeedsAreOtherRuns() {
        Scripted solver = scripted("s", 1);
        run(plan(List.of(solver), 2, knapsack("a", Sense.MAXIMISE)));
        int calls = solver.calls.get();
        run(plan(List.of(solver), 3, knapsack("a", Sense.MAXIMISE)));
        assertThat(solver.calls.get()).isEqualTo(calls + 2);
        run(plan(List.of(solver), 2, knapsack("a", Sense.MINIMISE)));
        assertThat(solver.calls.get()).isEqualTo(calls + 2 + 3);
        Scripted changed = scripted("s", 2);
        run(plan(List.of(changed), 2, knapsack("a", Sense.MAXIMISE)));
        assertThat(changed.calls.get()).isEqualTo(3);
    }

    @Test
    void plansNameEverythingOnce() {
        Solver solver = scripted("s", 1);
        assertThatThrownBy(() -> plan(List.of(solver, solver), 1, knapsack("a", Sense.MAXIMISE)))
                .hasMessage("the solver 's' is named twice");
        assertThatThrownBy(() -> plan(List.of(solver), 0, knapsack("a", Sense.MAXIMISE)))
                .hasMessage("a comparison needs at least one seed");
    }

    @Test
    void theSummaryHasMediansGapsRanksAndTests() {
        // Objectives by seed 0..5: random 6 7 8 10 11 12, good 10 11 12 12 12 12 (proven from seed 2 on).
        ComparisonPlan plan =
                plan(List.of(scripted("good", 3), scripted("random", 0)), 6, knapsack("a", Sense.MAXIMISE));
        ComparisonSummary summary = Analysis.of(plan, run(plan), 2);
        ComparisonSummary.Cell good = summary.cells().get(0);
        assertThat(good.objective().median()).isEqualTo(12);
        assertThat(good.objective().low()).isEqualTo(10);
        assertThat(good.proven()).isEqualTo(4);
        assertThat(good.gap().median()).isZero();
        assertThat(good.headroomGap().median()).isZero();
        ComparisonSummary.Cell random = summary.cells().get(1);
        assertThat(random.objective().median()).isEqualTo(9);
        assertThat(random.gap().median()).isEqualTo(3);
        // (12 - 9) / (12 - 9)
        assertThat(random.headroomGap().median()).isEqualTo(1);
        assertThat(random.headroomGap().high()).isEqualTo(2);
        assertThat(summary.standings())
                .extracting(ComparisonSummary.Standing::meanRank)
                .containsExactly(1.0, 2.0);
        assertThat(summary.problems().get(0).bestBound()).isEqualTo(12);
        ComparisonSummary.PairedTest test = summary.tests().get(0);
        assertThat(test.better()).isEqualTo(5);
        assertThat(test.equal()).isEqualTo(1);
        // Differences 4 4 4 2 1 0: all of five ranks on one side.
        assertThat(test.p()).isEqualTo(2.0 / 32);
        assertThat(test.median()).isEqualTo(3);
        assertThat(test.objectiveRatio()).isEqualTo(12.0 / 9);
        // (12 - 12) / (12 - 9)
        assertThat(test.gapRatio()).isZero();
        assertThat(summary.refuted()).isEmpty();
        ComparisonSummary.Profile profile = summary.profiles().get(0);
        assertThat(profile.shares()[profile.shares().length - 1]).isEqualTo(1);
    }

    @Test
    void whatIsMinimisedIsToldInItsOwnTerms() {
        ComparisonPlan plan = plan(List.of(scripted("s", 3)), 6, knapsack("a", Sense.MINIMISE));
        ComparisonSummary summary = Analysis.of(plan, run(plan), 1);
        ComparisonSummary.Cell cell = summary.cells().get(0);
        // The first point is the best when the least is wanted.
        assertThat(cell.objective().median()).isEqualTo(6);
        assertThat(cell.bound().median()).isLessThanOrEqualTo(6);
        assertThat(cell.gap().median()).isEqualTo(6 - cell.bound().median());
        ComparisonSummary.Curve curve = summary.curves().get(0);
        assertThat(curve.median().get(curve.median().size() - 1)).isEqualTo(6);
    }

    @Test
    void aSolverThatCannotIsARowThatSaysSo() throws IOException {
        Solver lacking = new Scripted("lacking", 1, false, new AtomicInteger());
        ComparisonPlan plan = plan(List.of(scripted("s", 1), lacking), 2, knapsack("a", Sense.MAXIMISE));
        ComparisonSummary summary = Analysis.of(plan, run(plan), 1);
        ComparisonSummary.Cell cell = summary.cells().get(1);
        assertThat(cell.outcomes()).containsOnlyKeys(Trial.UNSUPPORTED);
        assertThat(cell.detail()).contains("lacking", "integer variables");
        assertThat(cell.objective()).isNull();
        assertThat(summary.standings().get(0).meanRank()).isEqualTo(1);
        assertThat(summary.tests()).isEmpty();
        new ComparisonFiles(folder).write(summary);
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
        assertThat(json.at("/cells/1/objective").isNull()).isTrue();
        assertThat(Files.readString(folder.resolve("report.html"))).contains("does not support integer variables");
    }

    /** A bound that another solver's point is beyond is a defect, and never passes unseen. */
    @Test
    void refutedBoundsAreTold() {
        TrialKey key = new TrialKey("a", "f", LIMIT.toString(), "s", "p", 0, 1);
        TrialKey other = new TrialKey("a", "f", LIMIT.toString(), "t", "p", 0, 1);
        List<Trial> trials = List.of(trial(key, 10, 11), trial(other, 12, 15));
        ComparisonPlan plan = plan(List.of(scripted("s", 0), scripted("t", 0)), 1, knapsack("a", Sense.MAXIMISE));
        ComparisonSummary summary = Analysis.of(plan, trials, 1);
        assertThat(summary.refuted())
                .singleElement()
                .asString()
                .startsWith("s on a within 100 evaluations, seed 0: bound 11.0");
    }

    private static Trial trial(TrialKey key, double objective, double bound) {
        return new Trial(
                key,
                "TIME_LIMIT",
                Optional.empty(),
                objective,
                bound,
                1,
                5,
                List.of(new Moment(1, 5, objective, bound)));
    }

    @Test
    void tracesAreThinnedButKeepTheirSteps() {
        Tracer tracer = new Tracer();
        List<Double> seconds = new ArrayList<>();
        for (int k = 1; k <= 20_000; k++) {
            tracer.bound(new TracePoint(Duration.ofMillis(k), k, k, 1e9));
            seconds.add(k / 1000.0);
        }
        List<Moment> kept = tracer.moments();
        assertThat(kept).hasSizeLessThan(600);
        assertThat(kept.get(kept.size() - 1).evaluations()).isEqualTo(20_000);
        assertThat(kept).allSatisfy(m -> assertThat(seconds).contains(m.seconds()));
        for (int i = 1; i < kept.size(); i++) {
            double gap = kept.get(i).seconds() - kept.get(i - 1).seconds();
            assertThat(gap).isLessThan(0.045 * kept.get(i).seconds() + 0.0021);
        }
        assertThat(kept.get(0).seconds()).isCloseTo(0.001, within(1e-12));
    }

    @Test
    void eventsReadBackAsTheyWere() {
        ComparisonPlan plan = plan(List.of(scripted("s", 1)), 2, knapsack("a", Sense.MAXIMISE));
        for (Trial trial : run(plan)) {
            assertThat(TrialEvents.read(TrialEvents.write(trial))).isEqualTo(trial);
        }
        Trial refused = Trial.refused(new TrialKey("a", "f", "1s", "s", "p", 3, 2), Trial.UNAVAILABLE, "no library");
        assertThat(TrialEvents.read(TrialEvents.write(refused))).isEqualTo(refused);
    }
}
