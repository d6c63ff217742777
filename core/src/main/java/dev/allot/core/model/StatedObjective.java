package dev.allot.core.model;

import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.SurrogateSum;
import java.util.Optional;

/**
 * An objective with as little learned as can be: where the surrogate is a sum with a linear part, {@code w . (A x + b)} is counted among the
 * linear objective. Solvers that look into the rest, such as trees, then know it for what it is, and bound the linear part under the
 * constraints, together with the costs.
 *
 * @param constant of the linear objective
 * @param linear a coefficient for each variable
 * @param surrogate what is left of the learned part
 */
record StatedObjective(double constant, double[] linear, Optional<Surrogate> surrogate) {
    /** Of what is given, over these aggregates; O(entries of the matrix). */
    static StatedObjective of(
            double constant,
            double[] linear,
            Optional<Surrogate> surrogate,
            SparseMatrix aggregates,
            double[] offsets) {
        if (surrogate.isEmpty()
                || !(surrogate.get() instanceof SurrogateSum sum)
                || sum.linear().isEmpty()) {
            return new StatedObjective(constant, linear, surrogate);
        }
        LinearSurrogate part = sum.linear().get();
        double[] all = linear.clone();
        for (int j = 0; j < all.length; j++) {
            for (int p = aggregates.start(j); p < aggregates.start(j + 1); p++) {
                all[j] += part.weight(aggregates.row(p)) * aggregates.value(p);
            }
        }
        return new StatedObjective(constant + part.value(offsets), all, Optional.of(sum.withoutLinear()));
    }
}
