package dev.allot.core.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.allot.core.model.Problem;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolverRegistryTest {
    @TempDir
    Path folder;

    /** A solver with an id that another has, too. */
    public static final class Namesake implements Solver {
        @Override
        public String id() {
            return new NaiveExhaustive().id();
        }

        @Override
        public String description() {
            return "is called like another";
        }

        @Override
        public Set<Capability> capabilities() {
            return Capability.all();
        }

        @Override
        public TerminationStatus search(Problem problem, SolveSession session) {
            return TerminationStatus.LOCALLY_OPTIMAL;
        }
    }

    /** A solver that cannot be constructed: its library is missing, say. */
    public static final class Unloadable implements Solver {
        /** Fails as a class does that refers to one that is not there. */
        public Unloadable() {
            throw new NoClassDefFoundError("com/example/Library");
        }

        @Override
        public String id() {
            return "unloadable";
        }

        @Override
        public String description() {
            return "cannot be loaded";
        }

        @Override
        public Set<Capability> capabilities() {
            return Capability.all();
        }

        @Override
        public TerminationStatus search(Problem problem, SolveSession session) {
            return TerminationStatus.LOCALLY_OPTIMAL;
        }
    }

    private SolverRegistry load(String... classes) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve(Solver.class.getName()), List.of(classes));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return SolverRegistry.load();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void leavesOutWhatCannotBeLoadedAndTells() throws IOException {
        SolverRegistry registry =
                load("com.example.NoSuchSolver", Unloadable.class.getName(), NaiveExhaustive.class.getName());
        assertThat(registry.ids()).containsExactly("naive-exhaustive");
        assertThat(registry.unavailable())
                .satisfiesExactly(
                        missing -> assertThat(missing).startsWith("Provider com.example.NoSuchSolver not found"),
                        broken -> assertThat(broken).contains(Unloadable.class.getName(), "com/example/Library"));
    }

    @Test
    void tellsOfNothingWhereAllCanBeLoaded() throws IOException {
        assertThat(load(NaiveExhaustive.class.getName()).unavailable()).isEmpty();
    }

    @Test
    void refusesTwoOfOneName() {
        assertThatIllegalStateException()
                .isThrownBy(() -> load(NaiveExhaustive.class.getName(), Namesake.class.getName()))
                .withMessageContaining("naive-exhaustive")
                .withMessageContaining("Namesake");
    }
}
