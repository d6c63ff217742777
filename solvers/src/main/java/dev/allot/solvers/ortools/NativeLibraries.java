package dev.allot.solvers.ortools;

import com.google.ortools.Loader;
import com.google.ortools.init.OrToolsVersion;
import dev.allot.core.solve.SolverUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads OR-Tools' native libraries, once, when first asked. Thread-safe. */
final class NativeLibraries {
    /** Those of this process. */
    static final NativeLibraries ORTOOLS = new NativeLibraries(NativeLibraries::loadOrTools);

    private static final String FOLDER = "ortools-java";
    private static final long UNPACKED_BYTES = 100_000_000;
    private static final Path MEMORY_MAP = Path.of("/proc/self/maps");

    private final Runnable loader;
    private boolean loaded;
    private @Nullable Throwable failure;

    NativeLibraries(Runnable loader) {
        this.loader = loader;
    }

    /**
     * Loads them unless they are loaded already, which takes about a second the first time.
     *
     * @param solver the id of the one that needs them, for the message
     * @throws SolverUnavailableException if they cannot be loaded here; a second attempt in the same process is in vain and not made
     */
    synchronized void load(String solver) {
        if (loaded) {
            return;
        }
        if (failure == null) {
            try {
                loader.run();
                loaded = true;
                deleteUnpacked();
                return;
            } catch (RuntimeException | LinkageError e) {
                failure = e;
            }
        }
        throw new SolverUnavailableException(
                "solver '" + solver + "' cannot load OR-Tools' native library: "
                        + reason(failure)
                        + "; the other solvers, such as local-search, simulated-annealing and greedy, need no native code",
                failure);
    }

    /** The loader keeps quiet about files that it cannot write or load, so one native method is tried. */
    private static void loadOrTools() {
        Loader.loadNativeLibraries();
        try {
            OrToolsVersion.getVersionString();
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "it does not load from the temporary folder " + System.getProperty("java.io.tmpdir")
                            + "; either that folder forbids executing files (name another with -Djava.io.tmpdir) or a"
                            + " system library is missing",
                    e);
        }
    }

    private static String reason(Throwable failure) {
        if (failure instanceof NullPointerException) {
            return "it has none for this platform, " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch");
        }
        String said = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return folderProblem().orElse(said.replaceAll("\\s*\\R\\s*", " "));
    }

    /** What keeps the libraries from being unpacked to the temporary folder, if anything does. */
    private static Optional<String> folderProblem() {
        String folder = System.getProperty("java.io.tmpdir");
        String remedy = "; name another folder with -Djava.io.tmpdir";
        try {
            Path made = Files.createTempDirectory("allot");
            Files.delete(made);
            long free = Files.getFileStore(made.getParent()).getUsableSpace();
            return free >= UNPACKED_BYTES
                    ? Optional.empty()
                    : Optional.of("it needs " + UNPACKED_BYTES / 1_000_000 + " MB in the temporary folder " + folder
                            + ", which has " + free / 1_000_000 + " MB left" + remedy);
        } catch (IOException e) {
            return Optional.of("it cannot be unpacked to the temporary folder " + folder + remedy);
        }
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
            List<Path> folders = lines.filter(line -> line.contains("/" + FOLDER))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .flatMap(file -> Stream.iterate(file.getParent(), Objects::nonNull, Path::getParent))
                    .filter(folder -> String.valueOf(folder.getFileName()).startsWith(FOLDER))
                    .distinct()
                    .toList();
            for (Path folder : folders) {
                deleteTree(folder);
            }
        } catch (IOException ignored) {
            // They are deleted on exit, then.
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
