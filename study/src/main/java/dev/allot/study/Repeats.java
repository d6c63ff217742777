package dev.allot.study;

import dev.allot.core.routing.Routing;
import dev.allot.study.design.MixDesign;
import dev.allot.study.evaluate.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which mixes are evaluated again, for what scores differ by chance. Every other one is the latest pilot that was not repeated, if there is
 * one; the others are in the middle of the longest stretch of mixes that were not, so that at any time those repeated are spread evenly over all
 * chosen. No score plays a part: a mix that is repeated for its score has more chance in its first score than others, and noise would
 * look greater than it is.
 */
public final class Repeats {
    private final MixDesign design;
    /** How often each mix was chosen, by the order of its first time; 0 if it cannot be repeated. */
    private final List<Integer> times = new ArrayList<>();

    private final List<Routing> mixes;
    private int done;

    /**
     * Repeats of what was chosen.
     *
     * @param chosen evaluations, oldest first
     * @param usable whether a mix can be evaluated: its first evaluation did not fail
     */
    public Repeats(MixDesign design, List<Evaluation> chosen, Predicate<Routing> usable) {
        this.design = design;
        Map<Routing, Integer> counts = new LinkedHashMap<>();
        for (Evaluation evaluation : chosen) {
            counts.merge(evaluation.mix(), evaluation.number(), Math::max);
            done += evaluation.isReplicate() ? 1 : 0;
        }
        mixes = List.copyOf(counts.keySet());
        counts.forEach((mix, count) -> times.add(usable.test(mix) ? count : 0));
    }

    /** How many evaluations repeat one by now. */
    public int done() {
        return done;
    }

    /**
     * How many of the evaluations are to repeat one by the time that so many are chosen: none of those chosen before any is evaluated, of
     * the others the same share throughout.
     */
    public static int due(LoopSettings settings, int chosen) {
        int first = settings.first();
        int others = settings.evaluations() - first;
        return chosen <= first ? 0 : (int) ((long) settings.replicates() * Math.min(chosen - first, others) / others);
    }

    /** The next evaluations that repeat one; fewer only if no mix can be repeated. */
    public List<Evaluation> next(int count) {
        List<Evaluation> again = new ArrayList<>();
        while (again.size() < count) {
            int fewest = times.stream().filter(n -> n > 0).min(Integer::compare).orElse(0);
            if (fewest == 0) {
                break;
            }
            int pilot = done % 2 == 1 ? latestPilot(fewest) : -1;
            int at = pilot >= 0 ? pilot : middleOfLongest(fewest);
            times.set(at, fewest + 1);
            again.add(new Evaluation(mixes.get(at), fewest + 1));
            done++;
        }
        return again;
    }

    /** The latest of the pilots that were chosen so often, or -1. */
    private int latestPilot(int often) {
        int latest = -1;
        for (int i = 0; i < times.size(); i++) {
            latest = design.isPilot(i) && times.get(i) == often ? i : latest;
        }
        return latest;
    }

    private int middleOfLongest(int often) {
        int longest = 0;
        int middle = -1;
        int length = 0;
        for (int i = 0; i < times.size(); i++) {
            length = times.get(i) == often ? length + 1 : 0;
            if (length > longest) {
                longest = length;
                middle = i - length / 2;
            }
        }
        return middle;
    }
}
