package dev.allot.datasets.generate;

import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Traits;
import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import dev.allot.datasets.PreferenceSet;
import dev.allot.datasets.hyper.HyperFeatures;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Preference pairs drawn from a hidden truth: HyPER's 90 tags with realistic, correlated frequencies; a gold preference by skills whose
 * reward directions differ; labels of a human and of a language model, each right and wrong in its own places. Pairs are drawn one at a
 * time, as they are asked for. docs/data-sets.md has the numbers.
 */
public final class PreferenceGenerator implements Iterable<PreferencePair> {
    /** Name of the source that a human's labels are under. */
    public static final String HUMAN = "human";
    /** Name of the source that the language model's labels are under. */
    public static final String LM = "lm";

    private static final List<Skill> SKILLS = List.of(Skill.values());
    private static final List<String> BASE = List.of("length", "grounding", "caution", "structure");
    private static final List<String> DIFFERENCES = differences();

    private final GeneratorSettings settings;

    /** A generator of these settings. */
    public PreferenceGenerator(GeneratorSettings settings) {
        this.settings = settings;
    }

    /** The features of the instances: HyPER's. */
    public static FeatureSpace features() {
        return HyperFeatures.space();
    }

    /** Names of the differences: the base features, and each for the instances of one skill only. */
    public static List<String> differenceNames() {
        return DIFFERENCES;
    }

    private static List<String> differences() {
        List<String> names = new ArrayList<>(BASE);
        for (Skill skill : SKILLS) {
            BASE.forEach(feature -> names.add(skill.name().toLowerCase(Locale.ROOT) + "*" + feature));
        }
        return List.copyOf(names);
    }

    /** All pairs at once. */
    public PreferenceSet set(String name) {
        List<PreferencePair> pairs = new ArrayList<>(settings.size());
        forEach(pairs::add);
        return new PreferenceSet(name, features(), differenceNames(), pairs);
    }

    /** The instances alone, drawn as they are asked for. */
    public Iterable<Instance> instances() {
        return () -> new Iterator<>() {
            private final Iterator<PreferencePair> pairs = PreferenceGenerator.this.iterator();

            @Override
            public boolean hasNext() {
                return pairs.hasNext();
            }

            @Override
            public Instance next() {
                return pairs.next().instance();
            }
        };
    }

    @Override
    public Iterator<PreferencePair> iterator() {
        return new Iterator<>() {
            private int number;

            @Override
            public boolean hasNext() {
                return number < settings.size();
            }

            @Override
            public PreferencePair next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return pair(number++);
            }
        };
    }

    private PreferencePair pair(int number) {
        Draw draw = Draw.of(settings.seed(), number);
        Profile profile = Profile.draw(draw);
        Skill skill = Skill.of(profile);
        double reward = 0;
        for (int j = 0; j < BASE.size(); j++) {
            reward += skill.weight(j) * profile.difference()[j];
        }
        Preference gold = Preference.ofDifference(reward + goldNoise(profile) * draw.normal());
        Preference human = Annotator.HUMAN.label(profile, skill, draw);
        Preference lm = Annotator.LM.label(profile, skill, draw);
        return new PreferencePair(
                instance(number, profile), Map.of(HUMAN, human, LM, lm), gold, difference(profile, skill));
    }

    /** People differ about what is best, and more about open questions: no model can be right about all of gold. */
    private static double goldNoise(Profile profile) {
        return 0.3 + 0.1 * profile.openEndedness();
    }

    private Instance instance(int number, Profile profile) {
        Traits traits = new Traits(
                FeatureVector.ofTags(profile.tags()),
                settings.groups() ? profile.field().name().toLowerCase(Locale.ROOT) : null,
                settings.costs() ? Map.of(HUMAN, profile.humanCost()) : Map.of(),
                settings.risks() ? profile.risk() : 0,
                null);
        return new Instance("p" + number, traits);
    }

    private static double[] difference(Profile profile, Skill skill) {
        double[] difference = new double[DIFFERENCES.size()];
        int block = BASE.size() * (1 + SKILLS.indexOf(skill));
        for (int j = 0; j < BASE.size(); j++) {
            difference[j] = profile.difference()[j];
            difference[block + j] = profile.difference()[j];
        }
        return difference;
    }
}
