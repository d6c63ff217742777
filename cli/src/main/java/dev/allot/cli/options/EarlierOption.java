package dev.allot.cli.options;

import dev.allot.predictor.TrainingTables;
import dev.allot.study.EarlierScores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Scores of mixes that were known before. */
public final class EarlierOption {
    private static final String TARGET = "score";

    @Option(
            names = "--earlier",
            paramLabel = "TABLE",
            description = "Mixes and their scores from an earlier study or another reward model, a table such as "
                    + "evaluations.csv with a column 'score'; its level and scale may differ, and what it tells nothing of "
                    + "is ignored. Any number of times.")
    private List<Path> tables = new ArrayList<>();

    /**
     * The tables, in the order given.
     *
     * @throws dev.allot.core.io.InvalidInputException if one cannot be read
     */
    public List<EarlierScores> scores() {
        return tables.stream()
                .map(file -> new EarlierScores(file.toString(), TrainingTables.read(file, TARGET)))
                .toList();
    }
}
