package dev.allot.study.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixLedgerTest {
    @TempDir
    Path folder;

    private static final List<Source> SOURCES =
            List.of(new Source("lm", 0), new Source("human", 1), new Source("expert", 5));

    private static RoutingProblem problem(int size) {
        RoutingProblem.Builder builder = RoutingProblem.builder(FeatureSpace.of(List.of("t")), SOURCES);
        for (int i = 0; i < size; i++) {
            builder.instance(Instance.of("i" + i, FeatureVector.ofTags(0)));
        }
        return builder.build();
    }

    private static Routing mix(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Routing.of(
                SOURCES, IntStream.range(0, size).map(i -> random.nextInt(3)).toArray());
    }

    private Path log() {
        return folder.resolve("study.jsonl");
    }

    @Test
    void keepsMixesOfEachContextInOrder() {
        RoutingProblem problem = problem(700);
        List<Routing> mixes = IntStream.range(0, 5).mapToObj(i -> mix(700, i)).toList();
        try (StudyLog log = StudyLog.open(log())) {
            MixLedger ledger = new MixLedger(log, problem, "a");
            ledger.add(List.of(), mixes.subList(0, 2));
            new MixLedger(log, problem, "b").add(List.of(), List.of(mix(700, 99)));
            ledger.add(List.of(), mixes.subList(2, 5));
            assertThat(mixes(ledger)).isEqualTo(mixes);
        }
        try (StudyLog log = StudyLog.open(log())) {
            assertThat(mixes(new MixLedger(log, problem, "a"))).isEqualTo(mixes);
            assertThat(mixes(new MixLedger(log, problem, "b"))).containsExactly(mix(700, 99));
        }
    }

    private static List<Routing> mixes(MixLedger ledger) {
        return ledger.evaluations().stream().map(Evaluation::mix).toList();
    }

    @Test
    void replicatesComeBeforeTheMixesOfTheirBatch() {
        RoutingProblem problem = problem(20);
        Routing one = mix(20, 1);
        Routing two = mix(20, 2);
        List<Evaluation> expected = List.of(Evaluation.first(one), new Evaluation(one, 2), Evaluation.first(two));
        try (StudyLog log = StudyLog.open(log())) {
            MixLedger ledger = new MixLedger(log, problem, "a");
            ledger.add(List.of(), List.of(one));
            ledger.add(List.of(new Evaluation(one, 2)), List.of(two));
            assertThat(ledger.evaluations()).isEqualTo(expected);
        }
        try (StudyLog log = StudyLog.open(log())) {
            assertThat(new MixLedger(log, problem, "a").evaluations()).isEqualTo(expected);
            assertThat(MixLedger.told(log, "a").keySet())
                    .containsExactlyElementsOf(
                            expected.stream().map(Evaluation::id).toList());
        }
    }

    @Test
    void aReplicateOfWhatWasNeverChosenIsRefused() {
        try (StudyLog log = StudyLog.open(log())) {
            new MixLedger(log, problem(20), "a").add(List.of(new Evaluation(mix(20, 1), 2)), List.of());
        }
        try (StudyLog log = StudyLog.open(log())) {
            assertThatThrownBy(() -> new MixLedger(log, problem(20), "a"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("never chosen");
        }
    }

    @Test
    void aMixOfOtherInstancesIsRefused() {
        try (StudyLog log = StudyLog.open(log())) {
            new MixLedger(log, problem(20), "a").add(List.of(), List.of(mix(20, 1)));
        }
        for (int size : new int[] {19, 21}) {
            try (StudyLog log = StudyLog.open(log())) {
                assertThatThrownBy(() -> new MixLedger(log, problem(size), "a"))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("damaged");
            }
        }
    }

    @Test
    void aDamagedMixIsRefused() throws IOException {
        try (StudyLog log = StudyLog.open(log())) {
            new MixLedger(log, problem(20), "a").add(List.of(), List.of(mix(20, 1)));
        }
        Files.writeString(log(), Files.readString(log()).replaceAll("\"routing\":\".{8}", "\"routing\":\"AAAA!AAA"));
        try (StudyLog log = StudyLog.open(log())) {
            assertThatThrownBy(() -> new MixLedger(log, problem(20), "a")).isInstanceOf(InvalidInputException.class);
        }
    }
}
