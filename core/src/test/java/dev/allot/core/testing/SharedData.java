package dev.allot.core.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Development data that lies beside the repository and is no part of it; tests that need it are skipped, aloud, where it is absent. */
public final class SharedData {
    private SharedData() {}

    /** A file or folder of that data. */
    public static Path require(String path) {
        Path root = root();
        assumeTrue(
                root != null, "skipped: there is no folder shared/data beside the repository, nor ALLOT_SHARED_DATA");
        Path file = root.resolve(path);
        assumeTrue(Files.exists(file), "skipped: " + file + " is not there");
        return file;
    }

    private static Path root() {
        String set = System.getProperty("ALLOT_SHARED_DATA", System.getenv("ALLOT_SHARED_DATA"));
        if (set != null) {
            return Path.of(set);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolve("shared").resolve("data");
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        return null;
    }
}
