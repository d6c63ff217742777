package dev.allot.study;

import dev.allot.core.io.InvalidInputException;
import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A preference set cut in three: pairs to be routed, pairs whose gold labels score the mixes of a design, and pairs whose gold labels are
 * looked at once, for the realised scores.
 *
 * @param pool pairs to be routed; nothing looks at their gold labels
 * @param validation gold pairs that the evaluator scores on
 * @param test gold pairs for the realised scores
 */
public record Split(List<PreferencePair> pool, List<PreferencePair> validation, List<PreferencePair> test) {
    /** Share of the gold pairs that each of the two held-out parts gets. */
    private static final double HELD_OUT = 0.25;

    private static final int LEAST_HELD_OUT = 10;

    public Split {
        pool = List.copyOf(pool);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /**
     * Cuts at random. A quarter of the pairs with a gold label that is not a tie goes to each held-out part, all others to the pool.
     *
     * @throws InvalidInputException if there are too few gold labels to hold any out
     */
    public static Split of(String name, List<PreferencePair> pairs, long seed) {
        return of(name, pairs, SplitBy.PAIR, seed);
    }

    /**
     * Cuts at random between prompts, or groups. Those of the pairs with a gold label, in random order, go to a held-out part until it has its
     * quarter; their pairs without one, or with a tie, are then in no part.
     *
     * @throws InvalidInputException if there are too few gold labels to hold any out, or too few prompts or groups, or a pair does not say its own
     */
    public static Split of(String name, List<PreferencePair> pairs, SplitBy by, long seed) {
        List<PreferencePair> gold = new ArrayList<>();
        List<PreferencePair> pool = new ArrayList<>();
        for (PreferencePair pair : pairs) {
            (pair.gold() == null || pair.gold() == Preference.TIE ? pool : gold).add(pair);
        }
        int held = (int) (HELD_OUT * gold.size());
        if (held < LEAST_HELD_OUT) {
            throw new InvalidInputException(name + ": " + gold.size() + " of " + pairs.size()
                    + " pairs have a gold label 'a' or 'b'; the embedded evaluator needs at least "
                    + (int) Math.ceil(LEAST_HELD_OUT / HELD_OUT));
        }
        if (by != SplitBy.PAIR) {
            return between(name, pairs, gold, by, held, new SplittableRandom(seed));
        }
        shuffle(gold, new SplittableRandom(seed));
        pool.addAll(gold.subList(2 * held, gold.size()));
        return new Split(pool, gold.subList(0, held), gold.subList(held, 2 * held));
    }

    private static Split between(
            String name,
            List<PreferencePair> pairs,
            List<PreferencePair> gold,
            SplitBy by,
            int held,
            SplittableRandom random) {
        Map<String, List<PreferencePair>> goldByKey = new LinkedHashMap<>();
        gold.forEach(pair -> goldByKey
                .computeIfAbsent(by.key(name, pair), k -> new ArrayList<>())
                .add(pair));
        List<String> keys = new ArrayList<>(goldByKey.keySet());
        shuffle(keys, random);
        List<PreferencePair> validation = new ArrayList<>();
        List<PreferencePair> test = new ArrayList<>();
        Set<String> heldOut = new HashSet<>();
        for (String key : keys) {
            List<PreferencePair> part = validation.size() < held ? validation : test;
            if (part.size() < held) {
                part.addAll(goldByKey.getOrDefault(key, List.of()));
                heldOut.add(key);
            }
        }
        List<PreferencePair> pool = pairs.stream()
                .filter(pair -> !heldOut.contains(by.key(name, pair)))
                .toList();
        if (test.size() < LEAST_HELD_OUT || pool.isEmpty()) {
            throw new InvalidInputException(
                    name + ": " + keys.size() + " values of '" + by.id() + "' are too few to split by");
        }
        return new Split(pool, validation, test);
    }

    private static <T> void shuffle(List<T> list, SplittableRandom random) {
        for (int i = list.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T other = list.get(i);
            list.set(i, list.get(j));
            list.set(j, other);
        }
    }
}
