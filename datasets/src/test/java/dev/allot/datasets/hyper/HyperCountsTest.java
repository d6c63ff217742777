package dev.allot.datasets.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.routing.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HyperCountsTest {
    private static final int PROMPT_LENGTH = HyperFeatures.MEASURES.indexOf("prompt_len");
    private static final int ROUGE = HyperFeatures.MEASURES.indexOf("rouge");

    @Test
    void ranksAreThoseOfPandas() {
        assertThat(PercentileRanks.of(new double[] {3, 1, 4, 1, Double.NaN}))
                .usingComparatorWithPrecision(1e-15)
                .containsExactly(0.75, 0.375, 1, 0.375, Double.NaN);
        assertThat(PercentileRanks.of(new double[] {7, 7, 7})).containsExactly(2 / 3.0, 2 / 3.0, 2 / 3.0);
        assertThat(PercentileRanks.of(new double[0])).isEmpty();
    }

    /** Against the definition: those below, and half of the ties. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ranksByDefinition(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = IntStream.range(0, 200)
                .mapToDouble(i -> random.nextInt(10) == 0 ? Double.NaN : random.nextInt(60))
                .toArray();
        double[] ranks = PercentileRanks.of(values);
        long counted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).count();
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (Double.isNaN(value)) {
                assertThat(ranks[i]).isNaN();
            } else {
                long below = Arrays.stream(values).filter(v -> v < value).count();
                long same = Arrays.stream(values).filter(v -> v == value).count();
                assertThat(ranks[i]).isCloseTo((below + (same + 1) / 2.0) / counted, within(1e-12));
            }
        }
    }

    /** The longest prompts are routed: that is what the counts should say, and what the paper's cannot. */
    @Test
    void reRankingHidesWhatWasRouted() {
        List<HyperRow> rows = rows(1, 900);
        int[] longest = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -rows.get(i).measure(PROMPT_LENGTH)))
                .limit(240)
                .mapToInt(Integer::intValue)
                .toArray();
        int[] once = HyperCounts.counts(rows, longest);
        int[] anew = HyperCounts.compat(rows, longest);
        int top = HyperFeatures.space().indexOf(HyperFeatures.bin("prompt_len", 2));
        assertThat(once[top]).isEqualTo(240);
        assertThat(once[top - 1]).isZero();
        assertThat(once[top - 2]).isZero();
        for (String measure : HyperFeatures.RANKED) {
            for (int b = 0; b < 3; b++) {
                int feature = HyperFeatures.space().indexOf(HyperFeatures.bin(measure, b));
                assertThat(anew[feature]).as(measure + " " + b).isBetween(78, 82);
            }
        }
    }

    /** What is not a length is counted alike, away from the edges. */
    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void onlyLengthsDiffer(long seed) {
        List<HyperRow> rows = rows(seed, 400);
        SplittableRandom random = new SplittableRandom(seed);
        int[] routed = IntStream.range(0, rows.size())
                .filter(i -> random.nextInt(3) == 0)
                .toArray();
        int[] once = HyperCounts.counts(rows, routed);
        int[] anew = HyperCounts.compat(rows, routed);
        for (int j = 0; j < once.length; j++) {
            String name = HyperFeatures.space().name(j);
            if (HyperFeatures.RANKED.stream().noneMatch(name::startsWith)) {
                assertThat(anew[j]).as(name).isEqualTo(once[j]);
            }
        }
        int[] everything = IntStream.range(0, rows.size()).toArray();
        int[] naive = new int[once.length];
        for (HyperRow row : rows) {
            naive[HyperFeatures.space().indexOf(HyperFeatures.bin("rouge", HyperFeatures.binOf(row.measure(ROUGE))))]++;
            for (String subject : row.lists().get(HyperFeatures.SUBJECT)) {
                naive[HyperFeatures.space().indexOf(HyperFeatures.contains(HyperFeatures.SUBJECT, subject))]++;
            }
        }
        int[] all = HyperCounts.counts(rows, everything);
        for (int j = 0; j < all.length; j++) {
            if (naive[j] > 0) {
                assertThat(all[j]).as(HyperFeatures.space().name(j)).isEqualTo(naive[j]);
            }
        }
    }

    @Test
    void valuesOnEdges() {
        double[] edges = {0, 0.33, 0.67, 1, -0.1, 1.1, Double.NaN};
        List<HyperRow> rows = new ArrayList<>();
        for (double edge : edges) {
            double[] measures = new double[9];
            Arrays.fill(measures, Double.NaN);
            measures[ROUGE] = edge;
            rows.add(new HyperRow("r" + edge, measures, Map.of(), Map.of(), Set.of()));
        }
        assertThat(bins(HyperCounts.features(rows))).containsExactly("0", "1", "2", "2", "", "", "");
        assertThat(bins(HyperCounts.compatFeatures(rows))).containsExactly("0", "01", "12", "2", "", "", "");
        assertThat(bins(HyperCounts.compatBinary(rows))).containsExactly("", "", "", "", "", "", "");
    }

    /** The bins of the measure ROUGE in each vector. */
    private static List<String> bins(List<FeatureVector> vectors) {
        List<String> bins = new ArrayList<>();
        for (FeatureVector vector : vectors) {
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < vector.size(); k++) {
                text.append(vector.index(k) - 3 * ROUGE);
            }
            bins.add(text.toString());
        }
        return bins;
    }

    private static List<HyperRow> rows(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<HyperRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] measures = random.doubles(9).toArray();
            for (String measure : HyperFeatures.RANKED) {
                measures[HyperFeatures.MEASURES.indexOf(measure)] *= 2000;
            }
            rows.add(new HyperRow(
                    "r" + i,
                    measures,
                    Map.of(
                            HyperFeatures.SUBJECT,
                            Set.of(HyperFeatures.SUBJECTS.get(random.nextInt(46))),
                            HyperFeatures.LANGUAGES,
                            Set.of(random.nextInt(9) == 0 ? "French" : "English")),
                    Map.of("safety_concern", random.nextBoolean() ? "safe" : "safe area view"),
                    random.nextBoolean() ? Set.of("format_constraints") : Set.of()));
        }
        return rows;
    }
}
