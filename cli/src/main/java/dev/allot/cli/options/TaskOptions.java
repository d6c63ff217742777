package dev.allot.cli.options;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.model.Sense;
import dev.allot.core.model.StatedProblem;
import dev.allot.datasets.orlibrary.OrLibraryFormat;
import dev.allot.predictor.ProblemFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** What is to be solved: a set to be routed with a predictor, or general problems. */
@SuppressWarnings("NullAway.Init") // the parser sets the fields
public final class TaskOptions {
    private static final String JSON = "json";
    private static final List<String> OF_PROBLEMS = List.of("--index", "--sense");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--instances",
            paramLabel = "F",
            description = "The instances to be routed: a file, or a folder for formats of several files.")
    private @Nullable Path instances;

    @Option(
            names = "--model",
            paramLabel = "M",
            description = "Their predictor: an XGBoost model file (JSON or UBJSON), or one written by 'allot train'.")
    private @Nullable Path model;

    @Option(
            names = "--features",
            paramLabel = "NAMES",
            description = "Names of the model's features, in its order, one a line: where the model file has none, "
                    + "or has others than the instances.")
    private @Nullable Path featureNames;

    @Option(
            names = "--problem",
            paramLabel = "P",
            split = ",",
            description = "In place of instances and model: a general problem (docs/problem-format.md).")
    private List<Path> problems = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Format of the instances: jsonl (the default; plain or gzip), pandalm, hanna, hyper; "
                    + "or of the problem: json (the default), mknap, gap.")
    private @Nullable String format;

    @Option(
            names = "--hyper-compat",
            description = "With --format hyper: features as the paper's code counts them, its edge cases included.")
    private boolean hyperCompat;

    @Option(
            names = "--index",
            paramLabel = "N",
            split = ",",
            converter = Numbers.Count.class,
            description = "Which problem of a file of several, from 1.")
    private List<Integer> indices = new ArrayList<>();

    @Option(
            names = "--sense",
            paramLabel = "SENSE",
            description = "With --format gap: maximise or minimise, where the file's name does not tell.")
    private @Nullable String sense;

    /**
     * Whether general problems are to be solved; checks that what is given goes together.
     *
     * @param ofRouting options of the command that only a set to be routed may have
     * @param needed options that a set to be routed needs besides its predictor, one of them; empty if there is no such need
     */
    public boolean isProblem(List<String> ofRouting, List<String> needed) {
        ParseResult parsed = command.commandLine().getParseResult();
        if (problems.isEmpty()) {
            refuse(OF_PROBLEMS, parsed, "--problem");
            if (instances == null) {
                throw new ParameterException(
                        command.commandLine(), "--instances with --model is missing, or --problem in place of them");
            }
            if (model == null) {
                throw new ParameterException(
                        command.commandLine(), "--model is missing: the predictor of what --instances holds");
            }
            if (!needed.isEmpty() && needed.stream().noneMatch(parsed::hasMatchedOption)) {
                throw new ParameterException(command.commandLine(), String.join(" or ", needed) + " is missing");
            }
            return false;
        }
        refuse(List.of("--instances", "--model", "--features", "--hyper-compat"), parsed, "--instances");
        refuse(ofRouting, parsed, "--instances");
        return true;
    }

    private static void refuse(List<String> options, ParseResult parsed, String partner) {
        for (String option : options) {
            if (parsed.hasMatchedOption(option)) {
                throw new InvalidInputException(
                        option.equals(partner)
                                ? "--instances and --problem cannot both be given"
                                : option + " is for " + partner
                                        + (partner.equals("--instances")
                                                ? "; a problem file states its own constraints and model"
                                                : ""));
            }
        }
    }

    /** The instances, if they are what is given. */
    public InstanceInput instances() {
        return new InstanceInput(
                given(instances, "--instances"), format == null ? InstanceInput.JSONL : format, hyperCompat);
    }

    /** Their predictor's file. */
    public Path model() {
        return given(model, "--model");
    }

    private static Path given(@Nullable Path path, String option) {
        if (path == null) {
            throw new IllegalStateException(option + " was not checked");
        }
        return path;
    }

    /** The file of feature names beside the model, if there is one. */
    public @Nullable Path featureNames() {
        return featureNames;
    }

    /**
     * The one problem that is given.
     *
     * @throws InvalidInputException if there are several, or anything is wrong with the file
     */
    public StatedProblem problem() {
        List<StatedProblem> all = problems();
        if (all.size() > 1) {
            throw problems.size() > 1
                    ? new InvalidInputException("--problem: one problem is solved at a time, not " + all.size())
                    : InvalidInputException.in(
                            problems.get(0), "holds " + all.size() + " problems; choose one with --index");
        }
        return all.get(0);
    }

    /** All problems that are given, of all files. */
    public List<StatedProblem> problems() {
        return problems.stream().flatMap(file -> chosen(file).stream()).toList();
    }

    private List<StatedProblem> chosen(Path file) {
        List<StatedProblem> all = read(file);
        for (int index : indices) {
            if (index > all.size()) {
                throw InvalidInputException.in(
                        file,
                        "has no problem " + index + "; it holds "
                                + (all.size() == 1 ? "one" : all.size() + ", counted from 1"));
            }
        }
        return indices.isEmpty()
                ? all
                : indices.stream().map(i -> all.get(i - 1)).toList();
    }

    private List<StatedProblem> read(Path file) {
        String id = format == null ? JSON : format;
        if (id.equals(JSON)) {
            requireNoSense();
            return List.of(ProblemFiles.read(file));
        }
        OrLibraryFormat found = Arrays.stream(OrLibraryFormat.values())
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("--format: there is no format '" + id
                        + "' of problems; there are " + JSON + ", "
                        + Arrays.stream(OrLibraryFormat.values())
                                .map(OrLibraryFormat::id)
                                .collect(Collectors.joining(", "))));
        if (found != OrLibraryFormat.GAP) {
            requireNoSense();
        }
        return sense().map(given -> found.read(file, given)).orElseGet(() -> found.read(file));
    }

    private void requireNoSense() {
        if (sense != null) {
            throw new InvalidInputException("--sense is for --format gap; other files say what is wanted of them");
        }
    }

    private Optional<Sense> sense() {
        if (sense == null) {
            return Optional.empty();
        }
        for (Sense known : Sense.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(sense)) {
                return Optional.of(known);
            }
        }
        throw new InvalidInputException("--sense: '" + sense + "' is neither maximise nor minimise");
    }
}
