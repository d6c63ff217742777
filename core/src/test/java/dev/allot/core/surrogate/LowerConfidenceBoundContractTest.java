package dev.allot.core.surrogate;

import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.SurrogateContract;
import java.util.SplittableRandom;

class LowerConfidenceBoundContractTest extends SurrogateContract {
    @Override
    protected Surrogate surrogate(SplittableRandom random) {
        return RandomProblems.confidence(random, random.nextInt(0, 6));
    }

    /** Where nothing is uncertain, the root of a rounding error is what the running value may be off by. */
    @Override
    protected double drift() {
        return 1e-6;
    }
}
