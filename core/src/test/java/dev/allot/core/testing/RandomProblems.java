package dev.allot.core.testing;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.solve.Capability;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.KernelSurrogate;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.SurrogateSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Seeded random problems of one shape: negative lower bounds, fixed variables, constraints of every kind, feasible by construction or
 * infeasible.
 *
 * @param objective the learned part of the objective; a linear objective is there in any case
 * @param integers number of integer variables
 * @param continuous number of continuous variables
 * @param width a variable ranges over at most this
 * @param constraints number of linear constraints
 * @param fractional whether coefficients of aggregates and constraints are fractional; otherwise they are integers, and continuous
 *     variables take part in no aggregate
 * @param feasible whether there is a feasible point; false needs a constraint
 */
public record RandomProblems(
        Objective objective,
        int integers,
        int continuous,
        int width,
        int constraints,
        boolean fractional,
        boolean feasible) {
    private static final int SMALL = 4;

    /** The learned part of the objective. */
    public enum Objective {
        /** None: a linear or integer program. */
        NONE,
        /** A {@link LinearSurrogate}. */
        LINEAR,
        /** A {@link QuadraticSurrogate}. */
        QUADRATIC,
        /** A tree ensemble. */
        TREES,
        /** A tree ensemble that no solver can look into. */
        BLACK_BOX,
        /** A {@link KernelSurrogate}. */
        KERNEL,
        /** A {@link LowerConfidenceBound}. */
        CONFIDENCE,
        /** A {@link SurrogateSum}: of trees and a linear function, whose problem is one of trees, or of more. */
        SUM
    }

    /**
     * One problem.
     *
     * @param name its shape and seed, for messages
     * @param problem the problem
     * @param witness a feasible point, if the problem was made feasible
     */
    public record Sample(String name, Problem problem, Optional<double[]> witness) {
        @Override
        public String toString() {
            return name;
        }
    }

    public RandomProblems {
        if (!feasible && constraints == 0) {
            throw new IllegalArgumentException("an infeasible problem needs a constraint");
        }
    }

    /** Feasible problems small enough for {@link BruteForce}. */
    public static RandomProblems small(
            Objective objective, int integers, int continuous, int constraints, boolean fractional) {
        return new RandomProblems(objective, integers, continuous, SMALL, constraints, fractional, true);
    }

    /** The same shape, but without a feasible point. */
    public RandomProblems infeasible() {
        return new RandomProblems(objective, integers, continuous, width, Math.max(1, constraints), fractional, false);
    }

    /**
     * Small problems of every kind that a solver of these capabilities supports: integer, continuous and mixed, with and without
     * constraints, infeasible, with all variables fixed, without variables.
     *
     * @param each number of problems of each kind
     */
    public static List<Sample> supported(Set<Capability> capabilities, int each) {
        List<RandomProblems> shapes = new ArrayList<>();
        for (Objective objective : Objective.values()) {
            for (boolean fractional : new boolean[] {false, true}) {
                for (int constraints : new int[] {0, 1, 2, 4}) {
                    shapes.add(small(objective, 4, 0, constraints, fractional));
                    shapes.add(small(objective, 3, 1, constraints, fractional));
                    shapes.add(small(objective, 0, 2, constraints, fractional));
                }
                shapes.add(small(objective, 3, 0, 2, fractional).infeasible());
                shapes.add(small(objective, 2, 1, 1, fractional).infeasible());
                shapes.add(small(objective, 0, 2, 3, fractional).infeasible());
                shapes.add(new RandomProblems(objective, 3, 0, 0, 1, fractional, true));
                shapes.add(new RandomProblems(objective, 1, 1, 0, 0, fractional, true));
                shapes.add(small(objective, 0, 0, 0, fractional));
            }
        }
        return shapes.stream()
                .flatMap(shape -> IntStream.rangeClosed(1, each).mapToObj(shape::draw))
                .filter(sample -> capabilities.containsAll(Capability.requiredBy(sample.problem())))
                .toList();
    }

    /** The problem of a seed. */
    public Sample draw(long seed) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name().hashCode());
        int n = integers + continuous;
        double[] lower = new double[n];
        double[] upper = new double[n];
        double[] witness = new double[n];
        for (int j = 0; j < n; j++) {
            boolean fixed = width == 0 || random.nextInt(8) == 0;
            if (j < integers) {
                lower[j] = random.nextInt(-3, 3);
                upper[j] = fixed ? lower[j] : lower[j] + random.nextInt(1, width + 1);
                witness[j] = lower[j] + random.nextInt((int) (upper[j] - lower[j]) + 1);
            } else {
                lower[j] = random.nextDouble(-3, 3);
                upper[j] = fixed ? lower[j] : lower[j] + random.nextDouble(0.5, width);
                witness[j] = fixed ? lower[j] : random.nextDouble(lower[j], upper[j]);
            }
        }
        ProblemBuilder builder = Problem.builder();
        Columns columns = new Columns(random, lower, upper);
        columns.addTo(builder);
        List<LinearConstraint> rows = new ArrayList<>();
        for (int i = 0; i < constraints; i++) {
            rows.add(constraint(random, "row " + i, witness));
        }
        if (!feasible) {
            contradict(random, rows, lower, upper);
        }
        rows.forEach(builder::constraint);
        Problem problem = builder.build();
        return new Sample(name() + ", seed " + seed, problem, feasible ? Optional.of(witness) : Optional.empty());
    }

    private String name() {
        return objective + ", " + integers + " integers, " + continuous + " continuous of width " + width + ", "
                + constraints + " constraints" + (fractional ? ", fractional" : "") + (feasible ? "" : ", infeasible");
    }

    private double coefficient(SplittableRandom random) {
        int tenths = random.nextInt(-30, 51);
        return fractional ? tenths / 10.0 : Math.rint(tenths / 10.0);
    }

    /** A constraint that the witness keeps: at most, at least, a range or an equality. */
    private LinearConstraint constraint(SplittableRandom random, String name, double[] witness) {
        int[] variables = IntStream.range(0, witness.length)
                .filter(j -> random.nextInt(4) > 0)
                .toArray();
        double[] coefficients = new double[variables.length];
        double activity = 0;
        for (int k = 0; k < variables.length; k++) {
            coefficients[k] = coefficient(random);
            activity += coefficients[k] * witness[variables[k]];
        }
        double below = random.nextInt(3) * random.nextInt(3);
        double above = random.nextInt(3) * random.nextInt(3);
        return switch (random.nextInt(5)) {
            case 0, 1 -> LinearConstraint.atMost(name, activity + above, variables, coefficients);
            case 2 -> LinearConstraint.atLeast(name, activity - below, variables, coefficients);
            case 3 -> new LinearConstraint(name, activity - below, activity + above, variables, coefficients);
            default -> new LinearConstraint(name, activity, activity, variables, coefficients);
        };
    }

    /** Replaces the last constraint, so that nothing is feasible: beyond what the bounds allow, of the wrong parity, or against another. */
    private void contradict(SplittableRandom random, List<LinearConstraint> rows, double[] lower, double[] upper) {
        int n = lower.length;
        int[] all = IntStream.range(0, n).toArray();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double most = Arrays.stream(upper).sum();
        int last = rows.size() - 1;
        int how = random.nextInt(3);
        if (how == 0 && continuous == 0) {
            double[] twos = new double[n];
            Arrays.fill(twos, 2);
            double odd = 2 * Arrays.stream(lower).sum() + 1;
            rows.set(last, new LinearConstraint("odd", odd, odd, all, twos));
        } else if (how == 1 && last > 0) {
            double limit = 0.5 * (Arrays.stream(lower).sum() + most);
            rows.set(last - 1, LinearConstraint.atMost("at most half", limit, all, ones));
            rows.set(last, LinearConstraint.atLeast("more than half", limit + 0.25, all, ones));
        } else {
            rows.set(last, LinearConstraint.atLeast("too much", most + 0.5, all, ones));
        }
    }

    /** The variables' bounds, their part in aggregates and objective, and a surrogate that fits. */
    private final class Columns {
        private final double[] lower;
        private final double[] upper;
        private final double[] linear;
        private final double[] offsets;
        /** By variable, then aggregate. */
        private final double[][] coefficients;

        private final Optional<Surrogate> surrogate;

        Columns(SplittableRandom random, double[] lower, double[] upper) {
            this.lower = lower;
            this.upper = upper;
            int aggregates = 1 + random.nextInt(4);
            linear = new double[lower.length];
            offsets = new double[aggregates];
            coefficients = new double[lower.length][aggregates];
            for (int i = 0; i < aggregates; i++) {
                offsets[i] = random.nextInt(3) == 0 ? coefficient(random) : 0;
            }
            for (int j = 0; j < lower.length; j++) {
                linear[j] = random.nextBoolean() ? 0 : random.nextInt(-20, 21) / 100.0;
                for (int i = 0; i < aggregates; i++) {
                    boolean takesPart = random.nextInt(3) > 0 && (fractional || j < integers);
                    coefficients[j][i] = takesPart ? coefficient(random) : 0;
                }
            }
            surrogate = surrogate(random, reach());
        }

        private Box reach() {
            double[] least = offsets.clone();
            double[] most = offsets.clone();
            for (int j = 0; j < lower.length; j++) {
                for (int i = 0; i < offsets.length; i++) {
                    double a = coefficients[j][i] * lower[j];
                    double b = coefficients[j][i] * upper[j];
                    least[i] += Math.min(a, b);
                    most[i] += Math.max(a, b);
                }
            }
            return Box.of(least, most);
        }

        private Optional<Surrogate> surrogate(SplittableRandom random, Box box) {
            int trees = lower.length > 10 ? 40 : 6;
            return switch (objective) {
                case NONE -> Optional.empty();
                case LINEAR -> Optional.of(linear(random, box.dimension()));
                case QUADRATIC -> Optional.of(quadratic(random, box.dimension()));
                case TREES -> Optional.of(RandomTrees.ensemble(random, box, trees));
                case BLACK_BOX -> Optional.of(new CountingSurrogate(RandomTrees.ensemble(random, box, trees)));
                case KERNEL -> Optional.of(kernel(random, box.dimension()));
                case CONFIDENCE -> Optional.of(confidence(random, box.dimension()));
                case SUM -> Optional.of(sum(random, box, trees));
            };
        }

        void addTo(ProblemBuilder builder) {
            builder.aggregates(
                    IntStream.range(0, offsets.length)
                            .mapToObj(i -> "aggregate " + i)
                            .toList(),
                    offsets);
            builder.constant(lower.length % 2 == 0 ? 0 : 0.3);
            surrogate.ifPresent(builder::surrogate);
            int[] rows = IntStream.range(0, offsets.length).toArray();
            for (int j = 0; j < lower.length; j++) {
                if (j < integers) {
                    builder.integer(lower[j], upper[j], linear[j], rows, coefficients[j]);
                } else {
                    builder.continuous(lower[j], upper[j], linear[j], rows, coefficients[j]);
                }
            }
        }
    }

    /** A linear surrogate with small decimal weights. */
    public static LinearSurrogate linear(SplittableRandom random, int dimension) {
        return new LinearSurrogate(
                random.nextInt(-10, 11) / 10.0,
                IntStream.range(0, dimension)
                        .mapToDouble(i -> random.nextInt(-10, 11) / 10.0)
                        .toArray());
    }

    /** A quadratic surrogate, in general neither concave nor convex. */
    public static QuadraticSurrogate quadratic(SplittableRandom random, int dimension) {
        double[] weights = new double[dimension];
        double[][] matrix = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            weights[i] = random.nextInt(-10, 11) / 10.0;
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = random.nextInt(-10, 11) / 20.0;
                matrix[j][i] = matrix[i][j];
            }
        }
        return new QuadraticSurrogate(0.2, weights, matrix);
    }

    /** A kernel surrogate of up to a dozen centres, with a power of 1 or below and some aggregates that do not matter. */
    public static KernelSurrogate kernel(SplittableRandom random, int dimension) {
        double[] powers = {1, 0.5, 1.0 / 3};
        double[] scales = new double[dimension];
        Arrays.setAll(scales, i -> random.nextInt(5) == 0 ? 0 : random.nextDouble(0.05, 0.8));
        double[][] centres = new double[random.nextInt(0, 13)][dimension];
        double[] weights = new double[centres.length];
        for (int c = 0; c < centres.length; c++) {
            Arrays.setAll(centres[c], i -> random.nextInt(-8, 17) / 2.0);
            weights[c] = random.nextInt(-10, 11) / 10.0;
        }
        return new KernelSurrogate(0.2, powers[random.nextInt(powers.length)], scales, centres, weights);
    }

    /** A sum of so many trees with thresholds around the box, a linear or quadratic function or none, and a kernel one or none; two parts at least. */
    public static Surrogate sum(SplittableRandom random, Box box, int trees) {
        List<Surrogate> parts = new ArrayList<>(List.of(RandomTrees.ensemble(random, box, trees)));
        int kinds = random.nextInt(5);
        if (kinds < 2) {
            parts.add(linear(random, box.dimension()));
        } else if (kinds < 4) {
            parts.add(quadratic(random, box.dimension()));
        }
        if (kinds % 2 == 1 || kinds == 4) {
            parts.add(kernel(random, box.dimension()));
        }
        return SurrogateSum.of(parts);
    }

    /** A lower confidence bound around a linear or quadratic mean, with up to as many independent uncertainties as aggregates, and one more. */
    public static LowerConfidenceBound confidence(SplittableRandom random, int dimension) {
        double[] kappas = {0, 0.5, 1, 2};
        double[] variances = {0, 0.01, 0.25};
        double[] centre = new double[dimension];
        Arrays.setAll(centre, i -> random.nextInt(-4, 9) / 2.0);
        double[][] factor = new double[random.nextInt(0, dimension + 2)][dimension];
        for (double[] row : factor) {
            Arrays.setAll(row, i -> random.nextInt(3) == 0 ? 0 : random.nextInt(-10, 11) / 20.0);
        }
        return new LowerConfidenceBound(
                random.nextBoolean() ? linear(random, dimension) : quadratic(random, dimension),
                kappas[random.nextInt(kappas.length)],
                variances[random.nextInt(variances.length)],
                centre,
                factor);
    }
}
