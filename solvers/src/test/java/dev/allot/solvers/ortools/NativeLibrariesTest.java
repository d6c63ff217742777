package dev.allot.solvers.ortools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import dev.allot.core.solve.SolverUnavailableException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
    @Test
    void loadsOnceFromManyThreads() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        NativeLibraries libraries = new NativeLibraries(loads::incrementAndGet);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(threads.submit(() -> libraries.load("cp-sat")));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void missingPlatformIsNamed() {
        NativeLibraries libraries = new NativeLibraries(() -> {
            throw new NullPointerException("Resource ortools-linux-sparc/ was not found in ClassLoader x");
        });
        assertThatThrownBy(() -> libraries.load("cp-sat"))
                .isInstanceOf(SolverUnavailableException.class)
                .hasMessageContaining("none for this platform, " + System.getProperty("os.name"))
                .hasMessageContaining("local-search")
                .hasMessageNotContaining("\n");
    }

    @Test
    void whatTheSystemSaysIsOneLine() {
        NativeLibraries libraries = new NativeLibraries(() -> {
            throw new UnsatisfiedLinkError("libjniortools.so: libz.so.1:\n cannot open shared object file");
        });
        assertThatThrownBy(() -> libraries.load("cp-sat"))
                .isInstanceOf(SolverUnavailableException.class)
                .hasMessageContaining("'cp-sat' cannot load OR-Tools' native library: ")
                .hasMessageContaining("libz.so.1: cannot open shared object file")
                .hasMessageNotContaining("\n");
    }

    @Test
    void failureIsRememberedAndNotTriedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        NativeLibraries libraries = new NativeLibraries(() -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("broken");
        });
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> libraries.load("cp-sat"))
                    .isInstanceOf(SolverUnavailableException.class)
                    .hasMessageContaining("broken")
                    .hasRootCauseInstanceOf(IllegalStateException.class);
        }
        assertThat(attempts).hasValue(1);
    }

    @Test
    void listingSolversLoadsNothing(@TempDir Path temporary) throws Exception {
        assertThat(inAnotherProcess("list", temporary)).contains("cp-sat").contains("loaded: 0");
    }

    @Test
    void nothingUnpackedIsLeftForAKilledProcess(@TempDir Path temporary) throws Exception {
        assumeThat(System.getProperty("os.name"))
                .as("elsewhere libraries in use cannot be deleted")
                .isEqualTo("Linux");
        // Solving works on after the deletion, and halting is as good as being killed: no exit hooks run.
        assertThat(inAnotherProcess("solve", temporary)).contains("OPTIMAL").contains("left: 0");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("ortools")))
                    .isEmpty();
        }
    }

    @Test
    void unsupportedPlatformIsAClearMessage(@TempDir Path temporary) throws Exception {
        assertThat(inAnotherProcess("solve", temporary, "-Dos.arch=sparc"))
                .startsWith("solver 'cp-sat' cannot load OR-Tools' native library: it has none for this platform, ")
                .contains(" on sparc; ")
                .hasLineCount(1);
    }

    @Test
    void unusableTemporaryFolderIsAClearMessage(@TempDir Path temporary) throws Exception {
        Path missing = temporary.resolve("missing");
        assertThat(inAnotherProcess("solve", missing))
                .startsWith("solver 'cp-sat' cannot load OR-Tools' native library: it cannot be unpacked")
                .contains(missing.toString(), "-Djava.io.tmpdir")
                .hasLineCount(1);
    }

    private static String inAnotherProcess(String job, Path temporary, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Job.class.getName(), job));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    /** What the other process does. */
    static final class Job {
        private Job() {}

        public static void main(String[] arguments) throws IOException {
            PrintStream out = System.out;
            if (arguments[0].equals("list")) {
                out.println(SolverRegistry.load().all().stream()
                        .map(Solver::description)
                        .toList());
                out.println(SolverRegistry.load().ids());
                out.println("loaded: " + mapped());
                return;
            }
            ProblemBuilder builder = Problem.builder();
            builder.integer(0, 5, 1);
            try {
                out.println(new CpSatSolver()
                        .solve(builder.build(), SolveOptions.defaults())
                        .termination());
            } catch (SolverUnavailableException e) {
                out.println(e.getMessage());
                return;
            }
            out.println("left: " + unpacked());
            Runtime.getRuntime().halt(0);
        }

        private static long mapped() throws IOException {
            Path maps = Path.of("/proc/self/maps");
            if (!Files.exists(maps)) {
                return unpacked();
            }
            try (Stream<String> lines = Files.lines(maps)) {
                return lines.filter(line ->
                                line.contains("ortools") && !line.contains(".jar") && !line.contains("/classes/"))
                        .count();
            }
        }

        private static long unpacked() throws IOException {
            try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                return files.filter(file -> file.getFileName().toString().startsWith("ortools"))
                        .count();
            }
        }
    }
}
