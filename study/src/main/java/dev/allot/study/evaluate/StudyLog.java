package dev.allot.study.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.io.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The append-only log of a study: one JSON object a line, forced to disk before the study goes on, so that a study killed at any moment
 * loses no finished evaluation. A line that was being written when the process died is cut off on opening.
 */
public final class StudyLog implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;
    private final List<JsonNode> events;

    private StudyLog(Path file, FileChannel channel, List<JsonNode> events) {
        this.file = file;
        this.channel = channel;
        this.events = events;
    }

    /**
     * Opens or creates a log for one process.
     *
     * @throws InvalidInputException if a line other than an unfinished last one is no JSON object, or another process has the log open
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public static StudyLog open(Path file) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                lock(file, channel);
                return new StudyLog(file, channel, recover(file, channel));
            } catch (RuntimeException | IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        boolean locked;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            throw InvalidInputException.in(
                    file, "another process is writing this log; wait for it or choose another folder");
        }
    }

    private static List<JsonNode> recover(Path file, FileChannel channel) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        channel.truncate(end);
        channel.position(end);
        List<JsonNode> events = new ArrayList<>();
        String[] lines = new String(bytes, 0, end, StandardCharsets.UTF_8).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank()) {
                continue;
            }
            events.add(parse(file, i + 1, lines[i]));
        }
        return events;
    }

    private static JsonNode parse(Path file, int line, String text) {
        try {
            JsonNode event = JSON.readTree(text);
            if (event != null && event.isObject() && event.path("event").isTextual()) {
                return event;
            }
        } catch (JsonProcessingException e) {
            // Reported below like any other line that is no event.
        }
        throw InvalidInputException.at(
                file, line, "this is no event of a log; restore the file or choose another folder");
    }

    /** Its file's name, without the folder. */
    public String name() {
        return String.valueOf(file.getFileName());
    }

    /** The events that the log held when it was opened, oldest first. */
    public List<JsonNode> events() {
        return List.copyOf(events);
    }

    /** Appends an event and forces it to disk. Safe from several threads. */
    public synchronized void append(ObjectNode event) {
        try {
            ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** A new event of the given kind, to be filled and appended. */
    public static ObjectNode event(String kind) {
        return JSON.createObjectNode().put("event", kind);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file + ": " + e.getMessage(), e);
        }
    }
}
