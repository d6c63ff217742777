package dev.allot.solvers.linear;

import dev.allot.core.solve.SolveSession;
import dev.allot.solvers.linear.Core.Departure;
import dev.allot.solvers.linear.Core.Menu;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Dynamic programming over a core, menu by menu in the order of least loss, on undominated pairs of weight and value (Pisinger 1995, 1997).
 * States that lose more than the gap are dropped; as the incumbent improves, so are more.
 */
final class CoreProgram {
    private static final int MOST_STATES = 200_000;
    private static final long MOST_STATES_IN_ALL = 8_000_000;

    private final KnapsackProgram knapsack;
    private final Relaxation relaxation;
    private final SolveSession session;
    /** Less weight is never worse: the budget has no lower side. */
    private final boolean oneSided;

    private final List<Menu> menus = new ArrayList<>();
    private final List<States> stages = new ArrayList<>();

    /** States of a stage: change of weight and of value and loss so far, whence they come and by which departure, -1 for none. */
    private record States(double[] weight, double[] value, double[] loss, int[] parent, int[] departure, int size) {}

    CoreProgram(KnapsackProgram knapsack, Relaxation relaxation, SolveSession session) {
        this.knapsack = knapsack;
        this.relaxation = relaxation;
        this.session = session;
        oneSided = knapsack.least() == Double.NEGATIVE_INFINITY;
    }

    /** Runs through the core; false if it was cut short, so that better points may have been missed. */
    boolean run(Core core) {
        States states = new States(new double[1], new double[1], new double[1], new int[] {-1}, new int[] {-1}, 1);
        stages.add(states);
        long total = 1;
        boolean complete = core.isComplete();
        for (Menu menu : core.menus()) {
            if (menu.leastLoss() > gap()) {
                return complete;
            }
            if (!session.tryEvaluate()) {
                return false;
            }
            menus.add(menu);
            states = extend(states, menu);
            total += states.size;
            if (states.size > MOST_STATES || total > MOST_STATES_IN_ALL) {
                return false;
            }
            stages.add(states);
            offerBest(states);
        }
        return complete;
    }

    private double gap() {
        return relaxation.bound() - session.incumbentObjective() + relaxation.rounding();
    }

    private States extend(States old, Menu menu) {
        double gap = gap();
        int capacity = old.size * (menu.departures().size() + 1);
        double[] weight = new double[capacity];
        double[] value = new double[capacity];
        double[] loss = new double[capacity];
        int[] parent = new int[capacity];
        int[] departure = new int[capacity];
        int size = 0;
        for (int d = -1; d < menu.departures().size(); d++) {
            Departure by = d < 0 ? null : menu.departures().get(d);
            for (int s = 0; s < old.size; s++) {
                double lost = old.loss[s] + (by == null ? 0 : by.loss());
                if (lost <= gap) {
                    weight[size] = old.weight[s] + (by == null ? 0 : by.weight());
                    value[size] = old.value[s] + (by == null ? 0 : by.value());
                    loss[size] = lost;
                    parent[size] = s;
                    departure[size++] = d;
                }
            }
        }
        return undominated(new States(weight, value, loss, parent, departure, size));
    }

    private States undominated(States all) {
        Integer[] order = new Integer[all.size];
        Arrays.setAll(order, s -> s);
        Arrays.sort(
                order,
                Comparator.comparingDouble((Integer s) -> all.weight[s])
                        .thenComparingDouble(s -> -all.value[s])
                        .thenComparingInt(s -> s));
        double[] weight = new double[all.size];
        double[] value = new double[all.size];
        double[] loss = new double[all.size];
        int[] parent = new int[all.size];
        int[] departure = new int[all.size];
        int size = 0;
        for (int s : order) {
            boolean dominated =
                    size > 0 && (oneSided ? all.value[s] <= value[size - 1] : all.weight[s] == weight[size - 1]);
            if (!dominated) {
                weight[size] = all.weight[s];
                value[size] = all.value[s];
                loss[size] = all.loss[s];
                parent[size] = all.parent[s];
                departure[size++] = all.departure[s];
            }
        }
        return new States(
                Arrays.copyOf(weight, size),
                Arrays.copyOf(value, size),
                Arrays.copyOf(loss, size),
                Arrays.copyOf(parent, size),
                Arrays.copyOf(departure, size),
                size);
    }

    private void offerBest(States states) {
        int best = -1;
        for (int s = 0; s < states.size; s++) {
            if ((best < 0 || states.value[s] > states.value[best])
                    && knapsack.keeps(relaxation.activity() + states.weight[s])) {
                best = s;
            }
        }
        if (best >= 0 && relaxation.value() + states.value[best] > session.incumbentObjective()) {
            session.offer(point(best));
        }
    }

    /** The point of a state of the last stage. */
    private double[] point(int state) {
        double[] x = relaxation.point();
        int s = state;
        for (int stage = stages.size() - 1; stage > 0; stage--) {
            States states = stages.get(stage);
            if (states.departure[s] >= 0) {
                Departure departure = menus.get(stage - 1).departures().get(states.departure[s]);
                for (int k = 0; k < departure.variables().length; k++) {
                    x[departure.variables()[k]] += departure.changes()[k];
                }
            }
            s = states.parent[s];
        }
        return x;
    }
}
