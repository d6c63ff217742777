package dev.allot.datasets.orlibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.model.Problem;
import dev.allot.core.model.Sense;
import dev.allot.core.model.Solution;
import dev.allot.core.model.StatedProblem;
import dev.allot.core.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrLibraryFormatTest {
    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aKnapsackHasItsProfitsWeightsAndCapacities() throws IOException {
        List<StatedProblem> problems =
                OrLibraryFormat.MKNAP.read(file("k.txt", "2\n3 2 17\n5 7\n 11\n1 2 3 4 5 6\n4 9\n1 1 0\n2.5\n1\n3\n"));
        assertThat(problems).extracting(StatedProblem::name).containsExactly("k.txt#1", "k.txt#2");
        assertThat(problems).extracting(StatedProblem::sense).containsOnly(Sense.MAXIMISE);
        Problem first = problems.get(0).problem();
        assertThat(problems.get(0).bestKnown()).hasValue(17);
        assertThat(problems.get(1).bestKnown()).isEmpty();
        Solution s = Solution.of(first, new double[] {1, 0, 1});
        assertThat(s.objective()).isEqualTo(16);
        assertThat(first.activitiesAt(s.values())).containsExactly(4, 10);
        assertThat(s.isFeasible()).isFalse();
        assertThat(Solution.of(first, new double[] {0, 1, 0}).isFeasible()).isTrue();
        assertThat(problems.get(1).problem().linear(0)).isEqualTo(2.5);
    }

    /** Two agents, two jobs: costs 1 2 / 3 4, resources 5 6 / 7 8, capacities 9 and 10. */
    @Test
    void anAssignmentGivesEachJobToOneAgent() throws IOException {
        String text = "1\n2 2\n1 2\n3 4\n5 6\n7 8\n9 10\n";
        StatedProblem gap = OrLibraryFormat.GAP.read(file("gap99.txt", text)).get(0);
        Solution crossed = Solution.of(gap.problem(), new double[] {1, 0, 0, 1});
        assertThat(crossed.isFeasible()).isTrue();
        assertThat(crossed.objective()).isEqualTo(5);
        assertThat(gap.problem().activitiesAt(crossed.values())).containsExactly(5, 8, 1, 1);
        assertThat(Solution.of(gap.problem(), new double[] {1, 1, 0, 0}).isFeasible())
                .isFalse();
        assertThat(Solution.of(gap.problem(), new double[] {1, 0, 0, 0}).isFeasible())
                .isFalse();
        assertThat(gap.problem().variableName(2)).isEqualTo("a2j1");
    }

    @ParameterizedTest
    @CsvSource({"gap1.txt,MAXIMISE", "gap12,MAXIMISE", "gapa.txt,MINIMISE", "GAPD,MINIMISE", "gap.txt,MAXIMISE"})
    void whatIsMinimisedIsNegated(String name, Sense sense) throws IOException {
        StatedProblem gap = OrLibraryFormat.GAP.read(file(name, "1 1 1 3 1 1")).get(0);
        assertThat(gap.sense()).isEqualTo(sense);
        assertThat(gap.problem().linear(0)).isEqualTo(sense == Sense.MAXIMISE ? 3 : -3);
        assertThat(gap.sense()
                        .restore(Solution.of(gap.problem(), new double[] {1}).objective()))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|:1: the file ends where the number of problems should be",
                "0|:1: the number of problems is 0.0; it must be an integer from 1 to",
                "1.5|:1: the number of problems is 1.5; it must be an integer",
                "one|:1: 'one' stands where the number of problems should be, a number",
                "1~2|:2: the file ends where the number of constraints should be",
                "1~2 1 0~4 x|:3: 'x' stands where profit 2 should be, a number",
                "1~2 1 0~4 NaN|:3: 'NaN' stands where profit 2",
                "1~2 1 0~4 1e999|:3: '1e999' stands where profit 2",
                "1~1 1 0~4~2|:4: the file ends where capacity 1 should be",
                "1~1 1 0~4~2~3~9|:6: '9' stands after the last of 1 problem, where the file should end",
            })
    void malformedFilesAreRefusedInOneLine(String text, String message) throws IOException {
        Path file = file("k.txt", text.replace('~', '\n'));
        assertThatThrownBy(() -> OrLibraryFormat.MKNAP.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(file + message);
    }

    @Test
    void missingFilesAndFoldersAreRefused() {
        assertThatThrownBy(() -> OrLibraryFormat.GAP.read(folder.resolve("none")))
                .hasMessageEndingWith("no such file");
        assertThatThrownBy(() -> OrLibraryFormat.GAP.read(folder)).hasMessageContaining("is a folder");
    }

    @ParameterizedTest
    @CsvSource({"gap1.txt,GAP,5,75,20", "gap6.txt,GAP,5,256,40", "mknapcb1.txt,MKNAP,30,100,5"})
    void thePublishedFilesAreRead(String name, OrLibraryFormat format, int count, int variables, int constraints) {
        List<StatedProblem> problems = format.read(SharedData.require("or-library/" + name));
        assertThat(problems).hasSize(count);
        assertThat(problems).allSatisfy(p -> {
            assertThat(p.problem().variableCount()).isEqualTo(variables);
            assertThat(p.problem().constraintCount()).isEqualTo(constraints);
            assertThat(p.sense()).isEqualTo(Sense.MAXIMISE);
        });
    }
}
