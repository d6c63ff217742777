package dev.allot.datasets.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.FeatureVector;
import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import dev.allot.datasets.PreferenceSet;
import dev.allot.datasets.hyper.HyperFeatures;
import dev.allot.datasets.text.ResponseFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HyperFormatTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatThePapersFilesHave() throws IOException {
        Path file = write("""
                {"id":1,"pref_human":"a-is-clearly-better","pref_gpt4":"tie","rating_human":[5,3],\
                "subject_of_expertise":["Law","Economics","Alchemy"],"languages":["English"],"expertise_level":"general public",\
                "open_endedness":"high","safety_concern":"safe","complexity_of_intents":"simple","type_of_in_context_material":[],\
                "format_constraints":["code"],"cosine_sim":0.9,"token_len_diff":10,"rouge":0.33,"bertscore":0.5,"len_longer":110,\
                "prompt_len":12,"bertscore_length":0.4,"len_shorter":100,"entity_sim":1}
                {"id":2,"pref_human":"b-is-better","pref_gpt4":"B-is-slightly-better ",\
                "subject_of_expertise":[],"languages":["French","German"],"expertise_level":null,\
                "open_endedness":"safe area view","safety_concern":"moderate","complexity_of_intents":"complex",\
                "type_of_in_context_material":["table"],"format_constraints":null,"cosine_sim":-0.2,"token_len_diff":40,\
                "rouge":null,"bertscore":NaN,"len_longer":90,"prompt_len":50,"bertscore_length":0.1,"len_shorter":50,"entity_sim":0}
                {"id":3,"pref_human":"neither","subject_of_expertise":["Others"],"languages":"English",\
                "normal_worker_annotations":[{"overall_pref":"?"},{"overall_pref":"A-is-slightly-better"}],\
                "expert_worker_annotations":[{"overall_pref":"B-is-clearly-better"},{"overall_pref":"Tie"}],\
                "token_len_diff":11,"len_longer":500,"prompt_len":13,"len_shorter":489}
                """);
        PreferenceSet set = new HyperFormat().read(file);
        assertThat(set.features()).isEqualTo(HyperFeatures.space());
        assertThat(set.differenceNames()).isEmpty();
        List<PreferencePair> pairs = set.pairs();
        assertThat(pairs.get(0).instance().id()).isEqualTo("1");
        assertThat(pairs.get(0).labels()).isEqualTo(Map.of("human", Preference.FIRST, "lm", Preference.TIE));
        assertThat(pairs.get(1).labels()).isEqualTo(Map.of("human", Preference.SECOND, "lm", Preference.SECOND));
        assertThat(pairs.get(2).labels()).isEqualTo(Map.of("crowd", Preference.FIRST, "expert", Preference.SECOND));
        assertThat(pairs).allSatisfy(pair -> assertThat(pair.gold()).isNull());
        // The ranks of three values are 1/3, 2/3 and 1: in the second bin, in the second, in the third.
        assertThat(tags(pairs.get(0)))
                .containsExactly(
                        "bertscore 1",
                        "bertscore_length 1",
                        "cosine_sim 2",
                        "entity_sim 2",
                        "len_longer 1",
                        "len_shorter 1",
                        "prompt_len 1",
                        "rouge 1",
                        "token_len_diff 1",
                        "Economics",
                        "Law",
                        "English",
                        "general public",
                        "high",
                        "safe",
                        "simple",
                        "format_constraints");
        assertThat(tags(pairs.get(1)))
                .containsExactly(
                        "bertscore_length 0",
                        "entity_sim 0",
                        "len_longer 1",
                        "len_shorter 1",
                        "prompt_len 2",
                        "token_len_diff 2",
                        "moderate",
                        "complex",
                        "type_of_in_context_material");
        assertThat(tags(pairs.get(2)))
                .containsExactly(
                        "len_longer 2", "len_shorter 2", "prompt_len 1", "token_len_diff 1", "Others", "English");
        assertThat(tags(new HyperFormat(true).read(file).pairs().get(0))).contains("rouge 0", "rouge 1");
    }

    @Test
    void measuresTextsWhereTheFileDoesNot() throws IOException {
        Path file = write("""
                {"comparison_id":"x","text":"one two","response_a":"a b c","response_b":"a b d e","bertscore":0.5}
                {"comparison_id":"y","text":"one","response_a":"a","response_b":"","bertscore":0.7}
                {"comparison_id":"z","text":"one two three","completion_a":"w w w w w w","completion_b":"w w w w w w"}
                """);
        PreferenceSet set = new HyperFormat().read(file);
        assertThat(tags(set.pairs().get(0)))
                .containsExactly(
                        "bertscore 1", "len_longer 1", "len_shorter 1", "prompt_len 1", "rouge 1", "token_len_diff 2");
        assertThat(tags(set.pairs().get(1)))
                .containsExactly(
                        "bertscore 2", "len_longer 1", "len_shorter 1", "prompt_len 1", "rouge 0", "token_len_diff 2");
        assertThat(tags(set.pairs().get(2)))
                .containsExactly("len_longer 2", "len_shorter 2", "prompt_len 2", "rouge 2", "token_len_diff 1");
        assertThat(set.differenceNames()).isSubsetOf(ResponseFeatures.names()).contains("log_words", "empty");
        assertThat(set.pairs().get(2).difference()).containsOnly(0);
    }

    @Test
    void wrongFiles() throws IOException {
        assertRefused("", ": is empty; one instance a line is needed");
        assertRefused("{\"text\":\"t\"}", ":1: has no id; one of id, comparison_id, prompt_hash is needed");
        assertRefused("{\"id\":1}\n{\"id\":\"1\"}", ":2: the id '1' comes twice");
        assertRefused("{\"id\":1}\n[]", ":2: is not a JSON object");
        assertRefused("{\"id\":1}\n{\"id\":", ":2: is not JSON: ");
    }

    private void assertRefused(String text, String message) throws IOException {
        Path file = write(text);
        assertThatThrownBy(() -> new HyperFormat().read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + message);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("features.jsonl"), text);
    }

    /** Short names of the tags, the bins as a number. */
    private static List<String> tags(PreferencePair pair) {
        List<String> tags = new ArrayList<>();
        FeatureVector f = pair.instance().traits().features();
        for (int k = 0; k < f.size(); k++) {
            String name = HyperFeatures.space().name(f.index(k));
            tags.add(
                    f.index(k) < 27
                            ? name.substring(0, name.indexOf(':')) + " " + f.index(k) % 3
                            : name.replaceFirst("\\|check.*", "").replaceFirst(".*=", ""));
        }
        return tags;
    }
}
