package dev.allot.solvers.linear;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.linear.KnapsackProgram.Group;

/** One run on one knapsack: the best price, the point filled up, the core. */
final class KnapsackSearch {
    private static final int MOST_TANGENTS = 80;
    private static final int MOST_DOUBLINGS = 60;
    /** A price at which weight alone decides. */
    private static final double PROHIBITIVE = 0x1p600;

    private final KnapsackProgram knapsack;
    private final Problem problem;
    private final SolveSession session;
    /** The relaxations on both sides of the best price; the first keeps the budget's side that is paid for. */
    private Relaxation cheap;

    private Relaxation dear;

    KnapsackSearch(KnapsackProgram knapsack, SolveSession session) {
        this.knapsack = knapsack;
        this.session = session;
        problem = knapsack.problem();
        cheap = Relaxation.at(knapsack, 0);
        dear = cheap;
    }

    TerminationStatus run() {
        if (!groupsCanBeKept()) {
            return TerminationStatus.INFEASIBLE;
        }
        if (!session.tryEvaluate()) {
            return session.stopReason();
        }
        tighten(cheap);
        if (!knapsack.keeps(cheap.activity())) {
            if (!bracket()) {
                return session.shouldStop() ? session.stopReason() : TerminationStatus.INFEASIBLE;
            }
            if (!searchPrice()) {
                return session.stopReason();
            }
        }
        session.offer(filled(cheap, dear));
        Relaxation best = cheap.bound() <= dear.bound() ? cheap : dear;
        double gap = best.bound() - session.incumbentObjective() + best.rounding();
        boolean complete = new CoreProgram(knapsack, best, session).run(new Core(knapsack, best, gap));
        return complete
                ? conclude(best)
                : session.shouldStop() ? session.stopReason() : TerminationStatus.LOCALLY_OPTIMAL;
    }

    private TerminationStatus conclude(Relaxation best) {
        if (session.incumbent().isEmpty()) {
            return TerminationStatus.INFEASIBLE;
        }
        if (knapsack.program().step() > 0) {
            return TerminationStatus.OPTIMAL;
        }
        // Values and losses were compared in doubles.
        session.tightenBound(session.incumbentObjective() + 4 * best.rounding());
        return TerminationStatus.LOCALLY_OPTIMAL;
    }

    private boolean groupsCanBeKept() {
        for (Group group : knapsack.groups()) {
            double least = 0;
            double most = 0;
            for (int j : group.variables()) {
                least += problem.lower(j);
                most += problem.upper(j);
            }
            if (group.least() > group.most() || most < group.least() || least > group.most()) {
                return false;
            }
        }
        return true;
    }

    private void tighten(Relaxation relaxation) {
        double step = knapsack.program().step();
        double bound = relaxation.bound();
        double least = step > 0 ? Math.floor(bound / step) * step : bound;
        session.tightenBound(Math.max(least, session.incumbentObjective()));
    }

    /** Finds a price dear enough for the budget; false if none is, which proves that it cannot be kept, or if stopped. */
    private boolean bracket() {
        boolean below = knapsack.isBelow(cheap.activity());
        int sign = below ? -1 : 1;
        Relaxation free = cheap;
        double price = sign * firstPrice();
        for (int doubling = 0; doubling < MOST_DOUBLINGS; doubling++) {
            if (!session.tryEvaluate()) {
                return false;
            }
            cheap = Relaxation.at(knapsack, price);
            if (isPaid(cheap.activity(), below)) {
                dear = free;
                return true;
            }
            tighten(cheap);
            free = cheap;
            price *= 2;
        }
        cheap = Relaxation.at(knapsack, sign * PROHIBITIVE);
        dear = free;
        return isPaid(cheap.activity(), below);
    }

    /** Whether the budget's side that was violated is no longer. */
    private boolean isPaid(double activity, boolean below) {
        return knapsack.keeps(activity) || knapsack.isBelow(activity) != below;
    }

    private double firstPrice() {
        double most = 0;
        for (int j = 0; j < problem.variableCount(); j++) {
            if (knapsack.weight(j) != 0) {
                most = Math.max(most, Math.abs(knapsack.program().cost(j) / knapsack.weight(j)));
            }
        }
        return most == 0 ? 1 : most;
    }

    /** Narrows the prices to where the tangents on both sides meet; false if stopped. */
    private boolean searchPrice() {
        boolean below = cheap.price() < 0;
        double side = below ? knapsack.least() : knapsack.most();
        tighten(cheap);
        for (int step = 0; step < MOST_TANGENTS; step++) {
            double slopeCheap = side - cheap.activity();
            double slopeDear = side - dear.activity();
            double meet = (cheap.bound() - dear.bound() + slopeDear * dear.price() - slopeCheap * cheap.price())
                    / (slopeDear - slopeCheap);
            boolean inside =
                    meet > Math.min(cheap.price(), dear.price()) && meet < Math.max(cheap.price(), dear.price());
            if (!inside) {
                return true;
            }
            if (!session.tryEvaluate()) {
                return false;
            }
            Relaxation middle = Relaxation.at(knapsack, meet);
            tighten(middle);
            boolean same = middle.activity() == cheap.activity() || middle.activity() == dear.activity();
            if (isPaid(middle.activity(), below)) {
                cheap = middle;
            } else {
                dear = middle;
            }
            if (same) {
                return true;
            }
        }
        return true;
    }

    /** The point of one relaxation with as much of another as the budget allows, group by group. */
    private double[] filled(Relaxation from, Relaxation to) {
        double[] x = from.point();
        double[] target = to.point();
        double activity = from.activity();
        for (Group group : knapsack.groups()) {
            double change = 0;
            double units = 0;
            for (int j : group.variables()) {
                double step = target[j] - x[j];
                change += knapsack.weight(j) * step;
                units = Math.max(units, Math.abs(step));
            }
            if (units == 0) {
                continue;
            }
            if (knapsack.keeps(activity + change)) {
                activity += change;
                for (int j : group.variables()) {
                    x[j] = target[j];
                }
            } else if (group.variables().length == 1) {
                int j = group.variables()[0];
                double step = Math.signum(target[j] - x[j]);
                for (double k = 0; k < units && knapsack.keeps(activity + step * knapsack.weight(j)); k++) {
                    x[j] += step;
                    activity += step * knapsack.weight(j);
                }
            }
        }
        return x;
    }
}
