package dev.allot.datasets.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.testing.SharedData;
import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import dev.allot.datasets.PreferenceSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HannaFormatTest {
    private static final List<String> METRICS = List.of("BLEU", "BLEU again", "Constant", "Rare", "Text length");

    @TempDir
    Path folder;

    @Test
    void readsPairsOfAPrompt() throws IOException {
        PreferenceSet set = new HannaFormat(List.of("CH")).read(table());
        assertThat(set.pairs().stream().map(p -> p.instance().id()))
                .containsExactly(
                        "CH-003-GPT2tag-CTRL",
                        "CH-003-GPT2tag-TDVAE",
                        "CH-003-CTRL-TDVAE",
                        "CH-012-GPT2tag-CTRL",
                        "CH-012-GPT2tag-TDVAE",
                        "CH-012-CTRL-TDVAE");
        PreferencePair first = set.pairs().get(0);
        // Slots of GPT-2 (tag) are 1, 5, 3, of CTRL 2, 4, 4; ChatGPT gives both 4/3, but for rounding.
        assertThat(first.labels())
                .isEqualTo(Map.of("human", Preference.SECOND, "lm", Preference.TIE, "mistral-7b", Preference.FIRST));
        assertThat(first.gold()).isEqualTo(Preference.TIE);
        assertThat(first.instance().traits().group()).isEqualTo("CH");
        assertThat(set.pairs().stream().map(PreferencePair::prompt)).containsExactly("3", "3", "3", "12", "12", "12");
        assertThat(tags(set, 0)).contains("criterion=CH", "system=GPT-2 (tag)", "system=CTRL");
        assertThat(set.differenceNames()).containsExactly("BLEU", "Text length");
        double squares = set.pairs().stream()
                .mapToDouble(p -> p.difference()[0] * p.difference()[0])
                .sum();
        assertThat(squares / set.size()).isCloseTo(1, within(1e-9));
    }

    @Test
    void criteriaHaveWeightsOfTheirOwn() throws IOException {
        table();
        PreferenceSet set = new HannaFormat(List.of("CH", "RE")).read(folder);
        assertThat(set.size()).isEqualTo(12);
        assertThat(set.differenceNames()).containsExactly("BLEU", "Text length", "CH*Text length", "RE*Text length");
        double[] coherence = set.pairs().get(0).difference();
        double[] relevance = set.pairs().get(6).difference();
        assertThat(coherence[1]).isEqualTo(relevance[1]);
        assertThat(coherence[2]).isEqualTo(relevance[3]).isNotZero();
        assertThat(coherence[3]).isZero();
        assertThat(relevance[2]).isZero();
        assertThatThrownBy(() -> new HannaFormat(List.of("XX"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HannaFormat(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wrongFiles() throws IOException {
        Path file = table();
        String good = Files.readString(file);
        assertRefused(file, "", ":1: is not the header of HANNA's stories");
        assertRefused(file, good.replaceFirst("prompt_idx", "prompt"), ":1: is not the header of HANNA's stories");
        assertRefused(file, good.lines().findFirst().orElseThrow(), ": has no stories");
        assertRefused(
                file,
                good.replaceFirst("\nGPT-2 \\(tag\\),3,", "\nGPT-2 (tag),three,"),
                ":7: field 'prompt_idx': is 'three'");
        assertRefused(
                file, good.replaceFirst(",0.25,", ",NaN,"), "field 'BLEU Ξ§': is 'NaN'; a finite number is needed");
        assertRefused(file, good.strip().replaceFirst(",[0-9.]+$", ""), ":9: field 'Mistral-7B CX 1': is missing");
        assertRefused(file, good.lines().limit(3).reduce("", (a, b) -> a + b + "\n"), ": has no two stories");
        assertRefused(file, good + "\"open", "table");
        assertRefused(
                file, good + good.lines().skip(3).findFirst().orElseThrow(), ":10: field 'system': a second story");
        assertThatThrownBy(() -> new HannaFormat().read(folder.resolve("nowhere.csv")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith(": no such file");
    }

    /** The real table: as many pairs as its description says, and metrics that differ. */
    @Test
    void theRealTable() {
        PreferenceSet set = new HannaFormat().read(SharedData.require("hanna"));
        assertThat(set.size()).isEqualTo(6 * 96 * 45);
        assertThat(set.sourceNames())
                .containsExactly("beluga-13b", "human", "llama-13b", "lm", "mistral-7b", "orcaplatypus");
        assertThat(set.pairs()).allSatisfy(pair -> assertThat(pair.labels()).hasSize(6));
        assertThat(set.differenceNames()).hasSizeBetween(58 + 48, 64 + 48);
        assertThat(set.features().size()).isEqualTo(6 + 10 + 15);
        assertThat(agreement(set, "human", p -> true)).isBetween(0.33, 0.42);
        assertThat(agreement(set, "lm", p -> p.instance().id().startsWith("CX")))
                .isGreaterThan(agreement(set, "human", p -> p.instance().id().startsWith("CX")) + 0.05);
    }

    /** Of the pairs whose gold is no tie, the share that a source labels so. */
    private static double agreement(PreferenceSet set, String source, Predicate<PreferencePair> which) {
        List<PreferencePair> decided = set.pairs().stream()
                .filter(which)
                .filter(p -> p.gold() != Preference.TIE)
                .toList();
        return (double) decided.stream()
                        .filter(p -> p.label(source) == p.gold())
                        .count()
                / decided.size();
    }

    private static void assertRefused(Path file, String text, String message) throws IOException {
        Files.writeString(file, text);
        assertThatThrownBy(() -> new HannaFormat().read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }

    /** Two prompts, three systems and the human; the scores that matter are of coherence. */
    private Path table() throws IOException {
        List<String> header = new ArrayList<>(List.of("system", "prompt_idx"));
        header.addAll(List.of("Relevance", "Coherence", "Empathy", "Surprise", "Engagement", "Complexity"));
        METRICS.forEach(metric -> header.add(metric + " Ξ§"));
        for (int slot = 1; slot <= 3; slot++) {
            for (String criterion : HannaFormat.ALL_CRITERIA) {
                header.add("Human " + slot + " " + criterion);
            }
        }
        header.add("Human Avg 1 RE");
        for (String judge : List.of("ChatGPT", "Mistral-7B")) {
            for (String criterion : HannaFormat.ALL_CRITERIA) {
                header.add(judge + " " + criterion + " 1");
                if (judge.equals("ChatGPT")) {
                    header.add(judge + " " + criterion + " 2");
                }
            }
        }
        StringBuilder text = new StringBuilder(String.join(",", header)).append("\n");
        List<String> systems = List.of("Human", "GPT-2 (tag)", "CTRL", "TD-VAE");
        double[] bleu = {9, 0.25, 0.5, 0.125, 9, 0.75, 0.3, 0.6};
        double[] length = {9999, 100, 300, 250, 9999, 90, 310, 120};
        int[][] slots = {{5, 5, 5}, {1, 5, 3}, {2, 4, 4}, {3, 3, 3}};
        String[][] chatGpt = {{"5", "5"}, {"1.33333", "1.33333"}, {"1.66666", "1"}, {"2", "2"}};
        int[] mistral = {5, 4, 3, 2};
        for (int i = 0; i < 8; i++) {
            int s = i % 4;
            List<String> row = new ArrayList<>(List.of(systems.get(s), i < 4 ? "12" : "3"));
            row.addAll(List.of("1", "1", "1", "1", "1", "1"));
            row.addAll(List.of("" + bleu[i], "" + (3 - 2 * bleu[i]), "7", i == 5 ? "1e-9" : "0", "" + length[i]));
            for (int slot = 0; slot < 3; slot++) {
                for (int c = 0; c < 6; c++) {
                    row.add("" + slots[s][slot]);
                }
            }
            row.add("3");
            for (int c = 0; c < 6; c++) {
                row.addAll(List.of(chatGpt[s]));
            }
            for (int c = 0; c < 6; c++) {
                row.add("" + mistral[s]);
            }
            text.append(String.join(",", row)).append("\n");
        }
        return Files.writeString(folder.resolve("hanna_stories_long.csv"), text.toString());
    }

    private static List<String> tags(PreferenceSet set, int pair) {
        List<String> tags = new ArrayList<>();
        FeatureVector f = set.pairs().get(pair).instance().traits().features();
        for (int k = 0; k < f.size(); k++) {
            tags.add(set.features().name(f.index(k)));
        }
        return tags;
    }
}
