package dev.allot.study.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.allot.core.model.Problem;
import dev.allot.core.model.StatedProblem;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverUnavailableException;
import dev.allot.core.solve.UnsupportedProblemException;
import dev.allot.study.Parallel;
import dev.allot.study.Progress;
import dev.allot.study.evaluate.StudyLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs what a {@link ComparisonPlan} asks for and keeps every finished run in a log, one line a run: killed at any moment and started again,
 * it repeats none of them.
 *
 * <p>Before its first run that counts, each solver runs once, briefly, on the same problem: what the virtual machine compiles and what
 * native libraries load is on nobody's clock.
 */
public final class Comparison {
    private static final Duration WARM_UP = Duration.ofMillis(300);

    private final ComparisonPlan plan;
    private final List<String> fingerprints;
    private final Progress progress;
    private final Set<String> warm = ConcurrentHashMap.newKeySet();

    /** A comparison, whose steps are runs. */
    public Comparison(ComparisonPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
        fingerprints = plan.problems().stream()
                .map(StatedProblem::problem)
                .map(Fingerprint::of)
                .toList();
    }

    /**
     * Makes the runs that the log does not hold.
     *
     * @param log made if missing; runs of other plans in it stay and are left out
     * @param parallel runs that are made at once: they share the machine, so every one of them is slower
     * @return all runs of the plan
     * @throws dev.allot.core.io.InvalidInputException if the log is damaged or in use
     */
    public List<Trial> run(Path log, int parallel) {
        try (StudyLog events = StudyLog.open(log)) {
            Map<TrialKey, Trial> done = done(events);
            List<ComparisonPlan.Run> open = plan.runs().stream()
                    .filter(run -> !done.containsKey(key(run)))
                    .toList();
            progress.expect(open.size());
            List<Callable<Trial>> trials = new ArrayList<>();
            for (ComparisonPlan.Run run : open) {
                trials.add(() -> {
                    Trial trial = run(run);
                    events.append(TrialEvents.write(trial));
                    progress.step();
                    return trial;
                });
            }
            Parallel.run(trials, parallel).forEach(trial -> done.put(trial.key(), trial));
            return plan.runs().stream().map(run -> done.get(key(run))).toList();
        }
    }

    private static Map<TrialKey, Trial> done(StudyLog events) {
        Map<TrialKey, Trial> done = new HashMap<>();
        for (JsonNode event : events.events()) {
            if (TrialEvents.isTrial(event)) {
                Trial trial = TrialEvents.read(event);
                done.putIfAbsent(trial.key(), trial);
            }
        }
        return done;
    }

    private TrialKey key(ComparisonPlan.Run run) {
        return new TrialKey(
                plan.problems().get(run.problem()).name(),
                fingerprints.get(run.problem()),
                run.limit().toString(),
                run.solver().id(),
                parameters(run.solver()),
                run.seed(),
                plan.threads());
    }

    /** As the solver says; without what would change from process to process where it does not say it itself. */
    private static String parameters(Solver solver) {
        return solver.toString().replaceAll("@[0-9a-f]+", "");
    }

    private Trial run(ComparisonPlan.Run run) {
        TrialKey key = key(run);
        Problem problem = plan.problems().get(run.problem()).problem();
        SolveOptions options = SolveOptions.defaults().withSeed(run.seed()).withThreads(plan.threads());
        Tracer tracer = new Tracer();
        try {
            warmUp(run.solver(), problem, options);
            return trial(
                    key, run.solver().solve(problem, run.limit().on(options).withListener(tracer)), tracer.moments());
        } catch (UnsupportedProblemException e) {
            return Trial.refused(key, Trial.UNSUPPORTED, message(e));
        } catch (SolverUnavailableException | LinkageError e) {
            return Trial.refused(key, Trial.UNAVAILABLE, message(e));
        }
    }

    private void warmUp(Solver solver, Problem problem, SolveOptions options) {
        if (warm.add(solver.id())) {
            solver.solve(problem, options.withTimeLimit(WARM_UP));
        }
    }

    private static Trial trial(TrialKey key, SolveResult result, List<Moment> moments) {
        double seconds = result.elapsed().toNanos() / 1e9;
        List<Moment> trace = new ArrayList<>(moments);
        // A proof that comes with the end is heard by no listener.
        trace.add(new Moment(seconds, result.evaluations(), result.objective(), result.bound()));
        return new Trial(
                key,
                result.termination().name(),
                result.detail(),
                result.objective(),
                result.bound(),
                seconds,
                result.evaluations(),
                trace);
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
