package dev.allot.datasets.jsonl;

import dev.allot.core.io.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Where files of lines go: to a file, as a whole or not at all, in gzip if its name ends in .gz; or to standard output, if it is "-". */
final class Output {
    /** Tags repeat so much that more effort than this gains little and costs most of the time. */
    private static final int GZIP_LEVEL = 4;

    private Output() {}

    static void write(Path file, AtomicFile.Content<OutputStream> content) {
        if (file.toString().equals("-")) {
            writeToStandardOutput(content);
        } else if (file.toString().endsWith(".gz")) {
            AtomicFile.write(file, out -> {
                try (OutputStream zipped = new BufferedOutputStream(new FastGzip(out), 1 << 16)) {
                    content.writeTo(zipped);
                }
            });
        } else {
            AtomicFile.write(file, out -> {
                OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
                content.writeTo(buffered);
                buffered.flush();
            });
        }
    }

    private static void writeToStandardOutput(AtomicFile.Content<OutputStream> content) {
        PrintStream standard = System.out;
        try {
            OutputStream buffered = new BufferedOutputStream(standard, 1 << 16);
            content.writeTo(buffered);
            buffered.flush();
            if (standard.checkError()) {
                throw new IOException("it was closed, or its disk is full");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to standard output: " + e.getMessage(), e);
        }
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(GZIP_LEVEL);
        }
    }
}
