package dev.allot.datasets.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the generator promises of its truth, over ten seeds: a reward model trained on 2,000 pairs of a mix, scored on the gold of 1,000
 * others. Differences are within a seed; intervals are Student's, 95 %.
 */
class HiddenTruthTest {
    private static final int SEEDS = 10;
    private static final int TRAIN = 2000;
    private static final int TEST = 1000;
    private static final double STUDENT = 2.262;

    /** One set: its profiles say what is best. */
    private static final class Sample {
        final List<Profile> profiles = new ArrayList<>();
        final List<PreferencePair> train = new ArrayList<>();
        final List<PreferencePair> test = new ArrayList<>();

        Sample(long seed) {
            int i = 0;
            for (PreferencePair pair : new PreferenceGenerator(GeneratorSettings.of(TRAIN + TEST, seed))) {
                (i < TRAIN ? train : test).add(pair);
                if (i < TRAIN) {
                    profiles.add(Profile.draw(Draw.of(seed, i)));
                }
                i++;
            }
        }

        /** Accuracy of a reward model trained on the human labels of the chosen pairs and the LM's of the others. */
        double mix(int[] byHuman) {
            Preference[] labels = new Preference[TRAIN];
            Arrays.setAll(labels, i -> train.get(i).label(PreferenceGenerator.LM));
            for (int i : byHuman) {
                labels[i] = train.get(i).label(PreferenceGenerator.HUMAN);
            }
            return RewardModel.train(train, labels).accuracy(test);
        }

        double gold() {
            return gold(TRAIN);
        }

        double gold(int pairs) {
            Preference[] labels = new Preference[TRAIN];
            for (int i = 0; i < pairs; i++) {
                labels[i] = train.get(i).gold();
            }
            return RewardModel.train(train, labels).accuracy(test);
        }

