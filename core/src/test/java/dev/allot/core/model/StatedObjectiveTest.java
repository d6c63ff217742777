package dev.allot.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.solve.Capability;
import dev.allot.core.solve.RootBound;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.KernelSurrogate;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.SurrogateSum;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomTrees;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatedObjectiveTest {
    private static final Box BOX = Box.of(new double[] {-4, -4}, new double[] {30, 30});

    /** Twelve binaries of random columns, of which five may be 1. */
    private static Problem problem(Surrogate f, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ProblemBuilder builder = Problem.builder()
                .aggregates(List.of("a", "b"), new double[] {0.5, -1})
                .constant(0.25)
                .surrogate(f);
        for (int j = 0; j < 12; j++) {
            builder.integer(0, 1, random.nextInt(-3, 4) / 8.0, new int[] {0, 1}, new double[] {
                random.nextInt(0, 4), random.nextInt(-1, 4)
            });
        }
        int[] all = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        double[] ones = new double[all.length];
        Arrays.fill(ones, 1);
        return builder.constraint(LinearConstraint.atMost("five", 5, all, ones)).build();
    }

    @Test
    void theLinearPartOfASumIsStatedAsSuchAndTheObjectiveStaysWhatItWas() {
        SplittableRandom random = new SplittableRandom(1);
        Surrogate linear = RandomProblems.linear(random, 2);
        TreeEnsemble trees = RandomTrees.ensemble(random, BOX, 5);
        Surrogate sum = SurrogateSum.of(List.of(trees, linear));
        Problem stated = problem(sum, 1);
        Problem plain = problem(trees, 1);
        assertThat(stated.surrogate()).containsSame(trees);
        assertThat(Capability.requiredBy(stated)).contains(Capability.TREE_ENSEMBLE);
        for (int mask = 0; mask < 1 << 12; mask += 7) {
            double[] x = new double[12];
            for (int j = 0; j < 12; j++) {
                x[j] = mask >> j & 1;
            }
            double[] z = plain.aggregatesAt(x);
            assertThat(stated.aggregatesAt(x)).isEqualTo(z);
            assertThat(Solution.of(stated, x).objective()).isCloseTo(plain.linearAt(x) + sum.value(z), within(1e-12));
        }
    }

    @Test
    void itIsBoundedUnderTheConstraints() {
        SplittableRandom random = new SplittableRandom(2);
        KernelSurrogate kernel = RandomProblems.kernel(random, 2);
        Surrogate linear = RandomProblems.linear(random, 2);
        Surrogate sum = SurrogateSum.of(List.of(kernel, linear));
        Problem stated = problem(sum, 2);
        assertThat(stated.surrogate()).containsSame(kernel);
        // What a problem has that knows the sum only as a whole.
        Problem plain = problem(kernel, 2);
        double whole = RootBound.of(plain)
                - kernel.enclosure(RootBound.reachable(plain)).upper()
                + sum.enclosure(RootBound.reachable(plain)).upper();
        assertThat(RootBound.of(stated)).isLessThan(whole);
    }

    @Test
    void aQuadraticPartStays() {
        SplittableRandom random = new SplittableRandom(3);
        Surrogate sum =
                SurrogateSum.of(List.of(RandomTrees.ensemble(random, BOX, 5), RandomProblems.quadratic(random, 2)));
        Problem stated = problem(sum, 3);
        assertThat(stated.surrogate()).containsSame(sum);
        assertThat(Capability.requiredBy(stated)).contains(Capability.BLACK_BOX_OBJECTIVE);
    }
}
