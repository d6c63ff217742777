package dev.allot.study.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.routing.Routing;
import dev.allot.core.routing.Source;
import dev.allot.datasets.Disagreement;
import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import dev.allot.datasets.generate.GeneratorSettings;
import dev.allot.datasets.generate.PreferenceGenerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What {@link Disagreement} takes for granted of reward models, held against one. */
class DisagreementTest {
    private static final List<Source> SOURCES = List.of(new Source("lm", 0), new Source("human", 1));

    /** Generated pairs of which every seventh has lost its human label, every eleventh that of the model. */
    private static List<PreferencePair> pairs(int size, long seed) {
        List<PreferencePair> pairs = new ArrayList<>();
        for (PreferencePair pair : new PreferenceGenerator(GeneratorSettings.of(size, seed))
                .set("s")
                .pairs()) {
            Map<String, Preference> labels = new HashMap<>(pair.labels());
            if (pairs.size() % 7 == 0) {
                labels.remove("human");
            }
            if (pairs.size() % 11 == 0) {
                labels.remove("lm");
            }
            pairs.add(new PreferencePair(pair.instance(), labels, pair.gold(), pair.difference()));
        }
        return pairs;
    }

    @Test
    void reRoutingPairsThatAreLabelledAlikeChangesNoScore() {
        List<PreferencePair> routed = pairs(400, 5);
        EmbeddedEvaluator evaluator = new EmbeddedEvaluator(
                routed, pairs(2000, 6), pair -> pair.instance().id());
        Disagreement disagreement = new Disagreement("lm", "human");
        SplittableRandom random = new SplittableRandom(7);
        for (int mix = 0; mix < 5; mix++) {
            int[] route = random.ints(routed.size(), 0, 2).toArray();
            int[] alike = route.clone();
            int[] other = route.clone();
            for (int i = 0; i < route.length; i++) {
                if (disagreement.on(routed.get(i))) {
                    other[i] = 1 - route[i];
                } else {
                    alike[i] = 1 - route[i];
                }
            }
            double score = evaluator.evaluate(Routing.of(SOURCES, route), 1);
            assertThat(alike).isNotEqualTo(route);
            assertThat(evaluator.evaluate(Routing.of(SOURCES, alike), 1)).isEqualTo(score);
            assertThat(evaluator.evaluate(Routing.of(SOURCES, other), 1)).isNotEqualTo(score);
        }
    }
}
