package dev.allot.datasets.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.core.routing.Traits;
import dev.allot.core.testing.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceFileTest {
    private static final FeatureSpace XYZ = FeatureSpace.of(List.of("x", "y", "zé"));

    @TempDir
    Path folder;

    @Test
    void readsEveryField() {
        Path file = write("""
                {"id":"one","tags":["y","x"]}

                {"id":"two","features":{"zé":2.5,"x":1},"group":"g","cost":{"human":1.5,"lm":0},"risk":0.25,"pin":"human"}
                {"id":"three","tags":["x"],"features":{"y":-3e-2,"zé":0},"labels":{"human":"a"},"gold":"b","difference":{"d":1},\
                "meta":{"any":["thing",{}]}}\r
                \t{"id" : "vier \\u00fc" , "tags" : [ ], "group":null, "cost":null, "risk":null, "pin":null}""");
        List<Instance> read = new ArrayList<>();
        assertThat(InstanceFile.forEach(file, XYZ, read::add)).isEqualTo(4);
        assertThat(read)
                .containsExactly(
                        Instance.of("one", FeatureVector.ofTags(0, 1)),
                        new Instance(
                                "two",
                                new Traits(
                                        FeatureVector.of(new int[] {0, 2}, new double[] {1, 2.5}),
                                        "g",
                                        Map.of("human", 1.5, "lm", 0.0),
                                        0.25,
                                        "human")),
                        Instance.of("three", FeatureVector.of(new int[] {0, 1}, new double[] {1, -0.03})),
                        Instance.of("vier ü", FeatureVector.ofTags()));
        assertThat(InstanceFile.ids(file)).containsExactly("one", "two", "three", "vier ü");
        assertThat(InstanceFile.features(file).names()).containsExactly("y", "x", "zé");
    }

    @Test
    void readsGzipWhateverItsName() throws IOException {
        byte[] zipped = gzip("{\"id\":\"i\",\"tags\":[\"x\"]}\n");
        for (String name : List.of("i.jsonl.gz", "i.jsonl")) {
            Path file = Files.write(folder.resolve(name), zipped);
            assertThat(InstanceFile.ids(file)).containsExactly("i");
        }
    }

    @Test
    void readsGzipOfSeveralMembers() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(gzip("{\"id\":\"i\",\"tags\":[\"x\"]}\n"));
        both.write(gzip("{\"id\":\"j\",\"tags\":[\"x\"]}\n"));
        assertThat(InstanceFile.ids(Files.write(folder.resolve("i.jsonl.gz"), both.toByteArray())))
                .containsExactly("i", "j");
    }

    @Test
    void passesOverAByteOrderMark() throws IOException {
        Path file = Files.writeString(folder.resolve("i.jsonl"), "\uFEFF{\"id\":\"i\",\"tags\":[]}\n");
        assertThat(InstanceFile.ids(file)).containsExactly("i");
    }

    /** Lines of many lengths, among them longer than the reader's first buffer. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsWrittenIsRead(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            names.add("feature-" + "n".repeat(random.nextInt(600)) + i + (i % 7 == 0 ? "\"\\ü\uD83D\uDE00\n" : ""));
        }
        FeatureSpace features = FeatureSpace.of(names);
        List<Instance> written = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int[] at = random.ints(i % 100 == 7 ? 60_000 : random.nextInt(30), 0, names.size() + 1)
                    .filter(j -> j < names.size())
                    .distinct()
                    .toArray();
            FeatureVector vector = random.nextBoolean()
                    ? FeatureVector.ofTags(at)
                    : FeatureVector.of(
                            at,
                            random.doubles(at.length, -1e3, 1e3)
                                    .map(v -> random.nextInt(3) == 0 ? 1 : v)
                                    .toArray());
            Traits traits = new Traits(
                    vector,
                    random.nextBoolean() ? null : "group \"" + random.nextInt(3),
                    random.nextBoolean() ? Map.of() : Map.of("human", random.nextDouble(), "lm", 0.0),
                    random.nextBoolean() ? 0 : random.nextDouble(),
                    random.nextInt(5) == 0 ? "human" : null);
            written.add(new Instance("id " + i + "'\t\u2028", traits));
        }
        for (String name : List.of("i.jsonl", "i.jsonl.gz")) {
            Path file = folder.resolve(name);
            InstanceFile.write(file, features, written);
            List<Instance> read = new ArrayList<>();
            IdList ids = InstanceFile.read(file, features, read::add);
            assertThat(read).isEqualTo(written);
            assertThat(ids).isEqualTo(written.stream().map(Instance::id).toList());
        }
    }

    @Test
    void readsTheSimulatedSets() throws IOException {
        for (String set : List.of("a1", "b1", "c1")) {
            Path data = SharedData.require("paper-scale").resolve(set);
            FeatureSpace features = FeatureSpace.of(Files.readAllLines(data.resolve("features.txt")));
            Path file = data.resolve("instances.jsonl.gz");
            int[] tags = new int[1];
            IdList ids = InstanceFile.read(
                    file, features, i -> tags[0] += i.traits().features().size());
            assertThat(ids).hasSize(set.equals("a1") ? 7000 : 10461);
            assertThat(ids.get(17)).isEqualTo(set + "-00017");
            assertThat(ids.indexOf(set + "-06999")).isEqualTo(6999);
            assertThat(ids.contains("nobody")).isFalse();
            assertThat(tags[0] / (double) ids.size()).isBetween(15.0, 17.0);
            assertThat(InstanceFile.features(file).names()).containsExactlyInAnyOrderElementsOf(features.names());
        }
    }

    @Test
    void aConsumersComplaintNamesTheLine() {
        Path file = write("""
                {"id":"i","tags":[]}
                {"id":"j","tags":[],"pin":"nobody"}
                """);
        RoutingProblem.Builder builder =
                RoutingProblem.builder(XYZ, List.of(new Source("lm", 0), new Source("human", 1)));
        assertThatThrownBy(() -> InstanceFile.forEach(file, XYZ, builder::instance))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + ":2: instance 'j' is pinned to source 'nobody', which is not one of lm, human");
    }

    private Path write(String text) {
        try {
            return Files.writeString(folder.resolve("instances.jsonl"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
