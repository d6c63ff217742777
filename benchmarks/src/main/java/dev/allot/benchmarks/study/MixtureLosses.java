package dev.allot.benchmarks.study;

import dev.allot.predictor.Predictor;
import dev.allot.predictor.PredictorFamily;
import dev.allot.predictor.TrainingTable;
import dev.allot.predictor.gaussian.GaussianProcess;
import dev.allot.predictor.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * How well losses of language models are ranked by the mixture of their data, by the stack and by the Gaussian process: RegMix's published
 * measurements (Liu et al., "RegMix: Data Mixture as Regression for Language Model Pre-training"), learned from 512 small models and tried on 256
 * mixtures that nothing was learned from, at the same size and at sixty times that. Argument: the folder of the published tables. Prints a line for
 * each loss, and the means.
 */
public final class MixtureLosses {
    private static final List<String> SIZES = List.of("1m", "60m");

    private MixtureLosses() {}

    /** Runs the comparison. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        double[][] mixtures = columns(folder.resolve("train_mixture_1m.csv"));
        double[][] losses = columns(folder.resolve("train_pile_loss_1m.csv"));
        List<String> names = Arrays.stream(header(folder.resolve("train_mixture_1m.csv")))
                .skip(1)
                .toList();
        Samples samples = new Samples();
        for (int loss = 1; loss < losses.length; loss++) {
            TrainingTable table = new TrainingTable(names, rows(mixtures), losses[loss]);
            for (PredictorFamily family : List.of(new Stack(), new GaussianProcess())) {
                Predictor predictor = family.train(table, 1);
                for (String size : SIZES) {
                    double[][] unseen = rows(columns(folder.resolve("test_mixture_" + size + ".csv")));
                    double[] measured = columns(folder.resolve("test_pile_loss_" + size + ".csv"))[loss];
                    double[] predicted = Arrays.stream(unseen)
                            .mapToDouble(predictor::predict)
                            .toArray();
                    double spearman = new SpearmansCorrelation().correlation(predicted, measured);
                    System.out.printf(
                            Locale.ROOT,
                            "loss %2d  %-3s  %-16s %.5f  %s%n",
                            loss,
                            size,
                            family.id(),
                            spearman,
                            predictor.shares());
                    samples.add(String.format(Locale.ROOT, "%-3s  %-16s x 100", size, family.id()), 100 * spearman);
                }
            }
        }
        samples.print();
    }

    private static String[] header(Path file) throws IOException {
        return Files.readAllLines(file).get(0).split(",", -1);
    }

    /** [column][row], the first numbering the rows. */
    private static double[][] columns(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        double[][] columns = new double[header(file).length][lines.size() - 1];
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            for (int j = 0; j < columns.length; j++) {
                columns[j][i - 1] = Double.parseDouble(cells[j]);
            }
        }
        return columns;
    }

    /** [row][feature], without the row numbers. */
    private static double[][] rows(double[][] columns) {
        double[][] rows = new double[columns[0].length][columns.length - 1];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 1; j < columns.length; j++) {
                rows[i][j - 1] = columns[j][i];
            }
        }
        return rows;
    }
}
