package dev.allot.core.surrogate;

import dev.allot.core.testing.RandomTrees;
import dev.allot.core.testing.SurrogateContract;
import java.util.Arrays;
import java.util.SplittableRandom;

class TreeEnsembleContractTest extends SurrogateContract {
    @Override
    protected Surrogate surrogate(SplittableRandom random) {
        double[] lower = new double[random.nextInt(1, 6)];
        double[] upper = new double[lower.length];
        Arrays.fill(lower, range().lower());
        Arrays.fill(upper, range().upper());
        return RandomTrees.ensemble(random, Box.of(lower, upper), random.nextInt(0, 30));
    }

    @Override
    protected double drift() {
        return 0;
    }

    @Override
    protected double predictorTolerance() {
        return 1e-5;
    }

    @Override
    protected double widthAtPoint() {
        return 0;
    }
}
