package dev.allot.datasets;

import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Traits;
import java.util.List;

/**
 * Where the labels of two sources differ. A pair that both label alike trains a reward model in the same way whichever of them it is routed
 * to, so that its features say nothing of what routing gains; they only blur what those of the other pairs say. Who knows both labels can
 * leave them out. Made for sets that were labelled before: a routing by these features takes for granted that all labels are there.
 *
 * <p>A label that only one of them gave differs: routed to the other, the pair is not trained on. A pair that neither labelled is trained on in
 * no case, and counts as labelled alike.
 *
 * @param first a source
 * @param second another
 */
public record Disagreement(String first, String second) {
    /** What names of features begin with that count only where labels differ, so that no model takes them for those of all pairs. */
    public static final String PREFIX = "labels differ: ";

    /** Whether routing the pair from one source to the other can change what is learned from it. */
    public boolean on(PreferencePair pair) {
        return pair.label(first) != pair.label(second);
    }

    /** How many pairs of a set have labels that differ. */
    public int count(PreferenceSet set) {
        return (int) set.pairs().stream().filter(this::on).count();
    }

    /** The same pairs, those without features that are labelled alike; features are renamed. All else stays. */
    public PreferenceSet restricted(PreferenceSet set) {
        FeatureSpace features = FeatureSpace.of(
                set.features().names().stream().map(name -> PREFIX + name).toList());
        List<PreferencePair> pairs =
                set.pairs().stream().map(pair -> on(pair) ? pair : bare(pair)).toList();
        return new PreferenceSet(set.name(), features, set.differenceNames(), pairs);
    }

    private static PreferencePair bare(PreferencePair pair) {
        Traits t = pair.instance().traits();
        Traits bare = new Traits(FeatureVector.ofTags(), t.group(), t.costs(), t.risk(), t.pin());
        return new PreferencePair(
                new Instance(pair.instance().id(), bare), pair.labels(), pair.gold(), pair.difference(), pair.prompt());
    }
}
