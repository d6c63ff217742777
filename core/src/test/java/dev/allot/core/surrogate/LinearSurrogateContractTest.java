package dev.allot.core.surrogate;

import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.SurrogateContract;
import java.util.SplittableRandom;

class LinearSurrogateContractTest extends SurrogateContract {
    @Override
    protected Surrogate surrogate(SplittableRandom random) {
        return RandomProblems.linear(random, random.nextInt(0, 6));
    }
}
