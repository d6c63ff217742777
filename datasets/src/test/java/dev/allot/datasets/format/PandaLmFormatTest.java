package dev.allot.datasets.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PandaLmFormatTest {
    private static final String PAIRS = """
            [{"idx":0,"motivation_app":"Grammarly","cmp_key":"m1_m2","instruction":"Say it.","input":"it",
              "response1":"It.","response2":"It is it.","annotator1":1,"annotator2":2,"annotator3":2},
             {"idx":1,"motivation_app":"yelp","cmp_key":"m2_m3","instruction":"True?","input":"",
              "response1":true,"response2":"False","annotator1":0,"annotator2":1,"annotator3":2},
             {"idx":2,"motivation_app":"(Wolfram alpha)?","cmp_key":"m1_m3","instruction":"Count.","input":"",
              "response1":"1\\n2\\n3","response2":"many","annotator1":2,"annotator2":0,"annotator3":0}]
            """;
    private static final String GPT =
            "[{\"idx\":0,\"gpt_result\":\"2\"},{\"idx\":1,\"gpt_result\":\"garbage\"},{\"idx\":2,\"gpt_result\":\"Tie\"}]";
    private static final String PANDALM = "[{\"idx\":2,\"pandalm_result\":1},{\"idx\":0,\"pandalm_result\":0}]";

    @TempDir
    Path folder;

    @Test
    void readsVotesAndTexts() throws IOException {
        write(PAIRS, GPT, PANDALM);
        PreferenceSet set = new PandaLmFormat().read(folder);
        List<PreferencePair> pairs = set.pairs();
        assertThat(pairs).hasSize(3);
        assertThat(pairs.get(0).instance().id()).isEqualTo("pandalm-0");
        assertThat(pairs.get(0).labels())
                .isEqualTo(Map.of("human", Preference.FIRST, "lm", Preference.SECOND, "pandalm", Preference.TIE));
        assertThat(pairs.get(0).gold()).isEqualTo(Preference.SECOND);
        assertThat(pairs.get(1).labels()).isEqualTo(Map.of("human", Preference.TIE));
        assertThat(pairs.get(1).gold()).as("the other two disagree").isNull();
        assertThat(pairs.get(2).labels())
                .isEqualTo(Map.of("human", Preference.SECOND, "lm", Preference.TIE, "pandalm", Preference.FIRST));
        assertThat(pairs.get(2).gold()).isEqualTo(Preference.TIE);
        assertThat(pairs.stream().map(p -> p.instance().traits().group()))
                .containsExactly("writing", "commerce", "formal");
        assertThat(tags(set, 1))
                .contains("compared_model=m2", "compared_model=m3", "application_area=commerce")
                .doesNotContain("has_input");
        assertThat(tags(set, 0)).contains("has_input");
        int empty = set.differenceNames().indexOf("empty");
        assertThat(empty)
                .as("truth values are read as text, so that no response is empty")
                .isEqualTo(-1);
    }

    @Test
    void oneModelIsEnoughAndNoneIsNot() throws IOException {
        write(PAIRS, null, PANDALM);
        assertThat(new PandaLmFormat().read(folder).sourceNames()).containsExactly("human", "pandalm");
        Files.delete(folder.resolve("pandalm-7b-testset-v1.json"));
        assertRefused(": has no language model's votes; gpt-3.5-turbo-testset-v1.json or");
    }

    @Test
    void wrongFiles() throws IOException {
        assertRefused("testset-v1.json: no such file");
        write("{}", GPT, null);
        assertRefused("testset-v1.json: is not a JSON array of records");
        write("[]", GPT, null);
        assertRefused("testset-v1.json: has no pairs");
        write("[1]", GPT, null);
        assertRefused("testset-v1.json: record 1 is not an object");
        write("[\n{\"idx\":0,\n", GPT, null);
        assertRefused("testset-v1.json:3: is not JSON");
        write(PAIRS.replace("\"annotator3\":0", "\"annotator3\":3"), GPT, null);
        assertRefused("testset-v1.json: record 3: field 'annotator3': is 3; it must be 0, 1 or 2");
        write(PAIRS.replace("\"cmp_key\":\"m1_m3\",", ""), GPT, null);
        assertRefused("testset-v1.json: record 3: field 'cmp_key': is missing");
        write(PAIRS.replace("\"many\"", "[]"), GPT, null);
        assertRefused("testset-v1.json: record 3: field 'response2': is an array; text is needed");
        write(PAIRS.replace("\"idx\":1", "\"idx\":0"), GPT, null);
        assertRefused("testset-v1.json: record 2: field 'idx': '0' comes twice");
        write(PAIRS, GPT.replace("\"idx\":2", "\"idx\":0"), null);
        assertRefused("gpt-3.5-turbo-testset-v1.json: record 3: field 'idx': comes twice");
        Path file = folder.resolve("testset-v1.json");
        assertThatThrownBy(() -> new PandaLmFormat().read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + ": is not a folder; PandaLM is a folder with testset-v1.json");
    }

    /** The real set: sizes and agreements as its description has them. */
    @Test
    void theRealSet() {
        PreferenceSet set = new PandaLmFormat().read(SharedData.require("pandalm"));
        assertThat(set.size()).isEqualTo(999);
        assertThat(set.sourceNames()).containsExactly("human", "lm", "pandalm");
        assertThat(set.pairs().stream().filter(p -> p.label("lm") == null)).hasSize(25);
        assertThat(set.pairs().stream().filter(p -> p.gold() == null)).hasSize(999 - 917);
        assertThat(set.pairs().stream()
                        .map(p -> p.instance().traits().group())
                        .filter(Objects::nonNull)
                        .distinct())
                .hasSizeBetween(6, 9)
                .doesNotContain("other");
        assertThat(set.differenceNames()).hasSizeGreaterThan(14).contains("log_words", "rouge_l_input", "copies_input");
        long agree = set.pairs().stream()
                .filter(p -> p.gold() != null && p.label("human") == p.gold())
                .count();
        assertThat(agree / 917.0).isBetween(0.9, 1.0);
        for (String feature : set.features().names()) {
            assertThat(feature).doesNotContain(",");
        }
        assertThat(set.features().size()).isBetween(25, 40);
    }

    private void write(String pairs, String gpt, String pandalm) throws IOException {
        Files.writeString(folder.resolve("testset-v1.json"), pairs);
        if (gpt != null) {
            Files.writeString(folder.resolve("gpt-3.5-turbo-testset-v1.json"), gpt);
        }
        if (pandalm != null) {
            Files.writeString(folder.resolve("pandalm-7b-testset-v1.json"), pandalm);
        }
    }

    private void assertRefused(String part) {
        assertThatThrownBy(() -> new PandaLmFormat().read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(part);
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
