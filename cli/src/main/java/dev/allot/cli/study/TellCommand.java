package dev.allot.cli.study;

import com.fasterxml.jackson.databind.JsonNode;
import dev.allot.cli.options.CommonOptions;
import dev.allot.cli.options.FolderOption;
import dev.allot.cli.options.Numbers;
import dev.allot.core.io.InvalidInputException;
import dev.allot.datasets.jsonl.JsonTrees;
import dev.allot.study.AskedStudy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores of mixes that were asked for. */
@SuppressWarnings("NullAway.Init") // the parser sets the fields
@Command(
        name = "tell",
        header = "Takes the scores of mixes that 'allot ask' asked for.",
        sortOptions = false,
        description = {"Records scores in the study's log. 'allot study tell' is the same.", ""})
public final class TellCommand implements Runnable {
    @Mixin
    private FolderOption folder;

    @Option(names = "--mix", paramLabel = "ID", description = "The mix: the name of its routing file, without .jsonl.")
    private @Nullable String mix;

    @Option(
            names = "--score",
            paramLabel = "S",
            converter = Numbers.Decimal.class,
            description = "Its score, greater is better.")
    private @Nullable Double score;

    @Option(
            names = "--scores",
            paramLabel = "F",
            description = "Many at once: {\"mix\": \"...\", \"score\": 0.7431} a line.")
    private @Nullable Path scores;

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Map<String, Double> told = new LinkedHashMap<>();
        if (scores != null && mix == null && score == null) {
            Path file = scores;
            JsonTrees.forEach(file, (line, object) -> {
                JsonNode id = object.path("mix");
                JsonNode value = object.path("score");
                if (!id.isTextual() || !value.isNumber() || !Double.isFinite(value.doubleValue())) {
                    throw InvalidInputException.at(
                            file, line, "this is not {\"mix\": \"...\", \"score\": <finite number>}");
                }
                if (told.put(id.asText(), value.doubleValue()) != null) {
                    throw InvalidInputException.at(file, line, "mix '" + id.asText() + "' comes twice");
                }
            });
        } else if (scores == null && mix != null && score != null) {
            told.put(mix, score);
        } else {
            throw new InvalidInputException("give either --mix and --score, or --scores");
        }
        AskedStudy.tell(folder.path(), told);
        common.console().print(told.size() + (told.size() == 1 ? " score" : " scores") + " taken");
    }
}
