package dev.allot.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of a small routing problem in a folder, and the arguments that solve it. */
final class SmallSet {
    static final List<String> INSTANCES = List.of(
            "{\"id\":\"p1\",\"tags\":[\"a\"],\"group\":\"g\"}",
            "{\"id\":\"p2\",\"tags\":[\"a\",\"b\"],\"group\":\"g\",\"risk\":2}",
            "{\"id\":\"p3\",\"tags\":[\"b\"],\"group\":\"h\",\"cost\":{\"human\":2.5}}",
            "{\"id\":\"p4\",\"features\":{\"c\":2},\"risk\":1}",
            "{\"id\":\"p5\",\"tags\":[],\"features\":{\"a\":1,\"c\":1}}",
            "{\"id\":\"p6\",\"tags\":[\"c\"]}",
            "{\"id\":\"p7\",\"tags\":[\"a\",\"c\"]}",
            "{\"id\":\"p8\",\"tags\":[\"b\",\"c\"]}");

    static final String MODEL =
            "{\"format\":\"allot-model\",\"version\":1,\"family\":\"linear\",\"surrogate\":\"linear\","
                    + "\"features\":[\"a\",\"b\",\"c\"],\"intercept\":0.5,\"weights\":[0.01,0.02,-0.005]}";

    private final Path folder;

    SmallSet(Path folder) {
        this.folder = folder;
        write("instances.jsonl", String.join("\n", INSTANCES) + "\n");
        write("model.json", MODEL);
        write("names.txt", "a\nb\nc\n");
        StringBuilder table = new StringBuilder("score,a,b,c\n");
        for (int i = 0; i < 24; i++) {
            int a = i % 5;
            int b = i * 7 % 11;
            int c = i * 3 % 7;
            table.append((50 + a + 2 * b - c) / 100.0)
                    .append(',')
                    .append(a)
                    .append(',')
                    .append(b);
            table.append(',').append(c).append('\n');
        }
        write("table.csv", table.toString());
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    String path(String name) {
        return file(name).toString();
    }

    Path write(String name, String content) {
        return write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Path write(String name, byte[] content) {
        try {
            Files.createDirectories(file(name).getParent());
            return Files.write(file(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Arguments that solve the problem quickly, with others put behind them. */
    List<String> solve(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "solve",
                "--instances",
                path("instances.jsonl"),
                "--model",
                path("model.json"),
                "--solver",
                "random",
                "--evaluations",
                "200"));
        args.addAll(List.of(more));
        return args;
    }

    /** The same with one option given in place of its usual value. */
    List<String> with(String option, String value, String... more) {
        List<String> args = solve(more);
        args.set(args.indexOf(option) + 1, value);
        return args;
    }
}
