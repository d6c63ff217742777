package dev.allot.predictor.gaussian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.testing.SharedData;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.TrainingTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;

/**
 * RegMix's published measurements (Liu et al., "RegMix: Data Mixture as Regression for Language Model Pre-training"): learned from 512
 * mixtures at one million parameters alone, the losses of 256 others must come out in nearly the right order, at that size and at 60 million.
 * The paper's boosted trees reach .9895, stopping early on the test set.
 */
class RegMixTest {
    private static final int DOMAINS = 13;

    @Test
    void ranksMixturesThatItNeverSaw() {
        Numbers mixtures = Numbers.read("train_mixture_1m.csv");
        Numbers losses = Numbers.read("train_pile_loss_1m.csv");
        Numbers unseen = Numbers.read("test_mixture_1m.csv");
        Numbers small = Numbers.read("test_pile_loss_1m.csv");
        Numbers large = Numbers.read("test_pile_loss_60m.csv");
        assertThat(losses.names).hasSize(DOMAINS);
        double[][] correlations = IntStream.range(0, DOMAINS)
                .parallel()
                .mapToObj(domain -> {
                    TrainingTable table = new TrainingTable(mixtures.names, mixtures.rows, losses.column(domain));
                    Predictor predictor = new GaussianProcess().train(table, 1);
                    double[] predicted = Arrays.stream(unseen.rows)
                            .mapToDouble(predictor::predict)
                            .toArray();
                    SpearmansCorrelation spearman = new SpearmansCorrelation();
                    return new double[] {
                        spearman.correlation(predicted, small.column(domain)),
                        spearman.correlation(predicted, large.column(domain))
                    };
                })
                .toArray(double[][]::new);
        assertThat(Arrays.stream(correlations).mapToDouble(c -> c[0]).average().orElseThrow())
                .isGreaterThanOrEqualTo(0.992);
        assertThat(Arrays.stream(correlations).mapToDouble(c -> c[1]).average().orElseThrow())
                .isGreaterThanOrEqualTo(0.985);
    }

    /** The columns of one of its files but the first, which numbers the rows. */
    private record Numbers(List<String> names, double[][] rows) {
        static Numbers read(String name) {
            Path file = SharedData.require("regmix/" + name);
            try {
                List<String> lines = Files.readAllLines(file);
                List<String> header = List.of(lines.get(0).split(",", -1));
                double[][] rows = lines.stream()
                        .skip(1)
                        .map(line -> Arrays.stream(line.split(",", -1))
                                .skip(1)
                                .mapToDouble(Double::parseDouble)
                                .toArray())
                        .toArray(double[][]::new);
                return new Numbers(header.subList(1, header.size()), rows);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        double[] column(int j) {
            return Arrays.stream(rows).mapToDouble(row -> row[j]).toArray();
        }
    }
}
