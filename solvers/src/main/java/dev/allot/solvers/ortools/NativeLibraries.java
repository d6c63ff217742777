package dev.allot.solvers.ortools;

import com.google.ortools.Loader;
import dev.allot.core.solve.SolverUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Loads OR-Tools' native libraries, once, when first asked. Thread-safe. */
final class NativeLibraries {
    /** Those of this process. */
    static final NativeLibraries ORTOOLS = new NativeLibraries(Loader::loadNativeLibraries);

    private static final String FOLDER = "ortools-java";
    private static final Path MEMORY_MAP = Path.of("/proc/self/maps");

    private final Runnable loader;
    private boolean loaded;

    NativeLibraries(Runnable loader) {
        this.loader = loader;
    }

    /**
     * Loads them unless they are loaded already; takes about a second the first time.
     *
     * @throws SolverUnavailableException if they cannot be loaded here; a later call tries again
     */
    synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            loader.run();
        } catch (RuntimeException | LinkageError failure) {
            throw new SolverUnavailableException(message(failure), failure);
        }
        loaded = true;
        deleteUnpacked();
    }

    private static String message(Throwable failure) {
        return "solver '" + CpSatSolver.ID + "' cannot load OR-Tools' native library: " + reason(failure)
                + ". The solvers exhaustive, random, top-gain, greedy, local-search and simulated-annealing need no native code";
    }

    private static String reason(Throwable failure) {
        String said = failure.toString();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof NullPointerException) {
                return "it has none for this platform (" + System.getProperty("os.name") + ", "
                        + System.getProperty("os.arch") + ")";
            }
            if (t instanceof IOException) {
                return "it cannot be unpacked to the temporary folder " + System.getProperty("java.io.tmpdir") + " ("
                        + oneLine(t) + "); free some space there or name another folder with -Djava.io.tmpdir";
            }
            if (t instanceof LinkageError) {
                said = oneLine(t);
            }
        }
        return said.replaceAll("\\s*\\R\\s*", " ");
    }

    private static String oneLine(Throwable failure) {
        String text = failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getClass()
                                .getSimpleName()
                                .replaceAll("(Exception|Error)$", "")
                                .toLowerCase(Locale.ROOT) + ": " + failure.getMessage();
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    /**
     * The loader unpacks 70 MB to a folder of its own and has them deleted on exit, which a killed process never reaches. Where a loaded
     * library needs no file, that is on Linux, they are deleted at once; this process's memory map says where they are.
     */
    private static void deleteUnpacked() {
        if (!Files.isReadable(MEMORY_MAP)) {
            return;
        }
        try (Stream<String> lines = Files.lines(MEMORY_MAP)) {
            lines.map(line -> line.substring(line.indexOf('/') < 0 ? line.length() : line.indexOf('/')))
                    .filter(path -> path.contains("/" + FOLDER))
                    .map(path -> Path.of(path).getParent())
                    .filter(folder -> folder.getFileName().toString().startsWith(FOLDER))
                    .distinct()
                    .forEach(NativeLibraries::delete);
        } catch (IOException | RuntimeException ignored) {
            // They are deleted on exit, then.
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException ignored) {
            // They are deleted on exit, then.
        }
    }
}
