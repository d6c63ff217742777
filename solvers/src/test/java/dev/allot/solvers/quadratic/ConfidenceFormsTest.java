package dev.allot.solvers.quadratic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.RootBound;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.testing.BruteForce;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.solvers.Exhaustive;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceFormsTest {
    private static final double ROUNDING = 1e-9;

    private static Problem draw(long seed) {
        return RandomProblems.small(Objective.CONFIDENCE, 4, 0, 2, seed % 2 == 0)
                .draw(seed)
                .problem();
    }

    private static ConfidenceForms forms(Problem problem) {
        return new ConfidenceForms(
                problem, (LowerConfidenceBound) problem.surrogate().orElseThrow());
    }

    private static double value(SeparableForm form, Rows rows, double[] x) {
        Problem problem = rows.problem();
        double[] t = rows.at(x);
        double value = form.constant() + problem.linearAt(x);
        for (int i = 0; i < problem.aggregateCount(); i++) {
            value += form.gradient(i) * (problem.aggregatesAt(x)[i] - form.centre(i));
        }
        for (int k = 0; k < form.size(); k++) {
            value += form.curvature(k) * t[k] * t[k];
        }
        return value;
    }

    /** At every feasible point, for every scale and direction; where they belong to the point they touch. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void oneFormLiesBelowAndOneAbove(long seed) {
        Problem problem = draw(seed);
        ConfidenceForms forms = forms(problem);
        Rows rows = new Rows(problem, forms.base());
        SplittableRandom random = new SplittableRandom(seed);
        BruteForce.forEach(problem, x -> {
            Solution point = Solution.of(problem, x);
            double[] own = forms.parts(rows.at(x));
            double scale = random.nextDouble(0.01, 5);
            double[] parts = random.doubles(own.length, -3, 3).toArray();
            double tolerance = forms.base().error() + ROUNDING;
            assertThat(value(forms.below(scale), rows, x)).isLessThanOrEqualTo(point.objective() + tolerance);
            assertThat(value(forms.above(parts, scale), rows, x))
                    .isGreaterThanOrEqualTo(point.objective() - forms.base().error() - 1e-12);
            assertThat(value(forms.base(), rows, x)).isGreaterThanOrEqualTo(point.objective() - tolerance);
            double right = forms.scale(own);
            assertThat(value(forms.below(right), rows, x)).isCloseTo(point.objective(), within(1e-6));
            assertThat(value(forms.above(own, right), rows, x)).isCloseTo(point.objective(), within(1e-6));
            assertThat(value(forms.above(own, scale), rows, x) - point.objective())
                    .isCloseTo(forms.excess(own, scale), within(1e-6));
        });
    }

    /** The bounds of any direction and prices, also nonsensical ones, hold. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void boundsHoldForAnyDirectionAndPrices(long seed) {
        Problem problem = draw(seed);
        double best = BruteForce.best(problem).orElseThrow().objective();
        ConfidenceForms forms = forms(problem);
        Rows rows = new Rows(problem, forms.base());
        LagrangeanBound bound = new LagrangeanBound(rows);
        Region whole = new Region(rows);
        SplittableRandom random = new SplittableRandom(seed);
        int rank = forms.parts(rows.at(problem.lowerBounds())).length;
        for (int trial = 0; trial < 200; trial++) {
            whole.form = forms.above(random.doubles(rank, -3, 3).toArray(), random.nextDouble(0.01, 5));
            double[] prices = random.doubles(rows.size(), -3, 3).toArray();
            assertThat(bound.of(prices, whole)).isGreaterThanOrEqualTo(best);
        }
    }

    /** With a concave mean and without integers the relaxation is the problem: bound and point meet. */
    @ParameterizedTest
    @CsvSource({"1,false", "2,true", "3,false", "4,true", "5,true"})
    void meetsTheOptimumOfAConcaveProgram(long seed, boolean curved) {
        Problem problem = QuadraticProblems.confidence(seed, 12, 3, curved, false);
        ConfidenceForms forms = forms(problem);
        Rows rows = new Rows(problem, forms.base());
        Relaxation relaxation = new ConfidenceRelaxation(rows, forms, new LagrangeanBound(rows));
        relaxation.solve(new Region(rows), Double.NEGATIVE_INFINITY, () -> false);
        Solution point = Solution.of(problem, relaxation.point());
        assertThat(relaxation.least())
                .isGreaterThanOrEqualTo(point.objective())
                .isCloseTo(point.objective(), within(1e-7 * Math.max(1, Math.abs(point.objective()))));
    }

    @ParameterizedTest
    @CsvSource({"1,false", "2,true", "3,false", "4,true", "5,false", "6,true"})
    void provesWhatEnumerationFinds(long seed, boolean curved) {
        Problem problem = QuadraticProblems.confidence(seed, 16, 6, curved, true);
        SolveResult exact = new Exhaustive().solve(problem, SolveOptions.defaults());
        SolveResult result = new SpatialBranchAndBound().solve(problem, SolveOptions.defaults());
        assertThat(result.objective()).isEqualTo(exact.objective());
        assertThat(result.bound()).isCloseTo(exact.objective(), within(ROUNDING));
    }

    /** Bounds of far larger problems stay above whatever is found. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closesAllButAllOfTheBoxGapAtTheRoot(boolean curved) {
        Problem problem = QuadraticProblems.confidence(1, 1_000, 20, curved, true);
        SolveResult result = new SpatialBranchAndBound()
                .solve(problem, SolveOptions.defaults().withEvaluationLimit(2));
        double gap = result.bound() - result.objective();
        assertThat(gap).isGreaterThanOrEqualTo(0).isLessThan(1e-3 * (RootBound.of(problem) - result.objective()));
    }
}
