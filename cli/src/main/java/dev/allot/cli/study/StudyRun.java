package dev.allot.cli.study;

import dev.allot.cli.FailureException;
import dev.allot.cli.output.Console;
import dev.allot.cli.output.ProgressDisplay;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.Source;
import dev.allot.core.solve.Solver;
import dev.allot.study.LoopSettings;
import dev.allot.study.Study;
import dev.allot.study.StudySummary;
import dev.allot.study.evaluate.EvaluationFailedException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs a study in a folder and prints what it found. */
final class StudyRun {
    private final Console console;
    private final Path folder;
    private final OptionalDouble tolerance;

    /**
     * A run.
     *
     * @param folder that can be written into
     * @param tolerance of the recommended budget
     */
    StudyRun(Console console, Path folder, OptionalDouble tolerance) {
        this.console = console;
        this.folder = folder;
        this.tolerance = tolerance;
    }

    /**
     * Runs a study.
     *
     * @param run the way to run it: with the embedded evaluator or a command
     */
    void run(List<Source> sources, LoopSettings settings, long seed, Function<Study, StudySummary> run) {
        StudyProgress progress = new StudyProgress();
        Study study = new Study(folder, sources, settings, tolerance, seed, progress);
        Thread farewell = new Thread(this::endEvaluators, "farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
        StudySummary summary;
        try {
            summary = ProgressDisplay.during(console, "study", progress::position, () -> run.apply(study));
        } catch (EvaluationFailedException e) {
            throw new FailureException(String.valueOf(e.getMessage()));
        } finally {
            forget(farewell);
        }
        progress.notes().forEach(note -> console.error().println("allot: " + note));
        console.error().flush();
        SummaryTables.print(
                console, summary, settings.solvers().stream().map(Solver::id).toList());
        BudgetText.print(console, summary);
        console.print("report: " + folder.resolve("report.html"));
    }

    /** A study that is told to end leaves no evaluator running behind it. */
    private void endEvaluators() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        if (!console.quiet()) {
            System.err.println("allot: interrupted; the same command goes on from what " + folder + " holds");
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is running.
        }
    }

    /** The settings, or a line for the user on what they do not allow. */
    static LoopSettings checked(Supplier<LoopSettings> settings) {
        try {
            return settings.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()));
        }
    }
}
