package dev.allot.solvers.quadratic;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.Surrogate;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Seeded quadratic problems of the shape of routing: counts of tags under a budget. */
final class QuadraticProblems {
    private QuadraticProblems() {}

    /** A negative definite form. */
    static Problem concave(long seed, int variables, int tags, boolean integer) {
        return of(seed, variables, tags, integer, -1);
    }

    /** A form with curvatures of either sign. */
    static Problem indefinite(long seed, int variables, int tags) {
        return of(seed, variables, tags, true, 1);
    }

    /** A mean less a multiple of the deviation around it, as uncertain as some dozens of scores leave it. */
    static Problem confidence(long seed, int variables, int tags, boolean curved, boolean integer) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] weights = random.doubles(tags, -0.3, 0.5).toArray();
        double[][] matrix = new double[tags][tags];
        for (double[] row : matrix) {
            Arrays.fill(row, -0.2 / (variables * tags));
        }
        Surrogate mean = curved ? new QuadraticSurrogate(0.7, weights, matrix) : new LinearSurrogate(0.7, weights);
        double[][] factor = new double[tags][];
        for (int r = 0; r < tags; r++) {
            factor[r] = random.doubles(tags, -0.4, 0.4).toArray();
        }
        double[] centre = random.doubles(tags, 0.1 * variables, 0.2 * variables).toArray();
        return of(random, variables, tags, integer, new LowerConfidenceBound(mean, 1.5, 0.3, centre, factor));
    }

    private static Problem of(long seed, int variables, int tags, boolean integer, int firstSign) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] matrix = new double[tags][tags];
        for (int k = 0; k < tags; k++) {
            double[] v = random.doubles(tags, -1, 1).toArray();
            double curvature = (k % 2 == 0 ? firstSign : -1) * random.nextDouble(0.1, 1) / variables;
            for (int i = 0; i < tags; i++) {
                for (int j = 0; j < tags; j++) {
                    matrix[i][j] += curvature * (v[i] * v[j]);
                }
            }
        }
        return of(
                random,
                variables,
                tags,
                integer,
                new QuadraticSurrogate(0.7, random.doubles(tags, -0.3, 0.5).toArray(), matrix));
    }

    private static Problem of(SplittableRandom random, int variables, int tags, boolean integer, Surrogate surrogate) {
        ProblemBuilder builder = Problem.builder()
                .aggregates(IntStream.range(0, tags).mapToObj(i -> "tag " + i).toList())
                .surrogate(surrogate);
        double[] costs = new double[variables];
        for (int j = 0; j < variables; j++) {
            int[] rows =
                    IntStream.range(0, tags).filter(i -> random.nextInt(3) == 0).toArray();
            double[] ones = new double[rows.length];
            Arrays.fill(ones, 1);
            if (integer) {
                builder.integer(0, 1, 0, rows, ones);
            } else {
                builder.continuous(0, 1, 0, rows, ones);
            }
            costs[j] = random.nextInt(1, 10);
        }
        return builder.constraint(LinearConstraint.atMost(
                        "budget",
                        Math.floor(0.4 * Arrays.stream(costs).sum()),
                        IntStream.range(0, variables).toArray(),
                        costs))
                .build();
    }
}
