package dev.allot.datasets.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.FeatureSpace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can be wrong with a file of instances or pairs: one line of message that says where and what. */
class MalformedFileTest {
    private static final FeatureSpace FEATURES = FeatureSpace.of(List.of("x", "y"));
    private static final String GOOD = "{\"id\":\"good\",\"tags\":[\"x\"],\"difference\":{\"d\":0.5}}\n";

    @TempDir
    Path folder;

    static Stream<Arguments> lines() {
        return Stream.of(
                // What it is, not what it should be.
                Arguments.of("hello", ":3: is not JSON: Unrecognized token"),
                Arguments.of("[1]", ":3: is an array, not a JSON object"),
                Arguments.of("17", ":3: is a number, not a JSON object"),
                Arguments.of("id,tags", ":3: is not JSON: "),
                Arguments.of("{'id':'a'}", ":3: is not JSON: "),
                Arguments.of("{\"id\":\"a\",\"tags\":[],}", ":3: is not JSON: "),
                Arguments.of("{\"id\":\"a\",\"tags\":[\"x\"]", ":3: ends within its object"),
                Arguments.of("{\"id\":\"a\",\"tags\":[\"x", ":3: field 'tags': ends within its object"),
                Arguments.of("{\"id\":\"a\",\"meta\":{\"b\":[1,", ":3: field 'meta': ends within its object"),
                Arguments.of("{\"id\":\"a\",\"tags\":[]} {}", ":3: goes on after its object"),
                Arguments.of("{\"id\":\"a\",\"tags\":[]}]", ":3: is not JSON: Unexpected close marker"),
                // Fields.
                Arguments.of("{\"tags\":[\"x\"]}", ":3: field 'id': is missing"),
                Arguments.of("{\"id\":\"\",\"tags\":[]}", ":3: field 'id': is empty"),
                Arguments.of("{\"id\":7,\"tags\":[]}", ":3: field 'id': is a number; a string is needed"),
                Arguments.of("{\"id\":\"a\\ud83d\",\"tags\":[]}", ":3: field 'id': has half a surrogate pair"),
                Arguments.of("{\"id\":null,\"tags\":[]}", ":3: field 'id': is null; a string is needed"),
                Arguments.of("{\"id\":\"good\",\"tags\":[]}", ":3: field 'id': 'good' comes twice"),
                Arguments.of("{\"id\":\"a\",\"id\":\"b\",\"tags\":[]}", ":3: field 'id': comes twice"),
                Arguments.of("{\"id\":\"a\"}", ":3: field 'tags': is missing, and so is 'features'"),
                Arguments.of("{\"id\":\"a\",\"tag\":[]}", ":3: unknown field 'tag'; known are id, tags, features"),
                Arguments.of("{\"id\":\"a\",\"tags\":\"x\"}", ":3: field 'tags': is a string; an array is needed"),
                Arguments.of("{\"id\":\"a\",\"tags\":null}", ":3: field 'tags': is null; an array is needed"),
                Arguments.of("{\"id\":\"a\",\"tags\":[1]}", ":3: field 'tags': has a number where a name is needed"),
                Arguments.of("{\"id\":\"a\",\"tags\":[\"z\"]}", ":3: field 'tags': unknown tag 'z'"),
                Arguments.of("{\"id\":\"a\",\"tags\":[\"x\",\"x\"]}", ":3: field 'tags': names 'x' a second time"),
                Arguments.of(
                        "{\"id\":\"a\",\"tags\":[\"x\"],\"features\":{\"x\":2}}",
                        ":3: field 'features': names 'x' a second time"),
                Arguments.of("{\"id\":\"a\",\"features\":[1]}", ":3: field 'features': is an array; an object is"),
                Arguments.of("{\"id\":\"a\",\"features\":{\"z\":1}}", ":3: field 'features': unknown feature 'z'"),
                Arguments.of("{\"id\":\"a\",\"features\":{\"x\":\"1\"}}", ":3: field 'features': 'x' is a string"),
                Arguments.of("{\"id\":\"a\",\"features\":{\"x\":null}}", ":3: field 'features': 'x' is null"),
                Arguments.of("{\"id\":\"a\",\"features\":{\"x\":NaN}}", ":3: field 'features': is not JSON: "),
                Arguments.of("{\"id\":\"a\",\"features\":{\"x\":-Infinity}}", ":3: field 'features': is not JSON: "),
                Arguments.of(
                        "{\"id\":\"a\",\"features\":{\"x\":1e999}}",
                        ":3: field 'features': 'x' is 1e999, which is not finite"),
                Arguments.of("{\"id\":\"a\",\"features\":{\"x\":01}}", ":3: field 'features': is not JSON: "),
                Arguments.of("{\"id\":\"a\",\"tags\":[],\"cost\":1}", ":3: field 'cost': is a number; an object is"),
                Arguments.of(
                        "{\"id\":\"a\",\"tags\":[],\"cost\":{\"human\":-1}}",
                        ":3: field 'cost': the cost of 'human' is -1.0; it must not be negative"),
                Arguments.of(
                        "{\"id\":\"a\",\"tags\":[],\"cost\":{\"human\":1,\"human\":2}}",
                        ":3: field 'cost': names 'human' twice"),
                Arguments.of(
                        "{\"id\":\"a\",\"tags\":[],\"cost\":{\"human\":1e400}}",
                        ":3: field 'cost': the cost of 'human' is 1e400, which is not finite"),
                Arguments.of("{\"id\":\"a\",\"tags\":[],\"risk\":-0.1}", ":3: field 'risk': is -0.1; it must not be"),
                Arguments.of("{\"id\":\"a\",\"tags\":[],\"risk\":\"high\"}", ":3: field 'risk': is a string; a number"),
                Arguments.of("{\"id\":\"a\",\"tags\":[],\"risk\":true}", ":3: field 'risk': is a truth value"),
                Arguments.of("{\"id\":\"a\",\"tags\":[],\"group\":3}", ":3: field 'group': is a number; a string"),
                Arguments.of("{\"id\":\"a\",\"tags\":[],\"group\":\"\"}", ":3: field 'group': is empty"),
                Arguments.of("{\"id\":\"a\",\"tags\":[],\"pin\":[]}", ":3: field 'pin': is an array; a string"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void wrongLines(String line, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("i.jsonl"), GOOD + "\n" + line + "\n" + GOOD);
        assertRefused(file, file + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//x", "{\"id\":\"a\",\"features\":{\"x\":NaN}}"})
    void messagesSayNothingOfTheParsersSettings(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("i.jsonl"), line);
        assertThatThrownBy(() -> PreferenceFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not JSON: ")
                .hasMessageNotContaining("enable")
                .hasMessageNotContaining("Feature");
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of("\"labels\":[]", "labels", "is an array; an object is needed"),
                Arguments.of("\"labels\":{\"lm\":1}", "labels", "is a number; a string is needed"),
                Arguments.of("\"labels\":{\"lm\":\"A\"}", "labels", "the label of 'lm' is 'A'; it must be a, b or tie"),
                Arguments.of("\"labels\":{\"lm\":\"a\",\"lm\":\"b\"}", "labels", "names 'lm' twice"),
                Arguments.of("\"gold\":\"first\"", "gold", "is 'first'; it must be a, b or tie"),
                Arguments.of("\"gold\":1", "gold", "is a number; a string is needed"),
                Arguments.of("\"risk\":0", "difference", "is missing; the lines before it have 1 names"),
                Arguments.of("\"difference\":{}", "difference", "has no 'd', which the first line has"),
                Arguments.of("\"difference\":{\"e\":1}", "difference", "has 'e', which the first line does not have"),
                Arguments.of("\"difference\":{\"d\":1,\"d\":2}", "difference", "names 'd' twice"),
                Arguments.of("\"difference\":{\"d\":\"1\"}", "difference", "'d' is a string; a number is needed"),
                Arguments.of("\"difference\":{\"d\":1e400}", "difference", "'d' is 1e400, which is not finite"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void wrongPairs(String fields, String field, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("p.jsonl"), GOOD + "{\"id\":\"a\",\"tags\":[]," + fields + "}");
        assertThatThrownBy(() -> PreferenceFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + ":2: field '" + field + "': " + message);
        assertThat(InstanceFile.forEach(file, FEATURES, instance -> {})).isEqualTo(2);
    }

    static Stream<Arguments> files() throws IOException {
        byte[] zipped = gzip(GOOD.repeat(1));
        byte[] damaged = zipped.clone();
        damaged[zipped.length - 6] ^= 1;
        byte[] latin1 = "{\"id\":\"é\",\"tags\":[]}\n".getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                Arguments.of("empty.jsonl", new byte[0], ": is empty"),
                Arguments.of("blank.jsonl", bytes("\n \n\t\r\n"), ": is empty"),
                Arguments.of("empty.jsonl.gz", new byte[0], ": is named .gz but is not in gzip format"),
                Arguments.of("plain.jsonl.gz", bytes(GOOD), ": is named .gz but is not in gzip format"),
                Arguments.of("emptied.jsonl.gz", gzip(""), ": is empty"),
                Arguments.of("header.jsonl.gz", Arrays.copyOf(zipped, 5), ": the gzip data end too early"),
                Arguments.of(
                        "cut.jsonl.gz", Arrays.copyOf(zipped, zipped.length - 12), ": the gzip data end too early"),
                Arguments.of("damaged.jsonl.gz", damaged, ": the gzip data are damaged"),
                Arguments.of("utf16.jsonl", GOOD.getBytes(StandardCharsets.UTF_16), ": looks like UTF-16"),
                Arguments.of("utf16le.jsonl", GOOD.getBytes(StandardCharsets.UTF_16LE), ": looks like UTF-16"),
                Arguments.of("utf16be.jsonl", GOOD.getBytes(StandardCharsets.UTF_16BE), ": looks like UTF-16"),
                Arguments.of("latin1.jsonl", latin1, ":1: field 'id': is not in UTF-8"),
                Arguments.of("binary.jsonl", new byte[] {'{', '"', 3, 1, '\n'}, ":1: is not JSON: "));
    }

    @ParameterizedTest
    @MethodSource("files")
    void wrongFiles(String name, byte[] content, String message) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        assertRefused(file, file + message);
    }

    @Test
    void noFile() {
        assertRefused(folder, folder + ": is a folder; a file is needed here");
        assertRefused(folder.resolve("nowhere.jsonl"), folder.resolve("nowhere.jsonl") + ": no such file");
    }

    /** By every reader, in one line. */
    private static void assertRefused(Path file, String messageStart) {
        assertThatThrownBy(() -> InstanceFile.forEach(file, FEATURES, instance -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(messageStart)
                .message()
                .doesNotContain("\n")
                .doesNotContain("com.fasterxml");
        assertThatThrownBy(() -> PreferenceFile.read(file, FEATURES))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(messageStart);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(bytes(text));
        }
        return bytes.toByteArray();
    }
}
