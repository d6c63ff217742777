package dev.allot.datasets.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The worlds in which the value of every routing is known. */
class HiddenGainsTest {
    private static final List<Source> SOURCES = List.of(new Source("lm", 0), new Source("human", 1));
    private static final int SIZE = 2000;

    @TempDir
    Path folder;

    private static List<Instance> instances(long seed) {
        List<Instance> instances = new ArrayList<>();
        new PreferenceGenerator(GeneratorSettings.of(SIZE, seed)).instances().forEach(instances::add);
        return instances;
    }

    private static HiddenTruth truth(Mechanism mechanism, long seed) {
        return HiddenTruth.draw(instances(seed), PreferenceGenerator.features().size(), mechanism, seed);
    }

    private static Routing routing(int size, int... routed) {
        int[] sourceOf = new int[size];
        for (int i : routed) {
            sourceOf[i] = 1;
        }
        return Routing.of(SOURCES, sourceOf);
    }

    @Test
    void scoresAreWhatTheFormulaSays() {
        HiddenTruth truth = new HiddenTruth(0.5, new double[] {0.2, -0.1, 0.3, 0.1}, 0.5, 0.04, 0);
        // Gains that are positive sum to 0.6: 0.5 - 0.5 * 0.5^2 / 1.2 is what 0.5 comes to.
        assertThat(truth.score(routing(4, 0, 2))).isCloseTo(0.5 + 0.5 - 0.125 / 1.2 - 0.01, within(1e-12));
        assertThat(truth.score(routing(4, 1))).isCloseTo(0.5 - 0.1 - 0.0025, within(1e-12));
        assertThat(truth.score(routing(4))).isEqualTo(0.5);
    }

    @Test
    void theOracleIsTheBestOfAllRoutings() {
        HiddenTruth truth = new HiddenTruth(0.5, new double[] {0.02, -0.01, 0.03, 0.001, 0.04}, 0.9, 0.06, 0);
        for (int limit = 1; limit <= 5; limit++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int bits = 0; bits < 32; bits++) {
                int chosen = bits;
                int[] routed = IntStream.range(0, 5)
                        .filter(i -> (chosen >> i & 1) == 1)
                        .toArray();
                if (routed.length <= limit) {
                    best = Math.max(best, truth.score(routing(5, routed)));
                }
            }
            assertThat(truth.oracle(limit)).isCloseTo(best, within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOracleRealisesAllAndRandomRoutingsNothing(Mechanism mechanism) {
        HiddenTruth truth = truth(mechanism, 11);
        double[] gains = truth.gains();
        int limit = SIZE / 4;
        int[] best = IntStream.range(0, SIZE)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -gains[i]))
                .limit(limit)
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(truth.realised(routing(SIZE, best), limit)).isCloseTo(1, within(1e-9));
        SplittableRandom random = new SplittableRandom(5);
        double mean = 0;
        for (int draw = 0; draw < 200; draw++) {
            int[] order = IntStream.range(0, SIZE).toArray();
            for (int i = 0; i < limit; i++) {
                int j = i + random.nextInt(SIZE - i);
                int swap = order[i];
                order[i] = order[j];
                order[j] = swap;
            }
            mean += truth.realised(routing(SIZE, Arrays.copyOf(order, limit)), limit) / 200;
        }
        assertThat(mean).isCloseTo(0, within(0.02));
    }

    @Test
    void measuredScoresAreTheTrueOnesWithNoise() {
        HiddenTruth truth = truth(Mechanism.DENSE, 3);
        Routing mix = routing(SIZE, 1, 5, 7);
        SplittableRandom random = new SplittableRandom(1);
        double[] errors = IntStream.range(0, 4000)
                .mapToDouble(i -> truth.measure(mix, random) - truth.score(mix))
                .toArray();
        assertThat(Arrays.stream(errors).average().orElseThrow()).isCloseTo(0, within(4e-4));
        assertThat(Math.sqrt(Arrays.stream(errors).map(e -> e * e).average().orElseThrow()))
                .isCloseTo(HiddenTruth.NOISE, within(3e-4));
    }

    @Test
    void theSameSeedGivesTheSameTruthAndAnotherSeedAnother() {
        assertThat(truth(Mechanism.SPARSE, 4)).isEqualTo(truth(Mechanism.SPARSE, 4));
        assertThat(truth(Mechanism.SPARSE, 4)).isNotEqualTo(truth(Mechanism.SPARSE, 5));
        assertThat(truth(Mechanism.SPARSE, 4)).isNotEqualTo(truth(Mechanism.RARE, 4));
    }

    @Test
    void aFileHoldsAllOfIt() {
        HiddenTruth truth = truth(Mechanism.HEAVY_TAILED, 2);
        List<String> ids = instances(2).stream().map(Instance::id).toList();
        Path file = folder.resolve("truth.jsonl");
        new HiddenTruthFile(ids, truth).write(file);
        HiddenTruthFile read = HiddenTruthFile.read(file);
        assertThat(read.ids()).isEqualTo(ids);
        assertThat(read.truth()).isEqualTo(truth);
    }

    @Test
    void whatIsWrongWithAFileIsSaidInOneLine() throws IOException {
        Path file = folder.resolve("truth.jsonl");
        String head = "{\"base\":0.7,\"saturation\":0.1,\"curvature\":0,\"noise\":0.006}\n";
        Files.writeString(file, head + "{\"id\":\"a\"}\n");
        assertThatThrownBy(() -> HiddenTruthFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("2")
                .hasMessageContaining("'gain'");
        Files.writeString(file, head);
        assertThatThrownBy(() -> HiddenTruthFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no gains");
        Files.writeString(file, head.replace("0.1", "1.1") + "{\"id\":\"a\",\"gain\":1}\n");
        assertThatThrownBy(() -> HiddenTruthFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("saturation");
    }
}
