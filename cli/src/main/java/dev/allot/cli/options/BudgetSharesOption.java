package dev.allot.cli.options;

import java.util.List;
import picocli.CommandLine.Option;

/** Several budgets, each of which is taken on its own. */
@SuppressWarnings("NullAway.Init") // the parser sets the field
public final class BudgetSharesOption {
    @Option(
            names = "--budget-share",
            paramLabel = "S",
            split = ",",
            defaultValue = "0.25,0.5,0.75",
            converter = Numbers.Share.class,
            description =
                    "Budgets, as shares of the cost of labelling all by the dearest source (default: ${DEFAULT-VALUE}).")
    private List<Double> shares;

    /** The shares as given, each above 0 and at most 1. */
    public List<Double> shares() {
        return shares;
    }
}
