package dev.allot.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Traits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisagreementTest {
    private static final Disagreement DISAGREEMENT = new Disagreement("lm", "human");
    private static final FeatureVector BOTH = FeatureVector.ofTags(0, 1);

    private static PreferencePair pair(String id, Map<String, Preference> labels) {
        Traits traits = new Traits(BOTH, "g", Map.of("human", 2.0), 0.5, "human");
        return new PreferencePair(new Instance(id, traits), labels, Preference.FIRST, new double[] {0.25}, "q");
    }

    private static FeatureVector featuresOf(PreferenceSet set, int i) {
        return set.pairs().get(i).instance().traits().features();
    }

    private static FeatureVector restricted(Map<String, Preference> labels) {
        PreferenceSet set =
                new PreferenceSet("s", FeatureSpace.of(List.of("a", "b")), List.of("d"), List.of(pair("p", labels)));
        return featuresOf(DISAGREEMENT.restricted(set), 0);
    }

    @Test
    void featuresCountWhereLabelsDiffer() {
        assertThat(restricted(Map.of("lm", Preference.FIRST, "human", Preference.SECOND)))
                .isEqualTo(BOTH);
        assertThat(restricted(Map.of("lm", Preference.TIE, "human", Preference.SECOND)))
                .isEqualTo(BOTH);
        assertThat(restricted(Map.of("lm", Preference.SECOND, "human", Preference.SECOND, "crowd", Preference.FIRST)))
                .isEqualTo(FeatureVector.ofTags());
    }

    /** A pair that is trained on or not, by its routing, is no pair of equal labels; one that is never trained on is. */
    @Test
    void aLabelThatIsMissingDiffersFromOneThatIsNot() {
        assertThat(restricted(Map.of("lm", Preference.FIRST))).isEqualTo(BOTH);
        assertThat(restricted(Map.of("human", Preference.TIE))).isEqualTo(BOTH);
        assertThat(restricted(Map.of("crowd", Preference.FIRST))).isEqualTo(FeatureVector.ofTags());
    }

    @Test
    void allElseStaysAndFeaturesSayWhatTheyCount() {
        PreferencePair alike = pair("p", Map.of("lm", Preference.FIRST, "human", Preference.FIRST));
        PreferencePair other = pair("q", Map.of("lm", Preference.FIRST, "human", Preference.SECOND));
        PreferenceSet set =
                new PreferenceSet("s", FeatureSpace.of(List.of("a", "b")), List.of("d"), List.of(alike, other));
        PreferenceSet restricted = DISAGREEMENT.restricted(set);
        assertThat(DISAGREEMENT.count(set)).isEqualTo(1);
        assertThat(restricted.features().names()).containsExactly("labels differ: a", "labels differ: b");
        assertThat(restricted.pairs().get(1)).isEqualTo(other);
        Traits traits = restricted.pairs().get(0).instance().traits();
        assertThat(traits).isEqualTo(new Traits(FeatureVector.ofTags(), "g", Map.of("human", 2.0), 0.5, "human"));
        assertThat(restricted.pairs().get(0).prompt()).isEqualTo("q");
        assertThat(restricted.pairs().get(0).labels()).isEqualTo(alike.labels());
        assertThat(restricted.differenceNames()).isEqualTo(set.differenceNames());
    }
}
