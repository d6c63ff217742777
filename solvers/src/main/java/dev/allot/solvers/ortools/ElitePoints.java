package dev.allot.solvers.ortools;

import dev.allot.core.model.Solution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToIntBiFunction;

/** The best points of a search that are apart from each other, a fixed number at most. Not thread-safe. */
final class ElitePoints {
    private final int capacity;
    private final ToIntBiFunction<Solution, Solution> distance;
    private final List<Solution> points = new ArrayList<>();

    /**
     * None yet.
     *
     * @param capacity number of points at most, at least 1
     * @param distance 0 for points that count as the same
     */
    ElitePoints(int capacity, ToIntBiFunction<Solution, Solution> distance) {
        this.capacity = capacity;
        this.distance = distance;
    }

    int size() {
        return points.size();
    }

    /** The best of them. */
    Optional<Solution> best() {
        return points.stream().max(Comparator.comparingDouble(Solution::objective));
    }

    /** Takes a point in, if it is better than the one it is the same as, or than the worst of too many. */
    void add(Solution point) {
        for (int k = 0; k < points.size(); k++) {
            if (distance.applyAsInt(points.get(k), point) == 0) {
                if (point.objective() > points.get(k).objective()) {
                    points.set(k, point);
                }
                return;
            }
        }
        if (points.size() < capacity) {
            points.add(point);
            return;
        }
        int worst = 0;
        for (int k = 1; k < points.size(); k++) {
            worst = points.get(k).objective() < points.get(worst).objective() ? k : worst;
        }
        if (point.objective() > points.get(worst).objective()) {
            points.set(worst, point);
        }
    }

    /**
     * Draws different points, each as likely as any other.
     *
     * @param count at most {@link #size()}
     */
    List<Solution> draw(int count, SplittableRandom random) {
        List<Solution> drawn = new ArrayList<>(points);
        for (int k = 0; k < count; k++) {
            int other = k + random.nextInt(drawn.size() - k);
            Solution here = drawn.get(k);
            drawn.set(k, drawn.get(other));
            drawn.set(other, here);
        }
        return drawn.subList(0, count);
    }
}
