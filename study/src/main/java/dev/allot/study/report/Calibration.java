package dev.allot.study.report;

import dev.allot.study.StudySummary;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How often realised scores fall within the intervals predicted for them, by the probability that these are said to have. Intervals of other
 * probabilities than 90 % are the same ones, narrower or wider by the quantiles of a normal distribution.
 *
 * @param said the probability
 * @param held share of the realised scores within
 */
record Calibration(double said, double held) {
    private static final double GIVEN = 0.9;
    private static final int STEPS = 20;

    /** From 5 to 95 %; empty if there are no intervals. */
    static List<Calibration> of(StudySummary summary) {
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double given = normal.inverseCumulativeProbability(0.5 + GIVEN / 2);
        List<StudySummary.Point> points = summary.outcomes().stream()
                .filter(p -> Double.isFinite(p.low()) && Double.isFinite(p.high()) && Double.isFinite(p.realised()))
                .toList();
        List<Calibration> calibration = new ArrayList<>();
        for (int i = 1; i < STEPS && !points.isEmpty(); i++) {
            double said = (double) i / STEPS;
            double scale = normal.inverseCumulativeProbability(0.5 + said / 2) / given;
            long held = points.stream().filter(p -> holds(p, scale)).count();
            calibration.add(new Calibration(said, (double) held / points.size()));
        }
        return calibration;
    }

    private static boolean holds(StudySummary.Point p, double scale) {
        double centre = (p.low() + p.high()) / 2;
        return Math.abs(p.realised() - centre) <= scale * (p.high() - p.low()) / 2;
    }
}
