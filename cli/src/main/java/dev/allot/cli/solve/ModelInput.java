package dev.allot.cli.solve;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.Source;
import dev.allot.predictor.Predictor;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the features of a model mean for the instances. A model takes, source by source but the first, the sums of the features of what
 * that source labels; with two sources its features are the instances', with more they are called {@code source/feature}.
 */
final class ModelInput {
    private ModelInput() {}

    /**
     * The instances' features, in the model's order.
     *
     * @param model where the predictor was read from
     * @param names the file of names given beside the model, whose names go before the model's own
     */
    static FeatureSpace features(Path model, Predictor predictor, @Nullable Path names, List<Source> sources) {
        int others = sources.size() - 1;
        int dimension = predictor.surrogate().dimension();
        if (names != null) {
            return named(model, dimension, names, others);
        }
        if (!predictor.hasFeatureNames()) {
            throw InvalidInputException.in(
                    model,
                    "the model has " + dimension
                            + " features but no names for them; give a file of names, one a line, with --features");
        }
        return others == 1
                ? FeatureSpace.of(predictor.features())
                : FeatureSpace.of(withoutSources(model, predictor.features(), sources));
    }

    private static FeatureSpace named(Path model, int dimension, Path names, int others) {
        List<String> read = read(names);
        if (read.size() * others != dimension) {
            throw InvalidInputException.in(
                    names,
                    "has " + read.size() + " names; " + model + " has " + dimension + " features"
                            + (others == 1
                                    ? ""
                                    : ", so many names are needed for each of the " + others
                                            + " sources but the first: " + dimension / others));
        }
        return FeatureSpace.of(read);
    }

    private static List<String> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw InvalidInputException.in(file, "is not text in UTF-8; one feature name a line is needed", e);
        } catch (IOException e) {
            String problem = Files.isDirectory(file)
                    ? "is a folder; a file of names is needed"
                    : Files.exists(file) ? "cannot be read: " + e.getMessage() : "there is no such file";
            throw InvalidInputException.in(file, problem, e);
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
            lines.remove(lines.size() - 1);
        }
        Map<String, Integer> seen = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String name = lines.get(i).strip();
            if (name.isEmpty()) {
                throw InvalidInputException.at(file, i + 1, "is empty; one feature name a line is needed");
            }
            Integer first = seen.putIfAbsent(name, i + 1);
            if (first != null) {
                throw InvalidInputException.at(
                        file, i + 1, "'" + name + "' stands on line " + first + " already; names are distinct");
            }
            names.add(name);
        }
        return names;
    }

    private static List<String> withoutSources(Path model, List<String> names, List<Source> sources) {
        int others = sources.size() - 1;
        int features = names.size() / others;
        List<String> common = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String prefix =
                    sources.get(Math.min(1 + i / Math.max(1, features), others)).name() + "/";
            String name = names.get(i);
            String bare = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
            if (i < features) {
                common.add(bare);
            }
            if (names.size() % others != 0 || bare.isEmpty() || !bare.equals(common.get(i % features))) {
                throw InvalidInputException.in(
                        model,
                        "feature " + i + " is called '" + name + "'; with " + sources.size()
                                + " sources a model's features are, for each source but the first, all of the instances' features, called '"
                                + prefix + "...'");
            }
        }
        return common;
    }
}
