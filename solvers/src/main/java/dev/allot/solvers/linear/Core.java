package dev.allot.solvers.linear;

import dev.allot.core.model.Problem;
import dev.allot.solvers.linear.KnapsackProgram.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The departures from a relaxation's point that an optimum can be made of: each costs what it loses against the relaxation, and the losses
 * of all add up, so those of more than the gap between bound and incumbent are out (the core of a knapsack, Balas and Zemel 1980).
 */
final class Core {
    /** Departures of one group that are listed; a group with more is not listed completely. */
    private static final int MOST_OF_A_GROUP = 2_000;

    private final List<Menu> menus = new ArrayList<>();
    private boolean complete = true;

    /** The departures of one group, by loss. */
    record Menu(List<Departure> departures) {
        double leastLoss() {
            return departures.get(0).loss();
        }
    }

    /**
     * A departure of one group from the relaxation's point.
     *
     * @param variables those that change
     * @param changes by how many units
     * @param weight change of the budget's activity
     * @param value change of the objective
     * @param loss against the relaxation, not negative
     */
    record Departure(int[] variables, double[] changes, double weight, double value, double loss) {}

    /** The departures that lose at most {@code gap}. */
    Core(KnapsackProgram knapsack, Relaxation relaxation, double gap) {
        double[] x = relaxation.point();
        for (Group group : knapsack.groups()) {
            if (group.variables().length == 1 && Math.abs(relaxation.reduced(group.variables()[0])) > gap) {
                continue;
            }
            List<Departure> departures = departures(knapsack, relaxation, group, x, gap);
            if (!departures.isEmpty()) {
                departures.sort((a, b) -> Double.compare(a.loss(), b.loss()));
                menus.add(new Menu(departures));
            }
        }
        menus.sort((a, b) -> Double.compare(a.leastLoss(), b.leastLoss()));
    }

    /** By least loss. */
    List<Menu> menus() {
        return menus;
    }

    /** Whether every departure of at most the gap is listed. */
    boolean isComplete() {
        return complete;
    }

    /** All vectors that unit steps and exchanges reach without losing more than the gap: every departure is made of such steps, none of which gains. */
    private List<Departure> departures(
            KnapsackProgram knapsack, Relaxation relaxation, Group group, double[] x, double gap) {
        int[] variables = group.variables();
        Map<List<Double>, Double> seen = new HashMap<>();
        List<double[]> queue = new ArrayList<>();
        double[] none = new double[variables.length];
        queue.add(none);
        seen.put(key(none), 0.0);
        double[] reduced =
                Arrays.stream(variables).mapToDouble(relaxation::reduced).toArray();
        List<Departure> departures = new ArrayList<>();
        for (int head = 0; head < queue.size(); head++) {
            double[] from = queue.get(head);
            for (int up = -1; up < variables.length; up++) {
                for (int down = -1; down < variables.length; down++) {
                    if (up == down || !allows(knapsack.problem(), group, x, from, up, down)) {
                        continue;
                    }
                    double[] to = from.clone();
                    if (up >= 0) {
                        to[up]++;
                    }
                    if (down >= 0) {
                        to[down]--;
                    }
                    double loss = 0;
                    for (int k = 0; k < to.length; k++) {
                        loss -= reduced[k] * to[k];
                    }
                    if (loss > gap || seen.putIfAbsent(key(to), loss) != null) {
                        continue;
                    }
                    if (queue.size() > MOST_OF_A_GROUP) {
                        complete = false;
                        return departures;
                    }
                    queue.add(to);
                    departures.add(departure(knapsack, variables, to, loss));
                }
            }
        }
        return departures;
    }

    private static List<Double> key(double[] vector) {
        return Arrays.stream(vector).boxed().toList();
    }

    private static boolean allows(Problem problem, Group group, double[] x, double[] from, int up, int down) {
        int[] variables = group.variables();
        if (up >= 0 && (from[up] < 0 || x[variables[up]] + from[up] >= problem.upper(variables[up]))) {
            return false;
        }
        if (down >= 0 && (from[down] > 0 || x[variables[down]] + from[down] <= problem.lower(variables[down]))) {
            return false;
        }
        double total = (up >= 0 ? 1 : 0) - (down >= 0 ? 1 : 0);
        for (int k = 0; k < variables.length; k++) {
            total += x[variables[k]] + from[k];
        }
        return total >= group.least() && total <= group.most();
    }

    private static Departure departure(KnapsackProgram knapsack, int[] variables, double[] to, double loss) {
        int changed = (int) Arrays.stream(to).filter(v -> v != 0).count();
        int[] which = new int[changed];
        double[] changes = new double[changed];
        double weight = 0;
        double value = 0;
        int at = 0;
        for (int k = 0; k < to.length; k++) {
            if (to[k] != 0) {
                which[at] = variables[k];
                changes[at++] = to[k];
                weight += knapsack.weight(variables[k]) * to[k];
                value += knapsack.program().cost(variables[k]) * to[k];
            }
        }
        return new Departure(which, changes, weight, value, Math.max(0, loss));
    }
}
