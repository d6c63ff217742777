package dev.allot.core.surrogate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * f(z) = the sum of several surrogates of the same aggregates, such as what a stack of predictors comes to. Of the parts no two could be one:
 * {@link #of} adds up linear and quadratic functions to one polynomial, and the trees of all ensembles to one ensemble.
 *
 * <p>Every cost is the sum of the parts'. So is the enclosure, which is as wide as parts that are at their best in different places make it.
 * {@link #predictorValue} adds up what the parts give in arithmetics of their own.
 */
public final class SurrogateSum implements Surrogate {
    private final Surrogate[] parts;

    private SurrogateSum(List<Surrogate> parts) {
        this.parts = parts.toArray(Surrogate[]::new);
    }

    /**
     * The sum of some surrogates: of the simplest kind that it can be of, a sum only if need be. Sums among them are taken apart.
     *
     * @param summands at least one, of the same dimension
     * @throws IllegalArgumentException if there is none, or dimensions differ
     */
    public static Surrogate of(List<Surrogate> summands) {
        if (summands.isEmpty()) {
            throw new IllegalArgumentException("a sum needs a part");
        }
        List<Surrogate> polynomials = new ArrayList<>();
        List<TreeEnsemble> ensembles = new ArrayList<>();
        List<Surrogate> others = new ArrayList<>();
        for (Surrogate summand : summands) {
            if (summand.dimension() != summands.get(0).dimension()) {
                throw new IllegalArgumentException("parts of a sum take the same aggregates, not "
                        + summands.get(0).dimension() + " and " + summand.dimension());
            }
            for (Surrogate part : summand instanceof SurrogateSum sum ? sum.parts() : List.of(summand)) {
                if (part instanceof LinearSurrogate || part instanceof QuadraticSurrogate) {
                    polynomials.add(part);
                } else if (part instanceof TreeEnsemble trees) {
                    ensembles.add(trees);
                } else {
                    others.add(part);
                }
            }
        }
        List<Surrogate> parts = new ArrayList<>();
        polynomials.stream().reduce(SurrogateSum::polynomial).ifPresent(parts::add);
        ensembles.stream().reduce(SurrogateSum::trees).ifPresent(parts::add);
        parts.addAll(others);
        return parts.size() == 1 ? parts.get(0) : new SurrogateSum(parts);
    }

    private static Surrogate polynomial(Surrogate a, Surrogate b) {
        if (a instanceof LinearSurrogate one && b instanceof LinearSurrogate other) {
            double[] weights = new double[a.dimension()];
            Arrays.setAll(weights, i -> one.weight(i) + other.weight(i));
            return new LinearSurrogate(one.intercept() + other.intercept(), weights);
        }
        QuadraticSurrogate one = QuadraticSurrogate.of(a);
        QuadraticSurrogate other = QuadraticSurrogate.of(b);
        double[] weights = new double[a.dimension()];
        double[][] matrix = new double[weights.length][weights.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = one.weight(i) + other.weight(i);
            for (int j = 0; j < weights.length; j++) {
                matrix[i][j] = one.coefficient(i, j) + other.coefficient(i, j);
            }
        }
        return new QuadraticSurrogate(one.intercept() + other.intercept(), weights, matrix);
    }

    private static TreeEnsemble trees(TreeEnsemble a, TreeEnsemble b) {
        List<RegressionTree> trees = new ArrayList<>();
        for (TreeEnsemble ensemble : List.of(a, b)) {
            for (int t = 0; t < ensemble.treeCount(); t++) {
                trees.add(RegressionTree.of(ensemble, t));
            }
        }
        return TreeEnsemble.of(a.dimension(), a.base() + b.base(), trees);
    }

    /** The parts, at least two: first the polynomial and then the trees, if there are such. */
    public List<Surrogate> parts() {
        return List.of(parts);
    }

    /** The linear part, if there is one. A quadratic part takes linear terms in. */
    public Optional<LinearSurrogate> linear() {
        return parts[0] instanceof LinearSurrogate linear ? Optional.of(linear) : Optional.empty();
    }

    /** All but the linear part: the sum itself if there is none. */
    public Surrogate withoutLinear() {
        return linear().isPresent() ? of(parts().subList(1, parts.length)) : this;
    }

    @Override
    public int dimension() {
        return parts[0].dimension();
    }

    @Override
    public double value(double[] aggregates) {
        double sum = 0;
        for (Surrogate part : parts) {
            sum += part.value(aggregates);
        }
        return sum;
    }

    @Override
    public double predictorValue(double[] aggregates) {
        double sum = 0;
        for (Surrogate part : parts) {
            sum += part.predictorValue(aggregates);
        }
        return sum;
    }

    @Override
    public Interval enclosure(Box box) {
        EnclosureSum sum = new EnclosureSum(0);
        for (Surrogate part : parts) {
            Interval range = part.enclosure(box);
            sum.add(range.lower(), range.upper());
        }
        return sum.interval();
    }

    @Override
    public SurrogateState stateAt(double[] aggregates) {
        SurrogateState[] states = new SurrogateState[parts.length];
        Arrays.setAll(states, k -> parts[k].stateAt(aggregates));
        return new SumState(states);
    }

    @Override
    public SurrogateState stateAtIntegers(double[] aggregates) {
        SurrogateState[] states = new SurrogateState[parts.length];
        Arrays.setAll(states, k -> parts[k].stateAtIntegers(aggregates));
        return new SumState(states);
    }
}
