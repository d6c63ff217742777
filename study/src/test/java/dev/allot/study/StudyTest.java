package dev.allot.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Source;
import dev.allot.core.solve.SolveOptions;
import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import dev.allot.datasets.PreferenceSet;
import dev.allot.predictor.PredictorFamilies;
import dev.allot.predictor.PredictorFamily;
import dev.allot.solvers.RandomSampling;
import dev.allot.study.design.DirectionDesign;
import dev.allot.study.evaluate.EvaluationFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyTest {
    private static final List<Source> SOURCES = List.of(new Source("lm", 0), new Source("human", 1));
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private static LoopSettings settings(int evaluations) {
        PredictorFamily linear = PredictorFamilies.find("linear").orElseThrow();
        return new LoopSettings(
                new DirectionDesign(),
                evaluations,
                evaluations,
                10,
                List.of(0.25, 0.5),
                List.of(linear),
                4,
                List.of(new RandomSampling()),
                SolveOptions.defaults().withEvaluationLimit(200),
                3,
                Caution.NONE);
    }

    private Study study(int evaluations) {
        return new Study(folder, SOURCES, settings(evaluations), 1, Progress.SILENT);
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(folder.resolve("study.jsonl"));
    }

    private long evaluated() throws IOException {
        return log().stream()
                .filter(line -> line.contains("\"event\":\"evaluated\""))
                .count();
    }

    @Test
    void aRoutedMixBeatsEachSourceAndRandomMixes() throws IOException {
        StudySummary summary = study(40).embedded(SmallSets.of(800, 1), SplitBy.PAIR, 3, 2);
        StudySummary.Strategy routed = row(summary, "random", 0.5);
        assertThat(realised(routed)).isGreaterThan(realised(row(summary, "all-human", 1)) + 0.05);
        assertThat(realised(routed)).isGreaterThan(realised(row(summary, "all-lm", 0)) + 0.05);
        assertThat(Objects.requireNonNull(routed.gain()).low()).isPositive();
        assertThat(Objects.requireNonNull(routed.bound()).mean())
                .isGreaterThanOrEqualTo(
                        Objects.requireNonNull(routed.predicted()).mean());
        assertThat(routed.cost().high()).isLessThanOrEqualTo(0.5 * summary.instances());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "study.jsonl",
                            "summary.json",
                            "report.html",
                            "evaluations.csv",
                            "model.json",
                            "routing-0.25.jsonl",
                            "routing-0.5.jsonl",
                            "certainty-0.25.csv",
                            "certainty-0.5.csv");
        }
        assertThat(Files.readAllLines(folder.resolve("certainty-0.25.csv")))
                .hasSize(summary.instances() + 1)
                .startsWith("id,source,probability")
                .allMatch(line -> line.matches("id,source,probability|i\\d+,(lm|human),[01]\\.\\d{3}"));
        assertThat(Files.readAllLines(folder.resolve("routing-0.25.jsonl"))).hasSize(summary.instances());
    }

    private static StudySummary.Strategy row(StudySummary summary, String strategy, double share) {
        return summary.strategies().stream()
                .filter(s -> s.name().equals(strategy) && s.share() == share)
                .findFirst()
                .orElseThrow();
    }

    private static double realised(StudySummary.Strategy strategy) {
        return Objects.requireNonNull(strategy.realised()).mean();
    }

    @Test
    void runningAgainEvaluatesNothingAnew() throws IOException {
        PreferenceSet set = SmallSets.of(300, 2);
        StudySummary first = study(20).embedded(set, SplitBy.PAIR, 2, 2);
        long evaluated = evaluated();
        StudySummary again = study(20).embedded(set, SplitBy.PAIR, 2, 1);
        assertThat(again).isEqualTo(first);
        assertThat(evaluated()).isEqualTo(evaluated);
    }

    @Test
    void moreEvaluationsKeepThoseThereAre() throws IOException {
        PreferenceSet set = SmallSets.of(300, 2);
        study(20).embedded(set, SplitBy.PAIR, 1, 1);
        long before = designed();
        study(30).embedded(set, SplitBy.PAIR, 1, 1);
        assertThat(designed() - before).isEqualTo(10);
    }

    private long designed() throws IOException {
        return log().stream()
                .filter(line -> line.contains("\"purpose\":\"design\""))
                .count();
    }

    /** Decides what to route from everything but the gold labels of routed and test pairs. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shufflingTheGoldLabelsOfPoolAndTestChangesNoRouting(long seed) throws IOException {
        PreferenceSet set = SmallSets.of(400, seed);
        study(24).embedded(set, SplitBy.PAIR, 1, 1);
        List<String> routing = Files.readAllLines(folder.resolve("routing-0.5.jsonl"));
        Split split = Split.of(set.name(), set.pairs(), 1);
        List<String> hidden = new ArrayList<>();
        Stream.concat(split.pool().stream(), split.test().stream())
                .map(pair -> pair.instance().id())
                .forEach(hidden::add);
        PreferenceSet shuffled = SmallSets.withShuffledGold(set, hidden, seed);
        assertThat(shuffled).isNotEqualTo(set);
        Path other = folder.resolve("other");
        new Study(other, SOURCES, settings(24), 1, Progress.SILENT).embedded(shuffled, SplitBy.PAIR, 1, 1);
        assertThat(Files.readAllLines(other.resolve("routing-0.5.jsonl"))).isEqualTo(routing);

        // And the gold labels that may be looked at, are.
        List<String> validation =
                split.validation().stream().map(pair -> pair.instance().id()).toList();
        Path third = folder.resolve("third");
        new Study(third, SOURCES, settings(24), 1, Progress.SILENT)
                .embedded(SmallSets.withShuffledGold(set, validation, seed), SplitBy.PAIR, 1, 1);
        assertThat(Files.readAllLines(third.resolve("routing-0.5.jsonl"))).isNotEqualTo(routing);
    }

    @Test
    void anotherSetOrEvaluatorIsRefused() {
        study(20).embedded(SmallSets.of(300, 2), SplitBy.PAIR, 1, 1);
        assertThatThrownBy(() -> study(20).embedded(SmallSets.of(301, 2), SplitBy.PAIR, 1, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("study.jsonl")
                .hasMessageContaining("choose another folder");
        assertThatThrownBy(() -> external("echo", 0, 1)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void missingLabelsAreNamed() {
        List<Source> sources = List.of(new Source("lm", 0), new Source("expert", 1));
        Study study = new Study(folder, sources, settings(20), 1, Progress.SILENT);
        assertThatThrownBy(() -> study.embedded(SmallSets.of(100, 1), SplitBy.PAIR, 1, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no pair has a label by source 'expert'; there are labels by human, lm");
    }

    // --- Evaluators of the user's own
    // ------------------------------------------------------------------------------------

    private StudySummary external(String command, int retries, int parallel) {
        return external(command, retries, parallel, LONG);
    }

    private StudySummary external(String command, int retries, int parallel, Duration timeout) {
        List<Instance> instances = SmallSets.of(60, 3).instances();
        return study(12).external("own", SmallSets.features(), instances, command, timeout, retries, parallel);
    }

    /** Counts itself in {@code calls}, then prints the share of humans as the score. */
    private String counting(String before) throws IOException {
        Path script = folder.resolveSibling(folder.getFileName() + "-evaluate.sh");
        Files.writeString(script, """
                echo x >> "%s"
                %s
                echo "training ..."
                echo "{\\"score\\": 0.$(grep -c human "$1")}"
                """.formatted(calls(), before), StandardCharsets.UTF_8);
        return "sh " + script;
    }

    private Path calls() {
        return folder.resolveSibling(folder.getFileName() + "-calls");
    }

    private long numberOfCalls() throws IOException {
        return Files.readAllLines(calls()).size();
    }

    @Test
    void aCommandIsCalledOnceForEachMix() throws IOException {
        StudySummary summary = external(counting(""), 0, 2);
        assertThat(numberOfCalls()).isEqualTo(evaluated());
        assertThat(summary.failed()).isZero();
        assertThat(summary.replications()).isEqualTo(1);
        try (Stream<Path> left = Files.list(folder.resolve("mixes"))) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 3",
                "echo rubbish; exit 0",
                "echo '{\"score\": NaN}'; exit 0",
                "echo '{\"score\": 1e999}'; exit 0",
                "echo '{\"score\": \"high\"}'; exit 0",
                "exit 0",
                "kill -9 $$"
            })
    void failuresAreTriedAgainRecordedAndLeftOut(String failure) throws IOException {
        // Fails whenever the mix has an number of human labels that is 3 beyond a multiple of 4; the rest is enough to
        // learn from or the study says that it is not.
        String command = counting("if [ $(( $(grep -c human \"$1\") % 4 )) -eq 3 ]; then " + failure + "; fi");
        StudySummary summary;
        try {
            summary = external(command, 2, 2);
        } catch (EvaluationFailedException e) {
            assertThat(e).hasMessageContaining("evaluations succeeded");
            summary = null;
        }
        List<String> failed =
                log().stream().filter(l -> l.contains("\"event\":\"failed\"")).toList();
        List<String> attempts = log().stream()
                .filter(l -> l.contains("\"event\":\"attempt-failed\""))
                .toList();
        assertThat(attempts).hasSize(2 * failed.size());
        assertThat(numberOfCalls()).isEqualTo(evaluated() + 3L * failed.size());
        assertThat(failed).allMatch(l -> l.contains("\"reason\":\"the evaluator"));
        if (summary != null) {
            assertThat(summary.failed()).isLessThanOrEqualTo(failed.size());
        }
    }

    @Test
    void aHangingCommandIsKilledWithAllItStarted() throws IOException {
        long start = System.nanoTime();
        assertThatThrownBy(() -> external("sleep 300 | cat; echo", 0, 4, Duration.ofMillis(300)))
                .isInstanceOf(EvaluationFailedException.class)
                // Five, and those that were under way beside the fifth.
                .hasMessageMatching("each of the first [5-8] evaluations failed.*ran past its time-out.*");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        assertThat(log().stream().filter(l -> l.contains("ran past its time-out")))
                .hasSizeGreaterThanOrEqualTo(5);
        assertThat(ProcessHandle.current()
                        .descendants()
                        .map(p -> p.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains("sleep 300"));
    }

    @Test
    void aBrokenEvaluatorEndsTheStudyEarlyAndItsFailuresAreForgottenOnceItIsMended() throws IOException {
        assertThatThrownBy(() -> external(counting("exit 7"), 1, 1))
                .isInstanceOf(EvaluationFailedException.class)
                .hasMessageContaining("each of the first 5 evaluations failed")
                .hasMessageContaining("exited with code 7");
        assertThat(numberOfCalls()).isEqualTo(10);
        Files.delete(calls());
        StudySummary summary = external(counting(""), 1, 1);
        assertThat(summary.failed()).isZero();
        assertThat(numberOfCalls()).isEqualTo(evaluated());
    }

    @Test
    void anEvaluatorThatBreaksHalfWayEndsTheStudyWithTheScoresItHasAndGoesOnOnceItIsMended() throws IOException {
        List<Instance> instances = SmallSets.of(60, 3).instances();
        List<String> notes = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void expect(int steps) {}

            @Override
            public void step() {}

            @Override
            public void note(String line) {
                notes.add(line);
            }
        };
        Study study = new Study(folder, SOURCES, settings(60), 1, progress);
        String breaking = counting("if [ $(wc -l < \"" + calls() + "\") -gt 25 ]; then exit 7; fi");
        StudySummary summary = study.external("own", SmallSets.features(), instances, breaking, LONG, 1, 1);
        assertThat(evaluated()).isEqualTo(25);
        // Ten mixes, each tried twice; none is verified.
        assertThat(numberOfCalls()).isEqualTo(25 + 20);
        assertThat(summary.evaluations()).isEqualTo(35);
        assertThat(summary.failed()).isEqualTo(10);
        assertThat(notes)
                .singleElement()
                .asString()
                .contains("the last 10 evaluations failed", "exited with code 7", "the 25 scores it has");
        assertThat(folder.resolve("report.html")).exists();
        Files.delete(calls());
        StudySummary whole = study.external("own", SmallSets.features(), instances, counting(""), LONG, 1, 1);
        assertThat(whole.failed()).isZero();
        assertThat(whole.evaluations()).isEqualTo(60);
        assertThat(25 + numberOfCalls()).isEqualTo(evaluated());
        assertThat(notes).hasSize(1);
    }

    /** Kills in effigy: cuts the log anywhere, also within a line, and starts again. */
    @Test
    void aStudyCutOffAnywhereResumesWithoutLossOrRepetition() throws IOException {
        String command = counting("");
        StudySummary whole = external(command, 0, 1);
        byte[] log = Files.readAllBytes(folder.resolve("study.jsonl"));
        SplittableRandom random = new SplittableRandom(5);
        for (int cut = 0; cut < 20; cut++) {
            byte[] left = Arrays.copyOf(log, random.nextInt(log.length));
            Files.write(folder.resolve("study.jsonl"), left);
            // A line counts once its end is written.
            long kept = Pattern.compile("\"event\":\"evaluated\".*}\n")
                    .matcher(new String(left, StandardCharsets.UTF_8))
                    .results()
                    .count();
            Files.deleteIfExists(calls());
            StudySummary resumed = external(command, 0, 1);
            assertThat(resumed).isEqualTo(whole);
            long called = Files.exists(calls()) ? numberOfCalls() : 0;
            assertThat(kept + called).isEqualTo(evaluated());
            List<String> mixes = log().stream()
                    .filter(l -> l.contains("\"event\":\"evaluated\""))
                    .map(l -> l.replaceAll(".*\"mix\":\"([0-9a-f]+)\".*", "$1"))
                    .toList();
            assertThat(new HashSet<>(mixes)).hasSameSizeAs(mixes);
        }
    }

    /** As above, with mixes that are evaluated again: a score is the seed's, so that it says which evaluation it is of. */
    @Test
    void replicatesHaveScoresOfTheirOwnAndNoneIsLostOrRepeated() throws IOException {
        String command =
                "echo \"$ALLOT_SEED\" >> '" + calls() + "'; f() { echo \"{\\\"score\\\": 0.$ALLOT_SEED}\"; }; f";
        StudySummary whole = replicated(command, 24, 8);
        ReplicatedNoise noise = Objects.requireNonNull(whole.noise());
        assertThat(noise.replicates()).isEqualTo(8);
        assertThat(noise.mixes()).isEqualTo(8);
        assertThat(noise.deviation()).isPositive();
        assertThat(whole.evaluations()).isEqualTo(24);
        assertThat(Files.readAllLines(calls())).doesNotHaveDuplicates();
        byte[] log = Files.readAllBytes(folder.resolve("study.jsonl"));
        SplittableRandom random = new SplittableRandom(6);
        for (int cut = 0; cut < 12; cut++) {
            byte[] left = Arrays.copyOf(log, random.nextInt(log.length));
            Files.write(folder.resolve("study.jsonl"), left);
            assertThat(replicated(command, 24, 8)).isEqualTo(whole);
            List<String> evaluations = log().stream()
                    .filter(l -> l.contains("\"event\":\"evaluated\""))
                    .map(l -> l.replaceAll(".*\"mix\":\"([0-9a-f]+(-2)?)\".*", "$1"))
                    .toList();
            assertThat(new HashSet<>(evaluations)).hasSameSizeAs(evaluations);
        }
        StudySummary more = replicated(command, 40, 12);
        assertThat(Objects.requireNonNull(more.noise()).replicates()).isEqualTo(12);
        assertThat(more.mixes()).isEqualTo(28);
    }

    @Test
    void aStudyWithoutReplicatesGoesOnWithSome() throws IOException {
        String command = "f() { echo \"{\\\"score\\\": 0.$ALLOT_SEED}\"; }; f";
        List<String> notes = new ArrayList<>();
        assertThat(replicated(command, 24, 0).noise()).isNull();
        assertThat(log()).noneMatch(line -> line.contains("replicates\":["));
        assertThat(replicated(command, 24, 5, notes).noise()).isNull();
        assertThat(notes).singleElement().asString().contains("5 of the 5", "5 more --evaluations");
        assertThat(Objects.requireNonNull(replicated(command, 29, 5).noise()).replicates())
                .isEqualTo(5);
    }

    private StudySummary replicated(String command, int evaluations, int replicates) {
        return replicated(command, evaluations, replicates, new ArrayList<>());
    }

    private StudySummary replicated(String command, int evaluations, int replicates, List<String> notes) {
        Progress progress = new Progress() {
            @Override
            public void expect(int steps) {}

            @Override
            public void step() {}

            @Override
            public void note(String line) {
                notes.add(line);
            }
        };
        List<Instance> instances = SmallSets.of(60, 3).instances();
        LoopSettings settings = settings(evaluations).repeating(replicates);
        return new Study(folder, SOURCES, settings, 1, progress)
                .external("own", SmallSets.features(), instances, command, LONG, 0, 2);
    }

    @Test
    void aDamagedLogIsNamedByLine() throws IOException {
        external(counting(""), 0, 1);
        List<String> lines = new ArrayList<>(log());
        lines.set(2, "{\"event\": 3");
        Files.write(folder.resolve("study.jsonl"), lines);
        assertThatThrownBy(() -> external(counting(""), 0, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("study.jsonl:3:");
    }

    /** No prompt is on two sides, ties and pairs without gold included. */
    @Test
    void splitsByPromptKeepPromptsTogether() {
        List<PreferencePair> pairs = new ArrayList<>(SmallSets.of(200, 1).pairs());
        for (int i = 0; i < pairs.size(); i++) {
            PreferencePair p = pairs.get(i);
            Preference gold = i % 7 == 0 ? Preference.TIE : i % 11 == 0 ? null : p.gold();
            pairs.set(i, new PreferencePair(p.instance(), p.labels(), gold, p.difference(), "q" + i % 23));
        }
        Split split = Split.of("set", pairs, SplitBy.PROMPT, 7);
        List<Set<String>> prompts = Stream.of(split.pool(), split.validation(), split.test())
                .map(part -> part.stream()
                        .map(p -> Objects.requireNonNull(p.prompt()))
                        .collect(Collectors.toSet()))
                .toList();
        assertThat(prompts.get(0)).isNotEmpty().doesNotContainAnyElementsOf(prompts.get(1));
        assertThat(prompts.get(0)).doesNotContainAnyElementsOf(prompts.get(2));
        assertThat(prompts.get(1)).doesNotContainAnyElementsOf(prompts.get(2));
        assertThat(prompts.stream().mapToInt(Set::size).sum()).isEqualTo(23);
        long gold = pairs.stream()
                .filter(p -> p.gold() != null && p.gold() != Preference.TIE)
                .count();
        for (List<PreferencePair> part : List.of(split.validation(), split.test())) {
            assertThat(part)
                    .hasSizeBetween((int) gold / 4, (int) gold / 4 + 9)
                    .allMatch(p -> p.gold() != Preference.TIE);
        }
        assertThat(Split.of("set", pairs, SplitBy.PROMPT, 7)).isEqualTo(split);
        assertThatThrownBy(() -> Split.of("set", SmallSets.of(200, 1).pairs(), SplitBy.PROMPT, 7))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has no prompt; a split by prompt needs one of every pair");
        List<PreferencePair> one = pairs.stream()
                .map(p -> new PreferencePair(p.instance(), p.labels(), p.gold(), p.difference(), "q"))
                .toList();
        assertThatThrownBy(() -> Split.of("set", one, SplitBy.PROMPT, 7))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 values of 'prompt' are too few to split by");
    }

    @Test
    void pairsWithoutGoldAreNeverHeldOut() {
        List<PreferencePair> pairs = new ArrayList<>(SmallSets.of(100, 1).pairs());
        for (int i = 0; i < 40; i++) {
            PreferencePair p = pairs.get(i);
            pairs.set(i, new PreferencePair(p.instance(), p.labels(), null, p.difference()));
        }
        Split split = Split.of("set", pairs, 7);
        assertThat(split.validation()).hasSize(15).allMatch(p -> p.gold() != null);
        assertThat(split.test()).hasSize(15).allMatch(p -> p.gold() != null);
        assertThat(split.pool()).hasSize(70).containsAll(pairs.subList(0, 40));
        assertThatThrownBy(() -> Split.of("set", pairs.subList(0, 60), 7))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("20 of 60 pairs have a gold label");
    }
}
