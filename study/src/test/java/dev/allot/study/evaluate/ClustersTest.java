package dev.allot.study.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClustersTest {
    private static List<String> keys(int... clusters) {
        return IntStream.of(clusters).mapToObj(c -> "c" + c).toList();
    }

    @Test
    void pairsByThemselvesVaryAsABinomial() {
        double[] values = new double[1000];
        for (int i = 0; i < 640; i++) {
            values[i] = 1;
        }
        Clusters alone = new Clusters(keys(IntStream.range(0, 1000).toArray()));
        assertThat(alone.varianceOfMean(values)).isCloseTo(0.64 * 0.36 / 999, within(1e-12));
        assertThat(alone.effective()).isCloseTo(1000, within(1e-9));
    }

    /** By hand: deviations from 0.5 sum to 1, -0.5 and -0.5 in three clusters of 2, 1 and 1 pairs. */
    @Test
    void pairsOfAClusterVaryTogether() {
        Clusters clusters = new Clusters(keys(0, 1, 0, 2));
        assertThat(clusters.varianceOfMean(new double[] {1, 0, 1, 0})).isCloseTo(1.5 / 16 * 3 / 2, within(1e-12));
        assertThat(clusters.effective()).isCloseTo(16.0 / 6, within(1e-12));
        assertThat(new Clusters(keys(0, 0)).varianceOfMean(new double[] {1, 0})).isNaN();
    }

    /** The naive twin: means of many samples of clusters, drawn anew each time. */
    @Test
    void isWhatMeansOfNewClustersVaryBy() {
        SplittableRandom random = new SplittableRandom(3);
        double sum = 0;
        double squares = 0;
        double estimated = 0;
        int samples = 2000;
        for (int s = 0; s < samples; s++) {
            List<String> keys = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            for (int c = 0; c < 30; c++) {
                double easy = 0.4 + 0.4 * random.nextDouble();
                int size = 10 + random.nextInt(20);
                for (int i = 0; i < size; i++) {
                    keys.add("c" + c);
                    values.add(random.nextDouble() < easy ? 1.0 : 0);
                }
            }
            double[] all = values.stream().mapToDouble(v -> v).toArray();
            double mean = values.stream().mapToDouble(v -> v).sum() / all.length;
            sum += mean / samples;
            squares += mean * mean / samples;
            estimated += new Clusters(keys).varianceOfMean(all) / samples;
        }
        double variance = squares - sum * sum;
        assertThat(estimated / variance).isBetween(0.9, 1.1);
    }
}
