package dev.allot.solvers.quadratic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.testing.BruteForce;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LagrangeanBoundTest {
    private static Rows rows(Problem problem) {
        return new Rows(problem, SeparableForm.of(problem, (QuadraticSurrogate)
                problem.surrogate().orElseThrow()));
    }

    private static Problem draw(long seed) {
        return RandomProblems.small(Objective.QUADRATIC, 4, 0, 2, seed % 2 == 0)
                .draw(seed)
                .problem();
    }

    /** The form agrees with the surrogate at every feasible point, and the rows' ranges hold there. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void formIsTheSurrogate(long seed) {
        Problem problem = draw(seed);
        Rows rows = rows(problem);
        SeparableForm form = rows.form();
        BruteForce.forEach(problem, x -> {
            Solution point = Solution.of(problem, x);
            if (!point.isFeasible()) {
                return;
            }
            double[] t = rows.at(x);
            double value = form.constant() + problem.linearAt(x);
            for (int i = 0; i < problem.aggregateCount(); i++) {
                value += form.gradient(i) * (problem.aggregatesAt(x)[i] - form.centre(i));
            }
            for (int k = 0; k < form.size(); k++) {
                value += form.curvature(k) * t[k] * t[k];
            }
            assertThat(value).isCloseTo(point.objective(), within(form.error() + 1e-9));
            for (int r = 0; r < rows.size(); r++) {
                assertThat(t[r]).isBetween(rows.least(r), rows.greatest(r));
            }
        });
    }

    /** Any prices and shifts give a bound, also nonsensical ones, and none refutes what has a feasible point. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void holdsForAnyPrices(long seed) {
        Problem problem = draw(seed);
        double best = BruteForce.best(problem).orElseThrow().objective();
        Rows rows = rows(problem);
        LagrangeanBound bound = new LagrangeanBound(rows);
        Region whole = new Region(rows);
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 200; trial++) {
            double[] prices = random.doubles(rows.size(), -3, 3).toArray();
            whole.shift = new DiagonalShift(problem, trial % 3 == 0 ? 0 : random.nextDouble(0, 50));
            assertThat(bound.of(prices, whole)).isGreaterThanOrEqualTo(best);
            assertThat(bound.refutes(prices, whole)).isFalse();
        }
    }

    /** Tightening keeps every feasible point, and so does the bound of a region cut at an optimum. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void regionsAroundTheOptimumKeepIt(long seed) {
        Problem problem = draw(seed);
        Solution best = BruteForce.best(problem).orElseThrow();
        Rows rows = rows(problem);
        Region region = new Region(rows);
        double[] t = rows.at(best.values());
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = 0; k < rows.directions(); k++) {
            if (rows.isConvex(k)) {
                region.least[k] = Math.max(region.least[k], t[k] - random.nextDouble());
                region.greatest[k] = Math.min(region.greatest[k], t[k] + random.nextDouble());
                region.cut[k] = true;
            }
        }
        assertThat(new Tightening(rows).run(region)).isTrue();
        for (int j = 0; j < best.values().length; j++) {
            assertThat(best.values()[j]).isBetween(region.lower[j], region.upper[j]);
        }
        InteriorPoint relaxation = new InteriorPoint(rows, new LagrangeanBound(rows));
        relaxation.solve(region, Double.NEGATIVE_INFINITY, () -> false);
        assertThat(relaxation.isRefuted()).isFalse();
        assertThat(relaxation.least()).isGreaterThanOrEqualTo(best.objective());
    }

    /** A shift flattens convex directions: over binaries the bound falls well below that of their secants. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shiftsTightenTheRoot(long seed) {
        Problem problem = QuadraticProblems.indefinite(seed, 60, 12);
        Rows rows = rows(problem);
        Region region = new Region(rows);
        InteriorPoint relaxation = new InteriorPoint(rows, new LagrangeanBound(rows));
        relaxation.solve(region, Double.NEGATIVE_INFINITY, () -> false);
        double secants = relaxation.least();
        double best = secants;
        for (int k = 0; k < rows.directions(); k++) {
            region.shift = new DiagonalShift(problem, Math.max(0, rows.form().curvature(k)));
            relaxation.solve(region, Double.NEGATIVE_INFINITY, () -> false);
            best = Math.min(best, relaxation.least());
        }
        double found = new SpatialBranchAndBound()
                .solve(problem, SolveOptions.defaults().withEvaluationLimit(20))
                .objective();
        assertThat(best).isGreaterThanOrEqualTo(found);
        assertThat(best - found).isLessThan(0.8 * (secants - found));
    }

    /** Without integers and convex directions the relaxation is the problem: bound and point meet. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void meetsTheOptimumOfAConcaveProgram(long seed) {
        Problem problem = QuadraticProblems.concave(seed, 12, 3, false);
        Rows rows = rows(problem);
        InteriorPoint relaxation = new InteriorPoint(rows, new LagrangeanBound(rows));
        relaxation.solve(new Region(rows), Double.NEGATIVE_INFINITY, () -> false);
        Solution point = Solution.of(problem, relaxation.point());
        assertThat(relaxation.least())
                .isGreaterThanOrEqualTo(point.objective())
                .isCloseTo(point.objective(), within(1e-6 * Math.max(1, Math.abs(point.objective()))));
    }
}
