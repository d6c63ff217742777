package dev.allot.predictor;

import dev.allot.core.io.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads whole input files, with every failure told as bad input. */
final class InputFiles {
    private static final long LARGEST = 1L << 30;

    private InputFiles() {}

    static byte[] bytes(Path file) {
        if (Files.isDirectory(file)) {
            throw InvalidInputException.in(file, "is a folder, not a file");
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw InvalidInputException.in(file, "is larger than 1 GiB");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw InvalidInputException.in(file, "no such file", e);
        } catch (AccessDeniedException e) {
            throw InvalidInputException.in(file, "cannot be read: permission denied", e);
        } catch (IOException e) {
            throw InvalidInputException.in(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    /** The file's text without a byte order mark. */
    static String text(Path file) {
        ByteBuffer in = ByteBuffer.wrap(bytes(file));
        CharBuffer out = CharBuffer.allocate(in.remaining());
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw InvalidInputException.at(file, line(in), "is not UTF-8 text; save it in UTF-8");
        }
        String text = out.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static long line(ByteBuffer in) {
        long line = 1;
        for (int i = 0; i < in.position(); i++) {
            if (in.get(i) == '\n') {
                line++;
            }
        }
        return line;
    }
}
