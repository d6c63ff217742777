package dev.allot.study;

import dev.allot.core.io.InvalidInputException;
import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import java.util.ArrayList;
import java.util.List;
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
        shuffle(gold, new SplittableRandom(seed));
        pool.addAll(gold.subList(2 * held, gold.size()));
        return new Split(pool, gold.subList(0, held), gold.subList(held, 2 * held));
    }

    private static void shuffle(List<PreferencePair> list, SplittableRandom random) {
        for (int i = list.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            PreferencePair other = list.get(i);
            list.set(i, list.get(j));
            list.set(j, other);
        }
    }
}