        /** The pairs whose human label says most more than the LM's, by the truth. */
        int[] oracle(int budget) {
            return IntStream.range(0, TRAIN)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -advantage(profiles.get(i))))
                    .limit(budget)
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        int[] random(int budget, long seed) {
            int[] all = IntStream.range(0, TRAIN).toArray();
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < budget; i++) {
                int j = i + random.nextInt(TRAIN - i);
                int swap = all[i];
                all[i] = all[j];
                all[j] = swap;
            }
            return Arrays.copyOf(all, budget);
        }
    }

    private static final double[] GOLD = new double[SEEDS];
    private static final double[] HUMAN = new double[SEEDS];
    private static final double[] LM = new double[SEEDS];
    private static final double[][] ORACLE = new double[3][SEEDS];
    private static final double[][] RANDOM = new double[3][SEEDS];
    private static final double[][] GOLD_OF = new double[4][SEEDS];

    @BeforeAll
    static void trainAll() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Sample sample = new Sample(100 + seed);
            GOLD[seed] = sample.gold();
            HUMAN[seed] = sample.mix(IntStream.range(0, TRAIN).toArray());
            LM[seed] = sample.mix(new int[0]);
            for (int b = 0; b < 3; b++) {
                int budget = (b + 1) * TRAIN / 4;
                ORACLE[b][seed] = sample.mix(sample.oracle(budget));
                RANDOM[b][seed] = sample.mix(sample.random(budget, seed));
            }
            for (int k = 0; k < GOLD_OF.length; k++) {
                GOLD_OF[k][seed] = sample.gold(30 << 2 * k);
            }
        }
    }

    @Test
    void aMixRoutedWellBeatsEitherSource() {
        for (double[] oracle : ORACLE) {
            assertThat(lower(minus(oracle, HUMAN))).isGreaterThan(0.08);
            assertThat(lower(minus(oracle, LM))).isGreaterThan(0.08);
        }
        assertThat(lower(minus(ORACLE[1], ORACLE[0]))).as("half over a quarter").isPositive();
    }

    @Test
    void aRandomMixLiesBetween() {
        for (int b = 0; b < 3; b++) {
            assertThat(lower(minus(ORACLE[b], RANDOM[b]))).isGreaterThan(0.05);
        }
        assertThat(lower(minus(RANDOM[1], HUMAN))).isPositive();
        assertThat(lower(minus(RANDOM[1], LM))).isPositive();
    }

    @Test
    void theSourcesDiffer() {
        assertThat(lower(minus(LM, HUMAN))).isPositive();
    }

    @Test
    void nothingBeatsGold() {
        assertThat(lower(minus(GOLD, ORACLE[1]))).isGreaterThan(-0.01);
        assertThat(mean(GOLD)).isBetween(0.86, 0.92);
    }

    @Test
    void labelsHelpLessAndLess() {
        for (int k = 0; k + 2 < GOLD_OF.length; k++) {
            double[] first = minus(GOLD_OF[k + 1], GOLD_OF[k]);
            double[] second = minus(GOLD_OF[k + 2], GOLD_OF[k + 1]);
            assertThat(lower(first)).as("four times " + (30 << 2 * k)).isPositive();
            assertThat(lower(minus(first, second))).as("then four times again").isPositive();
        }
    }

    /** The sources differ in where they are right: by skill, either may be far ahead. */
    @Test
    void eachSourceHasItsPlaces() {
        Map<Skill, double[]> ahead = new EnumMap<>(Skill.class);
        double[] overall = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            Sample sample = new Sample(100 + seed);
            Map<Skill, List<Integer>> leads = new EnumMap<>(Skill.class);
            for (int i = 0; i < TRAIN; i++) {
                PreferencePair pair = sample.train.get(i);
                int lead = right(pair, PreferenceGenerator.HUMAN) - right(pair, PreferenceGenerator.LM);
                leads.computeIfAbsent(Skill.of(sample.profiles.get(i)), s -> new ArrayList<>())
                        .add(lead);
                overall[seed] += (double) lead / TRAIN;
            }
            for (Map.Entry<Skill, List<Integer>> entry : leads.entrySet()) {
                ahead.computeIfAbsent(entry.getKey(), s -> new double[SEEDS])[seed] = entry.getValue().stream()
                        .mapToInt(Integer::intValue)
                        .average()
                        .orElseThrow();
            }
        }
        assertThat(upper(overall)).as("the LM's labels are right more often").isLessThan(-0.04);
        assertThat(lower(ahead.get(Skill.EXPERT))).isGreaterThan(0.2);
        assertThat(lower(ahead.get(Skill.SAFETY))).isGreaterThan(0.1);
        assertThat(lower(ahead.get(Skill.CREATIVE))).isPositive();
        assertThat(upper(ahead.get(Skill.GENERAL))).isLessThan(-0.03);
        assertThat(upper(ahead.get(Skill.TECHNICAL))).isLessThan(-0.2);
        assertThat(upper(ahead.get(Skill.FACTUAL))).isLessThan(-0.25);
    }

    /** No single tag tells: within general prompts, and delicate ones, both sources have their share. */
    @Test
    void whoIsBetterTakesMoreThanTheSkill() {
        Sample sample = new Sample(100);
        for (Skill skill : List.of(Skill.SAFETY, Skill.CREATIVE, Skill.GENERAL)) {
            List<Profile> those =
                    sample.profiles.stream().filter(p -> Skill.of(p) == skill).toList();
            long human = those.stream().filter(p -> advantage(p) > 0).count();
            assertThat((double) human / those.size()).as(skill.name()).isBetween(0.2, 0.85);
        }
        long human = sample.profiles.stream().filter(p -> advantage(p) > 0).count();
        assertThat((double) human / TRAIN).isBetween(0.35, 0.42);
    }

    private static int right(PreferencePair pair, String source) {
        return pair.label(source) == pair.gold() ? 1 : 0;
    }

    /** How much better a human's judgement correlates with the true reward than the LM's, for pairs of any difference. */
    private static double advantage(Profile profile) {
        Skill skill = Skill.of(profile);
        return correlation(Annotator.HUMAN, profile, skill) - correlation(Annotator.LM, profile, skill);
    }

    private static double correlation(Annotator annotator, Profile profile, Skill skill) {
        double[] truth = new double[4];
        Arrays.setAll(truth, skill::weight);
        double[] direction = annotator.direction(profile, skill);
        double noise = annotator.noise(profile);
        return Annotator.dot(direction, truth)
                / Math.sqrt(Annotator.dot(truth, truth) * (Annotator.dot(direction, direction) + noise * noise));
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return difference;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double halfWidth(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return STUDENT * Math.sqrt(squares / (values.length - 1) / values.length);
    }

    private static double lower(double[] values) {
        return mean(values) - halfWidth(values);
    }

    private static double upper(double[] values) {
        return mean(values) + halfWidth(values);
    }
}
