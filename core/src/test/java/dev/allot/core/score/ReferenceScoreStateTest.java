package dev.allot.core.score;

import dev.allot.core.model.Problem;
import dev.allot.core.testing.ScoreStateContract;

class ReferenceScoreStateTest extends ScoreStateContract {
    @Override
    protected ScoreState stateAt(Problem problem, double[] values) {
        return new ReferenceScoreState(problem, values);
    }
}
