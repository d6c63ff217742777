package dev.allot.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.allot.core.io.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTablesTest {
    private static final TrainingTable TWO =
            new TrainingTable(List.of("a", "b,c"), new double[][] {{1, -2.5}, {3, 1e-7}}, new double[] {0.5, 0.25});

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,score,\"b,c\"\n1,0.5,-2.5\n3,.25,1e-7\n",
                "\uFEFFa,score,\"b,c\"\r\n1,0.5,-2.5\r\n3,.25,1e-7",
                "a , score , \"b,c\"\n\n+1, 5e-1 ,-2.5\n\n3.,0.25,1E-7\n\n",
            })
    void readsColumnsInFileOrder(String text) throws IOException {
        assertThat(TrainingTables.read(file(text), "score")).isEqualTo(TWO);
    }

    @Test
    void leavesOutIgnoredColumns() throws IOException {
        Path csv = file("index,a,note,score,\"b,c\"\n1,1,high,0.5,-2.5\n2,3,,0.25,1e-7\n");
        assertThat(TrainingTables.read(csv, "score", Set.of("index", "note"))).isEqualTo(TWO);
    }

    @Test
    void writesWhatItReadsToTheLastBit() {
        double[][] rows = {{0.1 + 0.2, -0.0, 1e300}, {1 / 3.0, 9007199254740991.0, Double.MIN_VALUE}};
        TrainingTable table =
                new TrainingTable(List.of("plain", "comma, \"quote\"", "ümläut"), rows, new double[] {-1e-9, 0.7});
        Path csv = folder.resolve("new").resolve("t.csv");
        TrainingTables.write(table, csv, "y");
        assertThat(TrainingTables.read(csv, "y")).isEqualTo(table);
    }

    @Test
    void writesCountsAsCounts() throws IOException {
        Path csv = folder.resolve("t.csv");
        TrainingTables.write(TWO, csv, "score");
        assertThat(csv).hasContent("score,a,\"b,c\"\n0.5,1,-2.5\n0.25,3,1.0E-7\n");
    }

    @Test
    void doesNotWriteTwoColumnsOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingTables.write(TWO, folder.resolve("t.csv"), "a"))
                .withMessageContaining("'a' is a feature already");
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("", ": is empty; a table starts with a line of column names"),
                Arguments.of("\n\n", ": is empty"),
                Arguments.of("score,a\n", ": has column names but no rows"),
                Arguments.of("score,a", ": has column names but no rows"),
                Arguments.of("y,a,b\n1,2,3\n", ":1: field 'score': no such column; there are: y, a, b"),
                Arguments.of("Score,a\n1,2\n", ":1: field 'score': no such column; there are: Score, a"),
                Arguments.of("score;a\n1;2\n", ":1: field 'score': no such column; there are: score;a"),
                Arguments.of("score\n1\n", ":1: no column is left as a feature beside 'score'"),
                Arguments.of("score,a,a\n1,2,3\n", ":1: field 'a': two columns have this name"),
                Arguments.of("score,a,\n1,2,3\n", ":1: column 3 has no name"),
                Arguments.of("score,a\n1,2\n1,2,3\n", ":3: has 3 values; the header has 2"),
                Arguments.of("score,a\n1,2\n1", ":3: has 1 values; the header has 2"),
                Arguments.of("score,a\n1,two\n", ":2: field 'a': 'two' is not a number"),
                Arguments.of("score,a\n1,\n", ":2: field 'a': '' is not a number"),
                Arguments.of("score,a\n1,2\n\n1,NaN\n", ":4: field 'a': 'NaN' is not a number"),
                Arguments.of("score,a\nInfinity,2\n", ":2: field 'score': 'Infinity' is not a number"),
                Arguments.of("score,a\n-inf,2\n", ":2: field 'score': '-inf' is not a number"),
                Arguments.of("score,a\n1e999,2\n", ":2: field 'score': '1e999' is too large for a double"),
                Arguments.of("score,a\n\"0,5\",2\n", ":2: field 'score': '0,5' is not a number"),
                Arguments.of("score,a\n0x1p3,2\n", ":2: field 'score': '0x1p3' is not a number"),
                Arguments.of("score,a\n1f,2\n", ":2: field 'score': '1f' is not a number"),
                Arguments.of("score,a\n1 000,2\n", ":2: field 'score': '1 000' is not a number"),
                Arguments.of("score,a\n\"1,2\n3,4\n", ": is not a CSV file"),
                Arguments.of("score,a\n\"1\"x,2\n", ": is not a CSV file"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void saysWhereAMalformedFileIsWrong(String text, String message) throws IOException {
        Path csv = file(text);
        assertRefused(csv, message);
    }

    @Test
    void saysWhichLineIsNotUtf8() throws IOException {
        Path csv = folder.resolve("latin1.csv");
        Files.write(csv, "score,a\n1,2\n1,é\n".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(csv, ":3: is not UTF-8 text");
        Files.write(csv, "score,a\n1,2\n".getBytes(StandardCharsets.UTF_16));
        assertRefused(csv, ":1: is not UTF-8 text");
    }

    @Test
    void saysWhyAFileCannotBeRead() {
        assertRefused(folder.resolve("none.csv"), ": no such file");
        assertRefused(folder, ": is a folder, not a file");
    }

    @Test
    void saysThatAnIgnoredColumnIsNotThere() throws IOException {
        Path csv = file("score,a\n1,2\n");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TrainingTables.read(csv, "score", Set.of("index")))
                .withMessageContaining("t.csv:1: field 'index': no such column; there are: score, a");
    }

    private static void assertRefused(Path csv, String message) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TrainingTables.read(csv, "score"))
                .withMessageStartingWith(csv.toString() + message);
    }

    @Test
    void readsColumnsByNameInTheOrderAsked() throws IOException {
        Path csv = folder.resolve("columns.csv");
        Files.writeString(csv, "score,b,text,a\n0.5,1,x,2\n0.6,3,y,4\n");
        assertThat(TrainingTables.readColumns(csv, List.of("a", "b"))).isEqualTo(new double[][] {{2, 1}, {4, 3}});
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TrainingTables.readColumns(csv, List.of("a", "c")))
                .withMessageContaining("'c': no such column; there are: score, b, text, a");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TrainingTables.readColumns(csv, List.of("text")))
                .withMessageContaining("'x' is not a number");
    }
}
