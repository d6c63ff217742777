package dev.allot.core.feasibility;

import dev.allot.core.model.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Constraints of a problem that cannot hold together even if no variable had to be an integer; dropping any one of them leaves a set that
 * could.
 *
 * @param problem the problem
 * @param constraints their indices, ascending; at least one
 */
public record ConflictingConstraints(Problem problem, List<Integer> constraints) {
    private static final int MOST_NAMED = 20;

    /** Copies the indices. */
    public ConflictingConstraints {
        constraints = List.copyOf(constraints);
    }

    /**
     * Finds such a set, if there is one that can be proven: a Farkas proof names the constraints that it needs, a deletion filter (Chinneck
     * and Dravnieks 1991) drops those that it need not need.
     *
     * @param mostPivots effort, see {@link #pivotsWithin}; with 0 only what a single constraint contradicts is found
     */
    public static Optional<ConflictingConstraints> find(Problem problem, int mostPivots) {
        ActivityBox box = new ActivityBox(problem);
        List<ActivityRegion.Vertex> known = new ArrayList<>();
        boolean[] kept = new boolean[box.constraintCount()];
        Arrays.fill(kept, true);
        Optional<double[]> proof = new RegionProgram(box, kept, known, mostPivots).refutation();
        if (proof.isEmpty()) {
            return Optional.empty();
        }
        double[] minimal = proof.get();
        for (int i = 0; i < minimal.length; i++) {
            if (minimal[i] != 0) {
                boolean[] without = support(minimal);
                without[i] = false;
                minimal = new RegionProgram(box, without, known, mostPivots)
                        .refutation()
                        .orElse(minimal);
            }
        }
        boolean[] conflicting = support(minimal);
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < conflicting.length; i++) {
            if (conflicting[i]) {
                indices.add(i);
            }
        }
        return Optional.of(new ConflictingConstraints(problem, indices));
    }

    /**
     * How many pivots of the simplex method take no more than so many operations on numbers: each some for every pair of constraints' sides and
     * every entry of the constraint matrix, and the first and some later ones the cube of the sides. 0 if these alone are too many.
     */
    public static int pivotsWithin(Problem problem, double operations) {
        double sides = 1;
        for (int i = 0; i < problem.constraintCount(); i++) {
            sides += Double.isInfinite(problem.constraintLower(i)) ? 0 : 1;
            sides += Double.isInfinite(problem.constraintUpper(i)) ? 0 : 1;
        }
        double renewal = 2 * sides * sides * sides;
        double pivot = sides * sides + problem.constraints().entries() + renewal / RevisedSimplex.PIVOTS_PER_RENEWAL;
        return renewal > operations ? 0 : (int) Math.min(RegionProgram.MOST_PIVOTS, operations / pivot);
    }

    private static boolean[] support(double[] proof) {
        boolean[] used = new boolean[proof.length];
        for (int i = 0; i < used.length; i++) {
            used[i] = proof[i] != 0;
        }
        return used;
    }

    /** The conflict in words, in one line, with the sides of each constraint. */
    public String describe() {
        String named =
                constraints.stream().limit(MOST_NAMED).map(this::describe).collect(Collectors.joining("; "));
        int more = constraints.size() - MOST_NAMED;
        return (constraints.size() == 1
                        ? "this cannot hold within the variables' bounds: "
                        : "these cannot hold together: ")
                + named
                + (more > 0 ? "; and " + more + " more" : "");
    }

    private String describe(int i) {
        double lower = problem.constraintLower(i);
        double upper = problem.constraintUpper(i);
        String name = "'" + problem.constraintName(i) + "' (";
        if (lower == upper) {
            return name + "= " + plain(lower) + ")";
        }
        String low = Double.isInfinite(lower) ? "" : ">= " + plain(lower);
        String high = Double.isInfinite(upper) ? "" : "<= " + plain(upper);
        return name + low + (low.isEmpty() || high.isEmpty() ? "" : ", ") + high + ")";
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
