package dev.allot.datasets;

import dev.allot.core.routing.Instance;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two responses to one prompt, with what is known of which is better.
 *
 * @param instance what routing sees of it
 * @param labels what each source said, by the source's name; a source whose label is missing or unusable is not there
 * @param gold the truth that a trained reward model is scored by, if known; no routing may see it
 * @param difference features of the first response minus those of the second, finite, antisymmetric: exchanging the responses flips
 *     every sign; what a reward model is trained on; may be empty. Shared, not copied: not to be changed
 * @param prompt which prompt it is, if that is known: what one has learned of a pair tells something of others with its prompt
 */
public record PreferencePair(
        Instance instance,
        Map<String, Preference> labels,
        @Nullable Preference gold,
        double[] difference,
        @Nullable String prompt) {
    public PreferencePair {
        labels = Map.copyOf(labels);
        for (double d : difference) {
            if (!Double.isFinite(d)) {
                throw new IllegalArgumentException(
                        "pair '" + instance.id() + "' has a feature difference of " + d + "; differences are finite");
            }
        }
    }

    /** A pair whose prompt is not known, or no other's. */
    public PreferencePair(
            Instance instance, Map<String, Preference> labels, @Nullable Preference gold, double[] difference) {
        this(instance, labels, gold, difference, null);
    }

    /** The label of a source, or null if it gave none that can be used. */
    public @Nullable Preference label(String source) {
        return labels.get(source);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PreferencePair that
                && instance.equals(that.instance)
                && labels.equals(that.labels)
                && gold == that.gold
                && Arrays.equals(difference, that.difference)
                && Objects.equals(prompt, that.prompt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(instance, labels, gold, Arrays.hashCode(difference), prompt);
    }

    @Override
    public String toString() {
        return "PreferencePair[" + instance + ", labels=" + labels + ", gold=" + gold + ", difference="
                + Arrays.toString(difference) + ", prompt=" + prompt + "]";
    }
}
