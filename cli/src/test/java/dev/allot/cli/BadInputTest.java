package dev.allot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wrong with files or options: exit code 2, one line on standard error that names the place, and files that were there before
 * are as they were.
 */
class BadInputTest {
    private static final String UNTOUCHED = "written before\n";

    @TempDir
    Path folder;

    /**
     * One thing that is wrong.
     *
     * @param name what it is
     * @param arguments writes what is wrong into a set and gives the arguments that meet it
     * @param expected parts of the line
     */
    record Case(String name, Function<SmallSet, List<String>> arguments, String[] expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case bad(String name, Function<SmallSet, List<String>> arguments, String... expected) {
        return new Case(name, arguments, expected);
    }

    /** The second line of the instances is this one. */
    private static Case line(String name, String second, String... expected) {
        return bad(
                name,
                set -> {
                    set.write("instances.jsonl", SmallSet.INSTANCES.get(0) + "\n" + second + "\n");
                    return set.solve("--budget", "2");
                },
                concat("instances.jsonl:2", expected));
    }

    private static Case instances(String name, String content, String... expected) {
        return instances(name, content.getBytes(StandardCharsets.UTF_8), expected);
    }

    private static Case instances(String name, byte[] content, String... expected) {
        return bad(
                name,
                set -> {
                    set.write("instances.jsonl", content);
                    return set.solve("--budget", "2");
                },
                concat("instances.jsonl", expected));
    }

    /** The model is this one. */
    private static Case model(String name, String content, String... expected) {
        return bad(
                name,
                set -> {
                    set.write("model.json", content);
                    return set.solve("--budget", "2");
                },
                concat("model.json", expected));
    }

    private static Case features(String name, String content, String... expected) {
        return bad(
                name,
                set -> {
                    set.write("names.txt", content.getBytes(StandardCharsets.ISO_8859_1));
                    return set.solve("--budget", "2", "--features", set.path("names.txt"));
                },
                concat("names.txt", expected));
    }

    /** The problem is solved with these options. */
    private static Case options(String name, List<String> options, String... expected) {
        return bad(name, set -> set.solve(options.toArray(String[]::new)), expected);
    }

    private static Case budgeted(String name, List<String> options, String... expected) {
        List<String> all = new ArrayList<>(List.of("--budget", "2"));
        all.addAll(options);
        return options(name, all, expected);
    }

    private static Case table(String name, String content, String... expected) {
        return bad(
                name,
                set -> {
                    set.write("table.csv", content);
                    return train(set);
                },
                concat("table.csv", expected));
    }

    private static List<String> train(SmallSet set, String... more) {
        List<String> args = new ArrayList<>(List.of("train", "--table", set.path("table.csv"), "--target", "score"));
        args.addAll(List.of("--family", "linear", "--out", set.path("out.json")));
        args.addAll(List.of(more));
        return args;
    }

    private static String[] concat(String first, String... others) {
        return Stream.concat(Stream.of(first), Arrays.stream(others)).toArray(String[]::new);
    }

    private static byte[] truncatedGzip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(String.join("\n", SmallSet.INSTANCES).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
    }

    static Stream<Case> instanceFiles() {
        return Stream.of(
                bad(
                        "no such file",
                        set -> set.with("--instances", set.path("nowhere.jsonl"), "--budget", "2"),
                        "nowhere.jsonl"),
                bad(
                        "a folder instead of a file",
                        set -> set.with("--instances", set.path("."), "--budget", "2"),
                        "folder"),
                instances("empty", "", "empty"),
                instances("nothing but blank lines", "\n  \n\n", "empty"),
                instances("not gzip although it starts so", truncatedGzip()),
                instances("UTF-16", SmallSet.INSTANCES.get(0).getBytes(StandardCharsets.UTF_16), "UTF-8"),
                instances(
                        "Latin-1",
                        "{\"id\":\"caf\u00e9\",\"tags\":[]}".getBytes(StandardCharsets.ISO_8859_1),
                        "instances.jsonl:1",
                        "UTF-8"),
                bad(
                        "named .gz but plain",
                        set -> {
                            set.write("x.jsonl.gz", SmallSet.INSTANCES.get(0));
                            return set.with("--instances", set.path("x.jsonl.gz"), "--budget", "2");
                        },
                        "x.jsonl.gz",
                        "gzip"),
                line("not JSON", "p2,a,b"),
                line("cut off", "{\"id\":\"p2\",\"tags\":[\"a\""),
                line("an array", "[\"p2\"]"),
                line("a bare string", "\"p2\""),
                line("two objects on a line", "{\"id\":\"p2\",\"tags\":[]} {\"id\":\"p3\",\"tags\":[]}"),
                line("a comma too many", "{\"id\":\"p2\",\"tags\":[\"a\",]}"),
                line("no id", "{\"tags\":[\"a\"]}", "'id'"),
                line("an id that came before", "{\"id\":\"p1\",\"tags\":[\"a\"]}", "'id'", "'p1'"),
                line("a number as id", "{\"id\":2,\"tags\":[\"a\"]}", "'id'"),
                line("an empty id", "{\"id\":\"\",\"tags\":[\"a\"]}", "'id'"),
                line("a null id", "{\"id\":null,\"tags\":[\"a\"]}", "'id'"),
                line("neither tags nor features", "{\"id\":\"p2\"}", "'tags'"),
                line("a field that there is not", "{\"id\":\"p2\",\"tag\":[\"a\"]}", "'tag'"),
                line("a field twice", "{\"id\":\"p2\",\"tags\":[],\"tags\":[\"a\"]}", "'tags'"),
                line("tags as text", "{\"id\":\"p2\",\"tags\":\"a\"}", "'tags'"),
                line("a number among the tags", "{\"id\":\"p2\",\"tags\":[\"a\",1]}", "'tags'"),
                line("an unknown tag", "{\"id\":\"p2\",\"tags\":[\"z\"]}", "'tags'", "'z'"),
                line("a tag twice", "{\"id\":\"p2\",\"tags\":[\"a\",\"a\"]}", "'tags'", "'a'"),
                line("features as a list", "{\"id\":\"p2\",\"features\":[1,2]}", "'features'"),
                line("a feature as text", "{\"id\":\"p2\",\"features\":{\"a\":\"1\"}}", "'features'", "'a'"),
                line("a feature of NaN", "{\"id\":\"p2\",\"features\":{\"a\":NaN}}"),
                line("a feature beyond all doubles", "{\"id\":\"p2\",\"features\":{\"a\":1e999}}", "'features'", "'a'"),
                line("an unknown feature", "{\"id\":\"p2\",\"features\":{\"z\":1}}", "'features'", "'z'"),
                line("a tag that is a feature, too", "{\"id\":\"p2\",\"tags\":[\"a\"],\"features\":{\"a\":1}}", "'a'"),
                line("a negative cost", "{\"id\":\"p2\",\"tags\":[],\"cost\":{\"human\":-1}}", "'cost'", "-1"),
                line("a cost without its source", "{\"id\":\"p2\",\"tags\":[],\"cost\":3}", "'cost'"),
                line("a cost as text", "{\"id\":\"p2\",\"tags\":[],\"cost\":{\"human\":\"3\"}}", "'cost'"),
                line("a negative risk", "{\"id\":\"p2\",\"tags\":[],\"risk\":-0.5}", "'risk'", "-0.5"),
                line("a risk as text", "{\"id\":\"p2\",\"tags\":[],\"risk\":\"high\"}", "'risk'"),
                line("a pin to nobody", "{\"id\":\"p2\",\"tags\":[],\"pin\":\"expert\"}", "'expert'", "lm, human"),
                line("a number as pin", "{\"id\":\"p2\",\"tags\":[],\"pin\":1}", "'pin'"),
                line("an object as group", "{\"id\":\"p2\",\"tags\":[],\"group\":{}}", "'group'"));
    }

    static Stream<Case> models() {
        return Stream.of(
                bad(
                        "no such model",
                        set -> set.with("--model", set.path("nowhere.json"), "--budget", "2"),
                        "nowhere.json"),
                bad("a folder as model", set -> set.with("--model", set.path("."), "--budget", "2"), "folder"),
                model("empty", ""),
                model("not JSON", "booster"),
                model("cut off", SmallSet.MODEL.substring(0, 60)),
                model("JSON of something else", "{\"a\":1}", "learner"),
                model("an XGBoost model without its trees", "{\"learner\":{},\"version\":[3,0,0]}"),
                model("another format", SmallSet.MODEL.replace("allot-model", "onnx"), "'onnx'"),
                model("a later version", SmallSet.MODEL.replace("\"version\":1", "\"version\":9"), "'version'", "9"),
                model(
                        "another surrogate",
                        SmallSet.MODEL.replace("surrogate\":\"linear", "surrogate\":\"cubic"),
                        "'cubic'"),
                model("weights as text", SmallSet.MODEL.replace("0.01", "\"x\""), "'weights"),
                model("a missing weight", SmallSet.MODEL.replace("0.01", "null"), "'weights"),
                model("too few names", SmallSet.MODEL.replace("\"a\",", ""), "'features'"),
                model("a name twice", SmallSet.MODEL.replace("\"a\"", "\"b\""), "'features'"),
                model("no intercept", SmallSet.MODEL.replace("\"intercept\":0.5,", ""), "'intercept'"),
                model("no names at all", SmallSet.MODEL.replace("[\"a\",\"b\",\"c\"]", "[]"), "--features"),
                bad(
                        "a model of two sources for three",
                        set -> set.solve("--budget", "2", "--sources", "lm:0,crowd:1,expert:2"),
                        "model.json",
                        "'a'",
                        "crowd/"),
                bad(
                        "no such names",
                        set -> set.solve("--budget", "2", "--features", set.path("nowhere.txt")),
                        "nowhere.txt"),
                bad("a folder as names", set -> set.solve("--budget", "2", "--features", set.path(".")), "folder"),
                features("no names", "", "0 names"),
                features("too few names", "a\nb\n", "2 names"),
                features("a name twice", "a\nb\na\n", "names.txt:3", "'a'"),
                features("a blank name", "a\n\nb\n", "names.txt:2"),
                features("names in Latin-1", "a\nb\nc\u00e9\n", "UTF-8"));
    }

    static Stream<Case> solveOptions() {
        return Stream.of(
                bad(
                        "a score that is no number",
                        set -> List.of("tell", "--dir", set.path("study"), "--mix", "a", "--score", "high"),
                        "--score",
                        "'high'",
                        "is not a number"),
                options("no budget", List.of(), "--budget", "--budget-share"),
                options("two budgets", List.of("--budget", "2", "--budget-share", "0.5"), "mutually exclusive"),
                options("a negative budget", List.of("--budget", "-2"), "--budget", "'-2'", "negative"),
                options("a budget of NaN", List.of("--budget", "NaN"), "--budget", "'NaN'"),
                options("an infinite budget", List.of("--budget", "1e999"), "--budget", "'1e999'"),
                options("a decimal comma", List.of("--budget", "1,5"), "--budget", "'1,5'"),
                options("a budget with a unit", List.of("--budget", "$5"), "--budget", "'$5'"),
                options("a share of 0", List.of("--budget-share", "0"), "--budget-share", "'0'"),
                options("a share above 1", List.of("--budget-share", "1.5"), "--budget-share", "'1.5'"),
                options("a share in percent", List.of("--budget-share", "25%"), "--budget-share", "'25%'"),
                options("an option without its value", List.of("--budget"), "--budget"),
                budgeted("an option twice", List.of("--seed", "1", "--seed", "2"), "--seed"),
                budgeted("an unknown option", List.of("--solvr", "greedy"), "'--solvr'"),
                budgeted("a stray argument", List.of("greedy"), "'greedy'"),
                bad(
                        "no instances",
                        set -> List.of("solve", "--model", set.path("model.json"), "--budget", "2"),
                        "--instances"),
                bad("an unknown command", set -> List.of("sovle"), "'sovle'", "solve"),
                bad("no command", set -> List.of(), "solve"),
                budgeted("one source", List.of("--sources", "lm:0"), "--sources", "2"),
                budgeted("a source twice", List.of("--sources", "lm:0,lm:1"), "--sources", "'lm'"),
                budgeted("a source without a cost", List.of("--sources", "lm,human:1"), "--sources", "'lm'"),
                budgeted("a source without a name", List.of("--sources", ":0,human:1"), "--sources", "':0'"),
                budgeted("a source at a negative cost", List.of("--sources", "lm:0,human:-1"), "--sources", "'-1'"),
                budgeted("a source at a wordy cost", List.of("--sources", "lm:free,human:1"), "--sources", "'free'"),
                bad(
                        "an unknown solver",
                        set -> set.with("--solver", "magic", "--budget", "2"),
                        "--solver",
                        "'magic'",
                        "random"),
                budgeted("a time without a unit", List.of("--time-limit", "10"), "--time-limit", "'10'", "60s"),
                budgeted("no time at all", List.of("--time-limit", "0s"), "--time-limit", "'0s'"),
                budgeted("a negative time", List.of("--time-limit", "-1s"), "--time-limit", "'-1s'"),
                budgeted("a thousand years", List.of("--time-limit", "9000000h"), "--time-limit", "a year"),
                bad(
                        "no evaluations",
                        set -> set.with("--evaluations", "0", "--budget", "2"),
                        "--evaluations",
                        "'0'",
                        "at least 1"),
                bad(
                        "half an evaluation",
                        set -> set.with("--evaluations", "0.5", "--budget", "2"),
                        "--evaluations",
                        "'0.5'"),
                budgeted("no threads", List.of("--threads", "0"), "--threads", "'0'"),
                budgeted("a million threads", List.of("--threads", "1000000"), "--threads", "1024"),
                budgeted("a negative gap", List.of("--target-gap", "-0.1"), "--target-gap", "'-0.1'"),
                budgeted("a seed in words", List.of("--seed", "one"), "--seed", "'one'"),
                budgeted("a seed of 80 bits", List.of("--seed", "999999999999999999999999"), "--seed"),
                budgeted("a cap without a number", List.of("--cap", "human"), "--cap", "'human'", "human=500"),
                budgeted("a negative cap", List.of("--cap", "human=-1"), "--cap", "'-1'"),
                budgeted("a cap of nobody", List.of("--cap", "=5"), "--cap", "'=5'"),
                budgeted("a cap of an unknown source", List.of("--cap", "expert=5"), "'expert'", "lm, human"),
                budgeted("a cap of an empty group", List.of("--cap", "human@=5"), "--cap", "'human@=5'"),
                budgeted("a cap of an unknown group", List.of("--cap", "human@x=5"), "'x'", "g, h"),
                budgeted("a floor in words", List.of("--floor", "human=many"), "--floor", "'many'"),
                budgeted("a spending limit for a group", List.of("--spend", "human@g=5"), "--spend", "'human@g=5'"),
                budgeted("a risk of NaN", List.of("--risk", "lm=NaN"), "--risk", "'NaN'"),
                budgeted("an unknown format", List.of("--format", "parquet"), "'parquet'", "jsonl"),
                budgeted("HyPER's counting for another format", List.of("--hyper-compat"), "--hyper-compat"),
                bad(
                        "a folder to write to",
                        set -> set.solve("--budget", "2", "--out", set.path(".")),
                        "--out",
                        "folder"),
                bad(
                        "a file where a folder is needed",
                        set -> set.solve("--budget", "2", "--json", set.path("model.json/r.json")),
                        "--json",
                        "model.json"),
                budgeted("two outputs in one", List.of("--out", "-", "--json", "-"), "--out", "--json"),
                bad("solvers with arguments", set -> List.of("solvers", "random"), "'random'"));
    }

    static Stream<Case> training() {
        return Stream.of(
                bad(
                        "no such table",
                        set -> List.of("train", "--table", set.path("nowhere.csv"), "--target", "score"),
                        "nowhere.csv"),
                table("an empty table", "", "empty"),
                table("a header alone", "score,a,b\n", "no rows"),
                table("no such column", "a,b\n1,2\n", "table.csv:1", "'score'"),
                table("no feature", "score\n1\n2\n", "table.csv:1"),
                table("a column twice", "score,a,a\n1,2,3\n", "table.csv:1", "'a'"),
                table("a column without a name", "score,,b\n1,2,3\n", "table.csv:1", "column 2"),
                table("a short row", "score,a,b\n1,2,3\n1,2\n", "table.csv:3"),
                table("a word", "score,a,b\n1,2,3\n1,two,3\n", "table.csv:3", "'a'", "'two'"),
                table("an empty field", "score,a,b\n1,,3\n", "table.csv:2", "'a'"),
                table("NaN as score", "score,a,b\nNaN,2,3\n", "table.csv:2", "'score'", "'NaN'"),
                table("semicolons", "score;a;b\n1;2;3\n", "table.csv:1"),
                bad("an ignored column that is not there", set -> train(set, "--ignore", "z"), "table.csv:1", "'z'"),
                bad("one fold", set -> train(set, "--folds", "1"), "--folds"),
                bad("more folds than rows", set -> train(set, "--folds", "100"), "--folds", "24"),
                bad(
                        "an unknown family",
                        set -> List.of(
                                "train", "--table", set.path("table.csv"), "--target", "score", "--family", "forest"),
                        "'forest'",
                        "linear"));
    }

    static Stream<Case> generating() {
        return Stream.of(
                bad(
                        "a set of nothing",
                        set -> List.of("generate", "--size", "0", "--out", set.path("g.jsonl")),
                        "--size",
                        "'0'"),
                bad("no place to write to", set -> List.of("generate", "--size", "5"), "--out"),
                bad("a folder", set -> List.of("generate", "--size", "5", "--out", set.path(".")), "--out", "folder"));
    }

    private static List<String> study(SmallSet set, String... more) {
        List<String> args = new ArrayList<>(List.of("study", "--instances", set.path("instances.jsonl")));
        args.addAll(List.of("--dir", set.path("study")));
        args.addAll(List.of(more));
        return args;
    }

    private static Case studied(String name, List<String> options, String... expected) {
        return bad(name, set -> study(set, options.toArray(String[]::new)), expected);
    }

    static Stream<Case> studies() {
        return Stream.of(
                bad("no folder", set -> List.of("study", "--instances", set.path("instances.jsonl")), "--dir"),
                bad(
                        "a file as folder",
                        set -> {
                            List<String> args = study(set, "--evaluator", "true");
                            args.set(args.indexOf("--dir") + 1, set.path("model.json"));
                            return args;
                        },
                        "model.json",
                        "folder"),
                studied("a set without labels", List.of(), "instances", "'lm'"),
                studied("too few evaluations", List.of("--evaluations", "5"), "5 evaluations", "10"),
                studied(
                        "shares between semicolons",
                        List.of("--budget-share", "0.25;0.5"),
                        "--budget-share",
                        "'0.25;0.5'"),
                studied("one share too great", List.of("--budget-share", "0.25,2"), "--budget-share", "'2'"),
                studied("an empty share", List.of("--budget-share", "0.25,,0.5"), "--budget-share", "''"),
                studied("an unknown design", List.of("--design", "sobol"), "'sobol'", "directions"),
                studied("an unknown family", List.of("--families", "linear,forest"), "'forest'", "quadratic"),
                studied("an unknown strategy", List.of("--solvers", "greedy,magic"), "--solvers", "'magic'", "greedy"),
                studied("an unknown chosen strategy", List.of("--solver", "magic"), "--solver", "'magic'"),
                studied("no processes", List.of("--parallel", "0"), "--parallel", "'0'"),
                studied("negative retries", List.of("--retries", "-1"), "--retries", "'-1'"),
                studied("a time-out in words", List.of("--evaluator-timeout", "soon"), "--evaluator-timeout", "'soon'"),
                studied("an empty command", List.of("--evaluator", " "), "--evaluator"),
                studied(
                        "replications of a command",
                        List.of("--evaluator", "true", "--replications", "3"),
                        "--replications"),
                studied("replicates of what repeats", List.of("--replicates", "3"), "--replicates", "the same score"),
                studied(
                        "replicates of nearly all",
                        List.of("--evaluator", "true", "--evaluations", "30", "--replicates", "25"),
                        "25 of 30 evaluations",
                        "at most 20"),
                bad(
                        "a damaged log",
                        set -> {
                            set.write("study/study.jsonl", "{\"event\":\"started\"}\nevaluated 0.7\n");
                            return study(set, "--evaluator", "true");
                        },
                        "study.jsonl:2"),
                bad(
                        "another study's folder",
                        set -> {
                            set.write(
                                    "study/study.jsonl",
                                    "{\"event\":\"started\",\"name\":\"other\",\"fingerprint\":\"1\",\"evaluator\":\"true\"}\n");
                            return study(set, "--evaluator", "true");
                        },
                        "study.jsonl",
                        "'other'"));
    }

    @ParameterizedTest
    @MethodSource({"instanceFiles", "models", "solveOptions", "training", "studies", "generating"})
    void isAnsweredByOneLine(Case bad) throws IOException {
        SmallSet set = new SmallSet(folder);
        Path routing = set.write("out.jsonl", UNTOUCHED);
        Path model = set.write("out.json", UNTOUCHED);
        List<String> args = new ArrayList<>(bad.arguments.apply(set));
        if (!args.isEmpty() && args.get(0).equals("solve") && !args.contains("--out") && !args.contains("--json")) {
            args.addAll(1, List.of("--out", routing.toString(), "--json", model.toString()));
        }
        List<Path> before = files();
        Invocation.of(args).failed(ExitCodes.BAD_INPUT, bad.expected);
        assertThat(routing).hasContent(UNTOUCHED);
        assertThat(model).hasContent(UNTOUCHED);
        assertThat(files()).isEqualTo(before);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }
}
