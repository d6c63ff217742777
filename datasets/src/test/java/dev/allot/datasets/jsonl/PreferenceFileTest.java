package dev.allot.datasets.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.Source;
import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import dev.allot.datasets.PreferenceSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceFileTest {
    private static final List<Source> SOURCES = List.of(new Source("lm", 0), new Source("human", 1));

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() {
        PreferenceSet set = new PreferenceSet(
                "pairs",
                FeatureSpace.of(List.of("x", "y")),
                List.of("length", "rouge"),
                List.of(
                        new PreferencePair(
                                Instance.of("i", FeatureVector.ofTags(0)),
                                Map.of("human", Preference.FIRST, "lm", Preference.TIE),
                                Preference.SECOND,
                                new double[] {0.1, -2},
                                "q4"),
                        new PreferencePair(
                                Instance.of("j", FeatureVector.ofTags(0, 1)), Map.of(), null, new double[] {0, 1e-9})));
        for (String name : List.of("pairs.jsonl", "pairs.jsonl.gz")) {
            PreferenceFile.write(folder.resolve(name), set);
            PreferenceSet read = PreferenceFile.read(folder.resolve(name));
            assertThat(read.name()).isEqualTo("pairs");
            assertThat(read.features().names()).containsExactly("x", "y");
            assertThat(read.differenceNames()).containsExactly("length", "rouge");
            assertThat(read.pairs()).isEqualTo(set.pairs());
            assertThat(read.sourceNames()).containsExactly("human", "lm");
            assertThat(PreferenceFile.read(folder.resolve(name), set.features()).pairs())
                    .isEqualTo(set.pairs());
        }
    }

    @Test
    void differencesMayComeInAnyOrder() throws IOException {
        Path file = Files.writeString(folder.resolve("p.jsonl"), """
                {"id":"i","tags":["x"],"difference":{"a":1,"b":2}}
                {"id":"j","tags":["x"],"difference":{"b":3,"a":4},"gold":null,"labels":{"lm":null,"human":"b"}}
                """);
        PreferenceSet set = PreferenceFile.read(file);
        assertThat(set.pairs().get(1).difference()).containsExactly(4, 3);
        assertThat(set.pairs().get(1).labels()).isEqualTo(Map.of("human", Preference.SECOND));
    }

    @Test
    void routingsAreReadInTheOrderOfTheInstances() {
        List<String> ids = List.of("one", "two", "three");
        Routing routing = Routing.of(SOURCES, new int[] {1, 0, 1});
        Path file = folder.resolve("routing.jsonl");
        RoutingFile.write(file, ids, routing);
        assertThat(file).hasContent("""
                        {"id":"one","source":"human"}
                        {"id":"two","source":"lm"}
                        {"id":"three","source":"human"}
                        """);
        assertThat(RoutingFile.read(file, ids, SOURCES)).isEqualTo(routing);
        assertThat(RoutingFile.read(file, List.of("two", "one", "three"), SOURCES))
                .isEqualTo(Routing.of(SOURCES, new int[] {0, 1, 1}));
    }

    @Test
    void aDashIsStandardOutput() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            RoutingFile.write(Path.of("-"), List.of("ü"), Routing.of(SOURCES, new int[] {1}));
        } finally {
            System.setOut(before);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("{\"id\":\"ü\",\"source\":\"human\"}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"id":"c","source":"lm"}                        | :2: field 'id': 'c' is not the id of an instance
            {"id":"b","source":"me"}                        | :2: field 'source': 'me' is not a source; they are lm, human
            {"id":"a","source":"lm"}                        | :2: field 'id': 'a' comes twice
            {"id":"b"}                                      | :2: field 'source': is missing
            {"source":"lm"}                                 | :2: field 'id': is missing
            {"id":"b","source":1}                           | :2: field 'source': is a number; a string is needed
            {"id":"b","source":"lm","x":1}                  | :2: unknown field 'x'; known are id, source
            ~~                                              | : names no source for 1 of 2 instances; the first is 'b'
            """)
    void wrongRoutings(String line, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("r.jsonl"), "{\"id\":\"a\",\"source\":\"lm\"}\n" + line + "\n");
        assertThatThrownBy(() -> RoutingFile.read(file, List.of("a", "b"), SOURCES))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + message);
    }
}
