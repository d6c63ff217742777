package dev.allot.solvers.search;

import dev.allot.core.model.Problem;
import java.util.SplittableRandom;

/**
 * The neighbourhood that local optimality speaks of: every variable alone by a step up or down and as far as it can go, and exchanges of every
 * variable with partners. An exchange moves one variable by a step and lets the partner make up for a constraint that this violates or, if it
 * violates none, go a step the other way. Steps are 1 for integer variables and several fractions of the range for continuous ones.
 *
 * <p>All pairs are exchanged if there are at most {@code partners} other variables; otherwise each has that many partners, which a random
 * cyclic order fixes for the whole run.
 */
public final class Neighbourhood {
    private static final int VARIABLES_PER_LOOK = 16;
    private static final double[] FRACTIONS = {1, 0x1p-3, 0x1p-7, 0x1p-12};
    private static final double[] WHOLE = {1};

    private final Walk walk;
    private final Problem problem;
    private final int[] order;
    private final int partners;
    private int position;
    private boolean scanned;

    private enum Outcome {
        BETTER,
        NONE,
        STOPPED
    }

    /** The neighbourhood of a walk's points. */
    public Neighbourhood(Walk walk, int partners, SplittableRandom random) {
        this.walk = walk;
        problem = walk.constraints().problem();
        order = Shuffle.order(problem.variableCount(), random);
        this.partners = Math.min(partners, order.length - 1);
    }

    /**
     * Looks for a better neighbour and goes to the first that it finds, starting behind where the last search ended.
     *
     * @return whether one was found
     */
    public boolean improve() {
        scanned = false;
        for (int k = 0; k < order.length; k++) {
            int at = position;
            position = at + 1 == order.length ? 0 : at + 1;
            if (k % VARIABLES_PER_LOOK == 0 && walk.mustStop()) {
                return false;
            }
            Outcome outcome = improveAt(at);
            if (outcome != Outcome.NONE) {
                return outcome == Outcome.BETTER;
            }
        }
        scanned = true;
        return false;
    }

    /** Whether the last call of {@link #improve} looked at the whole neighbourhood and found nothing better. */
    public boolean isScanned() {
        return scanned;
    }

    private Outcome improveAt(int at) {
        int j = order[at];
        for (int direction = 1; direction >= -1; direction -= 2) {
            double reach = direction > 0
                    ? walk.activities().highest(j)
                    : walk.activities().lowest(j);
            Outcome outcome = alone(j, reach);
            double[] fractions = problem.isInteger(j) ? WHOLE : FRACTIONS;
            for (int f = 0; f < fractions.length && outcome == Outcome.NONE; f++) {
                double target = stepped(j, direction, fractions[f]);
                if (target != walk.value(j)) {
                    outcome = alone(j, target);
                    for (int s = 1; s <= partners && outcome == Outcome.NONE; s++) {
                        outcome = exchange(j, target, order[(at + s) % order.length], -direction * fractions[f]);
                    }
                }
            }
            if (outcome != Outcome.NONE) {
                return outcome;
            }
        }
        return Outcome.NONE;
    }

    private double stepped(int j, int direction, double fraction) {
        double step = problem.isInteger(j) ? 1 : fraction * (problem.upper(j) - problem.lower(j));
        return Math.min(problem.upper(j), Math.max(problem.lower(j), walk.value(j) + direction * step));
    }

    private Outcome alone(int j, double target) {
        MoveBuilder builder = walk.build();
        builder.change(j, target);
        return builder.move().size() == 1 && builder.fits() ? score() : Outcome.NONE;
    }

    private Outcome exchange(int j, double target, int partner, double counterStep) {
        MoveBuilder builder = walk.build();
        builder.change(j, target);
        if (builder.fits()) {
            int direction = counterStep > 0 ? 1 : -1;
            builder.change(partner, stepped(partner, direction, Math.abs(counterStep)));
        } else if (!builder.compensateWith(partner)) {
            return Outcome.NONE;
        }
        return builder.move().size() == 2 && builder.fits() ? score() : Outcome.NONE;
    }

    private Outcome score() {
        if (!walk.score()) {
            return Outcome.STOPPED;
        }
        if (walk.isBetter()) {
            walk.accept();
            return Outcome.BETTER;
        }
        walk.reject();
        return Outcome.NONE;
    }
}
