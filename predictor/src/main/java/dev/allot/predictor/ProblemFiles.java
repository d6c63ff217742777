package dev.allot.predictor;

import dev.allot.core.io.AtomicFile;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.model.StatedProblem;
import dev.allot.predictor.format.Documents;
import dev.allot.predictor.format.ModelFormatException;
import dev.allot.predictor.problem.ProblemDocument;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Files of general problems: JSON, described in docs/problem-format.md. They may name model files, which stand beside them. */
public final class ProblemFiles {
    private ProblemFiles() {}

    /**
     * Reads a problem and the model that it names, if it does. A problem without a name is called like its file.
     *
     * @throws InvalidInputException if a file cannot be read or anything in it is wrong
     */
    public static StatedProblem read(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        byte[] bytes = InputFiles.bytes(file);
        try {
            return ProblemDocument.read(Documents.parse(bytes), name, path -> ModelFiles.read(beside(file, path)));
        } catch (ModelFormatException e) {
            throw InvalidInputException.in(file, e.problem(), e);
        }
    }

    private static Path beside(Path file, String path) {
        try {
            return file.resolveSibling(path);
        } catch (InvalidPathException e) {
            throw InvalidInputException.in(
                    file, "names the model '" + path + "', which is no path: " + e.getReason(), e);
        }
    }

    /**
     * Writes a problem; its surrogate stands in the file itself. Reading it back gives the same problem.
     *
     * @throws IllegalArgumentException if the surrogate is of a kind that no file can hold
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void write(StatedProblem problem, Path file) {
        var document = ProblemDocument.write(problem);
        AtomicFile.write(file, out -> Documents.writeJson(document, out));
    }
}
