package dev.allot.datasets.jsonl;

import dev.allot.core.io.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a text file in UTF-8, plain or gzip, as bytes: no line is copied. Blank lines are passed over but counted.
 */
final class LineReader implements Closeable {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_SIZE = 1 << 20;
    private static final int GREATEST_SIZE = 1 << 28;

    private final Path file;
    private final InputStream in;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int next;
    private int filled;
    private boolean ended;
    private int start;
    private int end;
    private long number;

    private LineReader(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /**
     * Opens a file.
     *
     * @throws InvalidInputException if it cannot be read, is not what its name says, or is in a foreign encoding
     */
    static LineReader open(Path file) {
        if (Files.isDirectory(file)) {
            throw InvalidInputException.in(file, "is a folder; a file is needed here");
        }
        try {
            return open(file, Files.newInputStream(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Reads a stream, which it will close.
     *
     * @param file what messages call it
     */
    static LineReader open(Path file, InputStream stream) {
        InputStream in = new BufferedInputStream(stream, 1 << 16);
        try {
            if (startsWithGzipMagic(in)) {
                in = new ReadAhead(new GZIPInputStream(in, 1 << 16));
            } else if (String.valueOf(file.getFileName()).endsWith(".gz")) {
                throw InvalidInputException.in(file, "is named .gz but is not in gzip format");
            }
            LineReader reader = new LineReader(file, in);
            reader.checkEncoding();
            return reader;
        } catch (IOException e) {
            closeQuietly(in);
            throw unreadable(file, e);
        } catch (InvalidInputException e) {
            closeQuietly(in);
            throw e;
        }
    }

    private static boolean startsWithGzipMagic(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return gzip;
    }

    private void checkEncoding() throws IOException {
        while (filled < 4 && !ended) {
            fill();
        }
        int b0 = at(0);
        int b1 = at(1);
        if (b0 == 0xEF && b1 == 0xBB && at(2) == 0xBF) {
            next = 3;
        } else if (b0 == 0xFF && b1 == 0xFE || b0 == 0xFE && b1 == 0xFF || b0 == 0 || b1 == 0) {
            throw InvalidInputException.in(file, "looks like UTF-16 or UTF-32; files are in UTF-8");
        }
    }

    private int at(int i) {
        return i < filled ? buffer[i] & 0xFF : -1;
    }

    /**
     * Goes to the next line that is not blank.
     *
     * @return whether there is one
     */
    boolean next() {
        try {
            do {
                if (!nextLine()) {
                    return false;
                }
            } while (blank());
            return true;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private boolean nextLine() throws IOException {
        int scanned = next;
        while (true) {
            int newline = indexOfNewline(buffer, scanned, filled);
            if (newline >= 0 || ended) {
                if (newline < 0 && next == filled) {
                    return false;
                }
                start = next;
                end = newline < 0 ? filled : newline;
                next = newline < 0 ? filled : newline + 1;
                number++;
                return true;
            }
            int seen = filled - next;
            fill();
            scanned = next + seen;
        }
    }

    /** Reads more, after moving what is not used up to the front. */
    private void fill() throws IOException {
        int kept = filled - next;
        if (kept == buffer.length) {
            if (kept >= GREATEST_SIZE) {
                throw InvalidInputException.at(file, number + 1, "is longer than " + (GREATEST_SIZE >> 20) + " MiB");
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        } else {
            System.arraycopy(buffer, next, buffer, 0, kept);
        }
        next = 0;
        filled = kept;
        int n = in.read(buffer, filled, buffer.length - filled);
        if (n < 0) {
            ended = true;
        } else {
            filled += n;
        }
    }

    /** Looks at eight bytes at a time: a zero byte of {@code word} shows as its top bit set in {@code hit}. */
    private static int indexOfNewline(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long word = (long) LONGS.get(bytes, i) ^ 0x0A0A0A0A0A0A0A0AL;
            long hit = (word - 0x0101010101010101L) & ~word & 0x8080808080808080L;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean blank() {
        for (int i = start; i < end; i++) {
            byte b = buffer[i];
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The file that is read. */
    Path file() {
        return file;
    }

    /** The bytes that hold the line, from {@link #start()}; valid until the next call of {@link #next()}. */
    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    /** Length of the line in bytes, without its end. */
    int length() {
        return end - start;
    }

    /** Number of the line, from 1. */
    long number() {
        return number;
    }

    @Override
    public void close() {
        closeQuietly(in);
    }

    /** What went wrong with a file, in words. */
    static InvalidInputException unreadable(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return InvalidInputException.in(file, "no such file", e);
        }
        if (e instanceof AccessDeniedException) {
            return InvalidInputException.in(file, "permission denied", e);
        }
        if (e instanceof EOFException) {
            return InvalidInputException.in(file, "the gzip data end too early; the file is truncated", e);
        }
        if (e instanceof ZipException) {
            return InvalidInputException.in(file, "the gzip data are damaged (" + e.getMessage() + ")", e);
        }
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return InvalidInputException.in(file, "cannot be read (" + reason + ")", e);
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException ignored) {
            // Nothing was written, so nothing is lost.
        }
    }
}
