package dev.allot.predictor.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.SurrogateSum;
import dev.allot.predictor.BayesianConcave;
import dev.allot.predictor.BayesianLinear;
import dev.allot.predictor.CrossValidation;
import dev.allot.predictor.CrossValidationReport;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.PredictorFamily;
import dev.allot.predictor.RidgeLinear;
import dev.allot.predictor.RidgeQuadratic;
import dev.allot.predictor.Share;
import dev.allot.predictor.TrainingTable;
import dev.allot.predictor.gain.FeatureGain;
import dev.allot.predictor.gain.FeatureGains;
import dev.allot.predictor.xgboost.BoostedTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StackTest {
    private static final BoostedTrees TREES = new BoostedTrees(30, 2, 0.2, 2, 1, 0.7, 0.7);
    private static final Stack STACK = new Stack(List.of(new BayesianConcave(), TREES, new RidgeQuadratic()), 4);
    private static final TrainingTable TABLE = table(80);

    /** Partly linear, partly a step: neither base alone gets it right. */
    private static TrainingTable table(int rows) {
        SplittableRandom random = new SplittableRandom(1);
        double[][] x = new double[rows][];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = random.doubles(3, 0, 100).toArray();
            y[i] = 0.01 * x[i][0] + (x[i][1] < 50 ? 0 : 0.6) + 0.05 * random.nextGaussian();
        }
        return new TrainingTable(List.of("a", "b", "c"), x, y);
    }

    private static double squares(double[] predicted, TrainingTable table) {
        double sum = 0;
        for (int i = 0; i < predicted.length; i++) {
            sum += (predicted[i] - table.score(i)) * (predicted[i] - table.score(i));
        }
        return sum;
    }

    /** The same done by hand: folds of one seed, weights by trying all of a grid, bases trained on all rows. */
    @Test
    void isTheWeightedMeanOfItsBases() {
        Predictor stack = STACK.train(TABLE, 7);
        SplittableRandom random = new SplittableRandom(7);
        long folds = random.nextLong();
        long training = random.nextLong();
        List<double[]> outOfFold = new ArrayList<>();
        List<Predictor> bases = new ArrayList<>();
        for (PredictorFamily base : STACK.bases()) {
            outOfFold.add(CrossValidation.of(base, TABLE, 4, folds).outOfFold());
            bases.add(base.train(TABLE, training));
        }
        double least = Double.POSITIVE_INFINITY;
        double[] weights = new double[3];
        int steps = 200;
        for (int a = 0; a <= steps; a++) {
            for (int b = 0; a + b <= steps; b++) {
                double[] tried = {(double) a / steps, (double) b / steps, (double) (steps - a - b) / steps};
                double[] mean = new double[TABLE.size()];
                for (int k = 0; k < 3; k++) {
                    for (int i = 0; i < mean.length; i++) {
                        mean[i] += tried[k] * outOfFold.get(k)[i];
                    }
                }
                if (squares(mean, TABLE) < least) {
                    least = squares(mean, TABLE);
                    weights = tried;
                }
            }
        }
        assertThat(stack.shares())
                .extracting(Share::family)
                .containsExactly("bayesian-concave", "boosted-trees", "quadratic");
        for (int k = 0; k < 3; k++) {
            assertThat(stack.shares().get(k).share()).isCloseTo(weights[k], within(2.0 / steps));
        }
        for (int p = 0; p < 50; p++) {
            double[] z = random.doubles(3, -10, 110).toArray();
            double mean = 0;
            for (int k = 0; k < 3; k++) {
                mean += stack.shares().get(k).share() * bases.get(k).predict(z);
            }
            assertThat(stack.predict(z)).isCloseTo(mean, within(1e-5));
            assertThat(stack.surrogate().value(z)).isCloseTo(mean, within(1e-5));
        }
        assertThat(stack.family()).isEqualTo("stack");
        assertThat(stack.features()).isEqualTo(TABLE.features());
    }

    @Test
    void theSameSeedGivesTheSameStack() {
        double[] z = {20, 50, 50};
        assertThat(STACK.train(TABLE, 1).predict(z))
                .isEqualTo(STACK.train(TABLE, 1).predict(z))
                .isNotEqualTo(STACK.train(TABLE, 2).predict(z));
    }

    /** Validated from without, the inner folds included: what a row scored plays no part in what is predicted for it. */
    @Test
    void noRowsScoreReachesItsOwnPrediction() {
        CrossValidationReport report = CrossValidation.of(STACK, TABLE, 5, 3);
        for (int row : new int[] {0, 17, 79}) {
            double[] scores = TABLE.scores();
            scores[row] += 5;
            TrainingTable changed = new TrainingTable(TABLE.features(), TABLE.rows(), scores);
            double[] outOfFold = CrossValidation.of(STACK, changed, 5, 3).outOfFold();
            assertThat(outOfFold[row]).isEqualTo(report.outOfFold()[row]);
            assertThat(outOfFold).isNotEqualTo(report.outOfFold());
        }
    }

    @Test
    void errsLessThanEitherBaseWhereEachSeesHalf() {
        double stack = CrossValidation.of(STACK, TABLE, 5, 1).rmse();
        for (PredictorFamily base : STACK.bases()) {
            assertThat(stack).isLessThan(CrossValidation.of(base, TABLE, 5, 1).rmse());
        }
    }

    @Test
    void basesOfOneKindBecomeOneFunction() {
        Stack lines = new Stack(List.of(new RidgeLinear(), new BayesianLinear()), 5);
        assertThat(lines.train(TABLE, 1).surrogate()).isInstanceOf(LinearSurrogate.class);
        Stack curves = new Stack(List.of(new RidgeQuadratic(), new BayesianConcave()), 5);
        assertThat(curves.train(TABLE, 1).surrogate()).isInstanceOf(QuadraticSurrogate.class);
        Stack mixed = new Stack(List.of(TREES, new RidgeLinear()), 5);
        SurrogateSum sum = (SurrogateSum) mixed.train(TABLE, 1).surrogate();
        assertThat(sum.linear()).isPresent();
    }

    @Test
    void learnsFromVeryFewRows() {
        for (int rows = 1; rows < 6; rows++) {
            double[] predicted = {new Stack().train(table(rows), 1).predict(new double[] {50, 50, 50})};
            assertThat(predicted[0]).isBetween(-1.0, 3.0);
        }
        assertThat(STACK.train(table(1), 1).predict(new double[3])).isCloseTo(table(1).score(0), within(1e-6));
    }

    @Test
    void gainsAreThoseOfItsValues() {
        Stack lines = new Stack(List.of(new RidgeLinear(), new RidgeQuadratic()), 3);
        List<FeatureGain> gains = new FeatureGains(10, 4, 0.9).of(lines, TABLE, 1);
        assertThat(gains).hasSize(3);
        FeatureGain a =
                gains.stream().filter(g -> g.feature().equals("a")).findFirst().orElseThrow();
        assertThat(a.gain()).isCloseTo(0.1, within(0.03));
        assertThat(a.isOpen()).isFalse();
    }

    @Test
    void refusesWhatIsNoStack() {
        refused(() -> new Stack(List.of(), 5), "a stack needs a base");
        refused(() -> new Stack(List.of(TREES, new BoostedTrees()), 5), "no two of one id");
        refused(() -> new Stack(List.of(TREES), 1), "at least 2, not 1");
    }

    private static void refused(Runnable construction, String message) {
        assertThatIllegalArgumentException().isThrownBy(construction::run).withMessageContaining(message);
    }
}
