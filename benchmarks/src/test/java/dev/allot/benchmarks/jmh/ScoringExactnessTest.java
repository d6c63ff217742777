package dev.allot.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.score.ScoreState;
import dev.allot.core.surrogate.SurrogateState;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The incremental score is the native predictor's, bit for bit, and does not drift. */
class ScoringExactnessTest {
    private static final int FLIPS = 10_000;
    /** {@code -Dallot.walk=100000000} for the long one. */
    private static final long WALK = Long.getLong("allot.walk", 3_000_000);

    @ParameterizedTest
    @CsvSource({"300,6,3000", "200,3,100"})
    void everyFlipEqualsNativeXGBoost(int trees, int depth, int range) throws XGBoostError {
        ScoringCase scoring = new ScoringCase(trees, depth, range, 11);
        SplittableRandom random = new SplittableRandom(12);
        double[] values = scoring.randomPoint(random);
        ScoreState state = ScoreState.at(scoring.problem, values);
        Booster booster = scoring.booster();
        try {
            SurrogateState aggregates = scoring.trees.stateAt(scoring.problem.aggregatesAt(values));
            float[] row = new float[ScoringCase.FEATURES];
            for (int flip = 0; flip < FLIPS; flip++) {
                int j = random.nextInt(values.length);
                double value = 1 - state.valueOf(j);
                double peeked = state.peek(j, value);
                state.set(j, value);
                aggregates.add(scoring.problem.aggregates(), j, 2 * value - 1);
                for (int f = 0; f < row.length; f++) {
                    row[f] = (float) aggregates.aggregate(f);
                }
                float expected = booster.inplace_predict(row, 1, row.length, Float.NaN)[0][0];
                assertThat((float) state.predictorValue()).isEqualTo(expected);
                assertThat((float) aggregates.predictorValue()).isEqualTo(expected);
                assertThat(state.objective()).isEqualTo(peeked).isEqualTo(aggregates.value());
            }
        } finally {
            booster.dispose();
        }
    }

    @Test
    void aLongWalkOfFlipsAndUndosDoesNotDrift() {
        ScoringCase scoring = new ScoringCase(300, 6, 100, 13);
        SplittableRandom random = new SplittableRandom(14);
        ScoreState state = ScoreState.at(scoring.problem, scoring.randomPoint(random));
        int n = scoring.problem.variableCount();
        for (long step = 0; step < WALK; step++) {
            int j = random.nextInt(n);
            if ((step & 1) == 0) {
                state.set(j, 1 - state.valueOf(j));
            } else {
                int mark = state.mark();
                state.set(j, 1 - state.valueOf(j));
                int k = random.nextInt(n);
                state.set(k, 1 - state.valueOf(k));
                state.rollback(mark);
            }
        }
        assertThat(state.objective()).isEqualTo(state.snapshot().objective());
        assertThat(state.predictorValue()).isEqualTo(state.snapshot().predictorValue());
    }
}
