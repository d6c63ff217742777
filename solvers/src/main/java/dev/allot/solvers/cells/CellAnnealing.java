package dev.allot.solvers.cells;

import java.util.SplittableRandom;

/**
 * Simulated annealing from cell to cell of a tree ensemble. Targets are accepted or rejected by what they promise, then reached by many changes
 * at once, then judged again by what came of it. Temperatures are the caller's; what is hot and what is cold here depends on how much targets
 * change the objective.
 */
public final class CellAnnealing {
    private static final int SAMPLES = 400;
    /** Temperatures, in units of the mean change of the objective by targets that change it. */
    private static final double HOT = 0.03;

    private static final double COLD = 0.005;

    private final CellWalk walk;
    private final SplittableRandom random;
    private final double scale;

    /**
     * Annealing of a walk, which stays where it is.
     *
     * @param mostSamples targets that may be scored to find out how much they change the objective
     */
    public CellAnnealing(CellWalk walk, SplittableRandom random, long mostSamples) {
        this.walk = walk;
        this.random = random;
        scale = meanChange(walk, Math.min(SAMPLES, mostSamples));
    }

    /** Mean absolute change of the objective by random targets, among those that change it; 0 if none does. */
    private static double meanChange(CellWalk walk, long samples) {
        double sum = 0;
        int changed = 0;
        for (int k = 0; k < samples; k++) {
            if (walk.propose() && walk.pendingObjective() != walk.objective()) {
                sum += Math.abs(walk.pendingObjective() - walk.objective());
                changed++;
            }
        }
        return changed == 0 ? 0 : sum / changed;
    }

    /** A temperature to begin with; low, since starts are good. */
    public double hot() {
        return HOT * scale;
    }

    /** A temperature to end with. */
    public double cold() {
        return COLD * scale;
    }

    /** The temperature when a share of a geometric cooling from hot to cold is over. */
    public double temperature(double done) {
        return scale == 0 ? 0 : hot() * Math.pow(COLD / HOT, done);
    }

    /** Draws a target and goes there or stays. */
    public void step(double temperature) {
        // The worst change that is accepted: drawn before anything is scored, so that target and point are judged
        // alike.
        double worst = temperature * Math.log(random.nextDouble());
        if (walk.propose() && walk.pendingObjective() >= walk.objective() + worst && walk.attempt()) {
            if (walk.pendingObjective() >= walk.objective() + worst) {
                walk.accept();
            } else {
                walk.reject();
            }
        }
    }
}
