package dev.allot.cli.output;

import dev.allot.cli.FailureException;
import dev.allot.core.io.AtomicFile;
import dev.allot.core.io.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds out that an output cannot be written before hours of work are spent on it. */
public final class OutputTarget {
    private static final Path STANDARD_OUTPUT = Path.of("-");

    private OutputTarget() {}

    /** Whether a path stands for standard output. */
    public static boolean isStandardOutput(@Nullable Path path) {
        return STANDARD_OUTPUT.equals(path);
    }

    /**
     * The console to print on when two outputs may go to standard output: nothing is printed beside one.
     *
     * @throws InvalidInputException if both go there
     */
    public static Console consoleBeside(
            Console console, String firstOption, @Nullable Path first, String secondOption, @Nullable Path second) {
        if (isStandardOutput(first) && isStandardOutput(second)) {
            throw new InvalidInputException(
                    firstOption + " and " + secondOption + " cannot both be -, standard output");
        }
        return isStandardOutput(first) || isStandardOutput(second) ? console.silenced() : console;
    }

    /** Has something written to a file, or to standard output by way of a temporary file. */
    public static void write(Path file, Consumer<Path> writer) {
        if (!isStandardOutput(file)) {
            writer.accept(file);
            return;
        }
        try {
            Path temporary = Files.createTempFile("allot-", null);
            try {
                writer.accept(temporary);
                Files.copy(temporary, System.out);
                System.out.flush();
            } finally {
                Files.delete(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to standard output: " + reason(e), e);
        }
    }

    /** Writes text to a file, or to standard output if it is "-". */
    public static void writeText(Path file, String text, Console console) {
        if (isStandardOutput(file)) {
            console.out().print(text);
            console.out().flush();
        } else {
            AtomicFile.writeText(file, writer -> writer.write(text));
        }
    }

    /**
     * Checks that a file can be written to where the option says; null and standard output always can.
     *
     * @throws InvalidInputException if a folder is there, or the path leads through a file
     * @throws FailureException if the folder refuses new files
     */
    public static void requireFile(String option, @Nullable Path file) {
        if (file == null || isStandardOutput(file)) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(option + ": " + file + " is a folder; a file name is needed");
        }
        if (!Files.exists(file) || Files.isRegularFile(file)) {
            requireWritable(option, file.toAbsolutePath().normalize().getParent());
        }
    }

    /** Checks likewise that files can be written into a folder, which need not be there yet. */
    public static void requireFolder(String option, Path folder) {
        requireWritable(option, folder.toAbsolutePath().normalize());
    }

    private static void requireWritable(String option, @Nullable Path folder) {
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            throw new InvalidInputException(option + ": there is no folder " + folder);
        }
        if (!Files.isDirectory(existing)) {
            throw new InvalidInputException(option + ": " + existing + " is a file; a folder is needed there");
        }
        try {
            // Permissions alone do not tell: the file system may be read-only.
            Files.delete(Files.createTempFile(existing, ".allot-", ".part"));
        } catch (IOException e) {
            throw new FailureException(option + ": cannot write into " + existing + ": " + reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "it takes no new files";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
