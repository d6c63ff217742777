package dev.allot.core.surrogate;

import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.SurrogateContract;
import java.util.SplittableRandom;

class KernelSurrogateContractTest extends SurrogateContract {
    @Override
    protected Surrogate surrogate(SplittableRandom random) {
        return RandomProblems.kernel(random, random.nextInt(0, 6));
    }
}
