package dev.allot.core.surrogate;

import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.SurrogateContract;
import java.util.Arrays;
import java.util.SplittableRandom;

class SurrogateSumContractTest extends SurrogateContract {
    @Override
    protected Surrogate surrogate(SplittableRandom random) {
        int dimension = random.nextInt(0, 6);
        double[] lower = new double[dimension];
        double[] upper = new double[dimension];
        Arrays.fill(lower, -4);
        Arrays.fill(upper, 8);
        return RandomProblems.sum(random, Box.of(lower, upper), 6);
    }

    /** Trees predict in single precision. */
    @Override
    protected double predictorTolerance() {
        return 1e-5;
    }
}
