package dev.allot.study;

import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import dev.allot.datasets.PreferenceSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Preference sets small enough for tests. Of two tags each, the first says who knows: humans on one half of the tags, the language model on
 * the other. Who does not know prefers by another reward, so that its labels mislead.
 */
public final class SmallSets {
    private static final int TAGS = 12;
    private static final int DIFFERENCES = 4;

    private SmallSets() {}

    public static PreferenceSet of(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PreferencePair> pairs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int first = random.nextInt(TAGS);
            int second = (first + 1 + random.nextInt(TAGS - 1)) % TAGS;
            double[] difference = new double[DIFFERENCES];
            double truth = 0;
            double misled = 0;
            for (int d = 0; d < DIFFERENCES; d++) {
                difference[d] = random.nextGaussian();
                truth += (d + 1) * difference[d];
                misled += (d % 2 == 0 ? 3 : -3) * difference[d];
            }
            Preference gold = preference(truth);
            Preference wrong = preference(misled);
            boolean humanKnows = first < TAGS / 2;
            pairs.add(new PreferencePair(
                    Instance.of("i" + i, FeatureVector.ofTags(first, second)),
                    Map.of("human", humanKnows ? gold : wrong, "lm", humanKnows ? wrong : gold),
                    gold,
                    difference));
        }
        return new PreferenceSet("small", features(), List.of("d0", "d1", "d2", "d3"), pairs);
    }

    static FeatureSpace features() {
        return FeatureSpace.of(IntStream.range(0, TAGS).mapToObj(t -> "t" + t).toList());
    }

    private static Preference preference(double margin) {
        return margin > 0 ? Preference.FIRST : Preference.SECOND;
    }

    /** The same pairs with the gold labels of those that {@code which} names shuffled among themselves. */
    static PreferenceSet withShuffledGold(PreferenceSet set, List<String> which, long seed) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            if (which.contains(set.pairs().get(i).instance().id())) {
                places.add(i);
            }
        }
        List<Integer> shuffled = new ArrayList<>(places);
        Collections.shuffle(shuffled, new Random(seed));
        List<PreferencePair> pairs = new ArrayList<>(set.pairs());
        for (int k = 0; k < places.size(); k++) {
            PreferencePair pair = set.pairs().get(places.get(k));
            Preference gold = set.pairs().get(shuffled.get(k)).gold();
            pairs.set(places.get(k), new PreferencePair(pair.instance(), pair.labels(), gold, pair.difference()));
        }
        return new PreferenceSet(set.name(), set.features(), set.differenceNames(), pairs);
    }
}
