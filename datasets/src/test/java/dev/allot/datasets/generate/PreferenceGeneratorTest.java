package dev.allot.datasets.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.routing.FeatureVector;
import dev.allot.datasets.PreferencePair;
import dev.allot.datasets.hyper.HyperFeatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreferenceGeneratorTest {
    private static final int MANY = 50_000;
    private static final List<PreferencePair> PAIRS = draw(GeneratorSettings.of(MANY, 5));
    private static final double[] FREQUENCIES = frequencies(PAIRS);

    @Test
    void theSameSeedGivesTheSameSet() {
        GeneratorSettings settings = new GeneratorSettings(500, 3, true, true, true);
        assertThat(draw(settings)).isEqualTo(draw(settings));
        assertThat(draw(settings)).isNotEqualTo(draw(new GeneratorSettings(500, 4, true, true, true)));
    }

    @Test
    void aLargerSetStartsWithTheSmallerOne() {
        assertThat(PAIRS.subList(0, 200)).isEqualTo(draw(GeneratorSettings.of(200, 5)));
    }

    @Test
    void whatIsNotAskedForIsNotThere() {
        for (PreferencePair pair : PAIRS.subList(0, 100)) {
            assertThat(pair.instance().traits().group()).isNull();
            assertThat(pair.instance().traits().costs()).isEmpty();
            assertThat(pair.instance().traits().risk()).isZero();
        }
        assertThatThrownBy(() -> GeneratorSettings.of(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void groupsCostsAndRisks() {
        List<PreferencePair> pairs =
                draw(GeneratorSettings.of(20_000, 6).withGroups().withCosts().withRisks());
        Set<String> groups = new HashSet<>();
        double cost = 0;
        Map<Double, Integer> risks = new HashMap<>();
        for (PreferencePair pair : pairs) {
            groups.add(pair.instance().traits().group());
            cost += pair.instance().traits().costs().get(PreferenceGenerator.HUMAN);
            risks.merge(pair.instance().traits().risk(), 1, Integer::sum);
        }
        assertThat(groups)
                .containsExactlyInAnyOrder("technical", "science", "professions", "humanities", "arts", "everyday");
        assertThat(cost / pairs.size()).isCloseTo(1, within(0.02));
        assertThat(risks.keySet()).containsExactlyInAnyOrder(0.0, 0.1, 0.4, 1.0);
    }

    /** The lengths are in thirds, each measure in at most one bin, each scale at one level; what is rare is there. */
    @Test
    void frequenciesAreAsDocumented() {
        for (String measure : HyperFeatures.RANKED) {
            assertThat(frequency(HyperFeatures.bin(measure, 0))).as(measure).isCloseTo(0.33, within(0.015));
            assertThat(frequency(HyperFeatures.bin(measure, 1))).as(measure).isCloseTo(0.34, within(0.015));
            assertThat(frequency(HyperFeatures.bin(measure, 2))).as(measure).isCloseTo(0.33, within(0.015));
        }
        for (String measure : HyperFeatures.MEASURES) {
            assertThat(frequency(HyperFeatures.bin(measure, 0))
                            + frequency(HyperFeatures.bin(measure, 1))
                            + frequency(HyperFeatures.bin(measure, 2)))
                    .as(measure)
                    .isBetween(0.99, 1.000001);
        }
        for (HyperFeatures.Scale scale : HyperFeatures.SCALES) {
            double sum = 0;
            for (String level : scale.levels()) {
                double frequency = frequency(HyperFeatures.level(scale.column(), level));
                assertThat(frequency).as(scale.column() + " " + level).isGreaterThan(0.02);
                sum += frequency;
            }
            assertThat(sum).isCloseTo(1, within(1e-9));
        }
        assertThat(frequency(HyperFeatures.level("expertise_level", "expert domain knowledge")))
                .isCloseTo(0.12, within(0.02));
        assertThat(frequency(HyperFeatures.level("safety_concern", "safe"))).isCloseTo(0.76, within(0.03));
        assertThat(frequency(HyperFeatures.contains(HyperFeatures.LANGUAGES, HyperFeatures.ENGLISH)))
                .isCloseTo(0.945, within(0.005));
        double subjects = 0;
        for (String subject : HyperFeatures.SUBJECTS) {
            double frequency = frequency(HyperFeatures.contains(HyperFeatures.SUBJECT, subject));
            assertThat(frequency).as(subject).isGreaterThan(0.004);
            subjects += frequency;
        }
        assertThat(subjects).isCloseTo(0.49 + 2 * 0.31 + 3 * 0.17, within(0.02));
        assertThat(frequency(HyperFeatures.contains(HyperFeatures.SUBJECT, "Computer sciences")))
                .isGreaterThan(0.15);
    }

    @Test
    void levelsGoTogether() {
        double expert = 0;
        double expertAndSafetyModerate = 0;
        double safetyModerate = 0;
        for (PreferencePair pair : PAIRS) {
            boolean e = has(pair, HyperFeatures.level("expertise_level", "expert domain knowledge"));
            boolean m = has(pair, HyperFeatures.contains(HyperFeatures.SUBJECT, "Law"));
            expert += e ? 1 : 0;
            safetyModerate += m ? 1 : 0;
            expertAndSafetyModerate += e && m ? 1 : 0;
        }
        assertThat(expertAndSafetyModerate / safetyModerate).isGreaterThan(1.2 * expert / MANY);
    }

    @Test
    void aProductIsTheFeatureOfItsSkillOnly() {
        for (PreferencePair pair : PAIRS.subList(0, 500)) {
            double[] d = pair.difference();
            assertThat(d).hasSize(PreferenceGenerator.differenceNames().size());
            for (int j = 0; j < 4; j++) {
                double sum = 0;
                int nonzero = 0;
                for (int block = 1; block <= Skill.values().length; block++) {
                    sum += d[4 * block + j];
                    nonzero += d[4 * block + j] != 0 ? 1 : 0;
                }
                assertThat(sum).isEqualTo(d[j]);
                assertThat(nonzero).isLessThanOrEqualTo(1);
            }
        }
    }

    private static List<PreferencePair> draw(GeneratorSettings settings) {
        List<PreferencePair> pairs = new ArrayList<>();
        new PreferenceGenerator(settings).forEach(pairs::add);
        return pairs;
    }

    private static double[] frequencies(List<PreferencePair> pairs) {
        double[] sums = new double[HyperFeatures.space().size()];
        for (PreferencePair pair : pairs) {
            FeatureVector f = pair.instance().traits().features();
            for (int k = 0; k < f.size(); k++) {
                sums[f.index(k)] += f.value(k) / pairs.size();
            }
        }
        return sums;
    }

    private static double frequency(String feature) {
        return FREQUENCIES[HyperFeatures.space().indexOf(feature)];
    }

    private static boolean has(PreferencePair pair, String feature) {
        int index = HyperFeatures.space().indexOf(feature);
        FeatureVector f = pair.instance().traits().features();
        for (int k = 0; k < f.size(); k++) {
            if (f.index(k) == index) {
                return true;
            }
        }
        return false;
    }
}
