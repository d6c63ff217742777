package dev.allot.cli.options;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.CompiledRouting;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.TrustRegion;
import dev.allot.predictor.TrainingTables;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that keeps routings to what evaluated mixes reached. */
public final class TrustOption {
    @Option(
            names = "--trust",
            paramLabel = "T[:FACTOR]",
            description =
                    "Keep to what the mixes of table T (CSV, such as a study's evaluations.csv) reached of each of the model's "
                            + "features, the range widened by FACTOR (default factor: 1).")
    private @Nullable String trust;

    /**
     * The constraints that the option asks for; none without it.
     *
     * @param scale what the table's counts are multiplied by to be counts of this set
     * @throws InvalidInputException if the factor is no number above 0, or the table lacks a feature or is not one
     */
    public List<RoutingConstraint> on(RoutingProblem problem, double scale) {
        if (trust == null) {
            return List.of();
        }
        int colon = trust.lastIndexOf(':');
        double factor = colon < 0 ? Double.NaN : factor(trust.substring(colon + 1));
        boolean given = !Double.isNaN(factor);
        Path table = Path.of(given ? trust.substring(0, colon) : trust);
        double[][] mixes = TrainingTables.readColumns(table, CompiledRouting.aggregateNames(problem));
        for (double[] mix : mixes) {
            for (int i = 0; i < mix.length; i++) {
                mix[i] *= scale;
            }
        }
        return TrustRegion.around(mixes, given ? factor : 1).constraints(problem);
    }

    /** NaN if the text is not a number: then it belongs to the path. */
    private static double factor(String text) {
        double factor;
        try {
            factor = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("--trust: the factor is " + text + "; it must be above 0, such as 1.2");
        }
        return factor;
    }
}
