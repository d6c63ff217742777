package dev.allot.study.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.routing.Routing;
import dev.allot.core.routing.Source;
import dev.allot.study.Outcome;
import dev.allot.study.budget.BudgetFindings.Recommendation;
import dev.allot.study.budget.BudgetFindings.Rival;
import dev.allot.study.budget.BudgetFindings.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BudgetScoresTest {
    private static final List<Source> SOURCES = List.of(new Source("lm", 0), new Source("human", 1));
    private static final Routing ROUTING = Routing.allTo(SOURCES, 0, 4);

    private static Outcome outcome(
            String name, double share, double cost, OptionalDouble predicted, OptionalDouble realised) {
        return new Outcome(
                name, share, cost, predicted, predicted, Optional.empty(), Optional.empty(), realised, ROUTING);
    }

    private static Outcome single(String name, double share, double cost, double score) {
        return outcome(name, share, cost, OptionalDouble.empty(), OptionalDouble.of(score));
    }

    private static Outcome solved(String name, double share, double cost, double predicted, double score) {
        return outcome(name, share, cost, OptionalDouble.of(predicted), OptionalDouble.of(score));
    }

    /** Two replications whose scores are so much above and below each other's. */
    private static BudgetScores scores(double spread) {
        List<List<Outcome>> replications = new ArrayList<>();
        for (double away : new double[] {-spread / 2, spread / 2}) {
            replications.add(List.of(
                    single("all-lm", 0, 0, 0.60 + away),
                    single("all-human", 1, 100, 0.70 + away),
                    single("random-mix", 0.25, 25, 0.64 + away),
                    single("random-mix", 0.25, 25, 0.66 + away),
                    single("random-mix", 0.5, 50, 0.75 + away),
                    solved("best", 0.25, 20, 0.8, 0.68 + away),
                    solved("best", 0.5, 40, 0.85, 0.72 + 2 * away),
                    solved("other", 0.25, 25, 0.8, 0.70 + away)));
        }
        return new BudgetScores(replications, "best", "lm");
    }

    @Test
    void stepsStartFromTheDefaultSourceAndArePaired() {
        List<Step> steps = scores(0.02).steps();
        assertThat(steps).hasSize(2);
        Step first = steps.get(0);
        assertThat(first.from()).isZero();
        assertThat(first.cost()).isEqualTo(20);
        assertThat(first.predicted()).isNull();
        assertThat(first.realised()).isNotNull();
        assertThat(first.realised().mean()).isCloseTo(0.08, within(1e-12));
        assertThat(first.realised().halfWidth()).isCloseTo(0, within(1e-12));
        assertThat(first.perUnit()).isNotNull();
        assertThat(first.perUnit().mean()).isCloseTo(0.004, within(1e-12));
        Step second = steps.get(1);
        assertThat(second.predicted()).isNotNull();
        assertThat(second.predicted().mean()).isCloseTo(0.05, within(1e-12));
        assertThat(second.realised()).isNotNull();
        // Differences of 0.03 and 0.05; Student's t with one degree of freedom.
        assertThat(second.realised().halfWidth()).isCloseTo(12.706 * 0.01, within(1e-4));
    }

    @Test
    void theCheapestBudgetWithinTheToleranceIsRecommended() {
        BudgetScores scores = scores(0.02);
        assertRecommended(scores, OptionalDouble.of(0), "best", 0.5);
        assertRecommended(scores, OptionalDouble.of(0.05), "best", 0.25);
        assertRecommended(scores, OptionalDouble.of(0.2), "all-lm", 0);
        // The standard error of 0.70 and 0.74 is 0.02, of scores that are 0.16 apart 0.08.
        assertThat(scores.recommendation(OptionalDouble.empty(), 9))
                .map(Recommendation::within)
                .hasValueSatisfying(within -> assertThat(within).isCloseTo(0.02, within(1e-12)));
        assertRecommended(scores(0.08), OptionalDouble.empty(), "best", 0.25);
    }

    private static void assertRecommended(BudgetScores scores, OptionalDouble within, String name, double share) {
        Recommendation r = scores.recommendation(within, 0).orElseThrow();
        assertThat(r.strategy()).isEqualTo(name);
        assertThat(r.share()).isEqualTo(share);
        assertThat(r.best()).isEqualTo("best");
        assertThat(r.bestShare()).isEqualTo(0.5);
        assertThat(r.realised()).isTrue();
    }

    @Test
    void predictionsCountWhereNothingWasRealised() {
        List<Outcome> told = List.of(
                outcome("all-lm", 0, 0, OptionalDouble.empty(), OptionalDouble.empty()),
                outcome("best", 0.25, 20, OptionalDouble.of(0.8), OptionalDouble.empty()),
                outcome("best", 0.5, 40, OptionalDouble.of(0.805), OptionalDouble.empty()));
        BudgetScores scores = new BudgetScores(List.of(told), "best", "lm");
        Recommendation r = scores.recommendation(OptionalDouble.empty(), 0.01).orElseThrow();
        assertThat(r.realised()).isFalse();
        assertThat(r.share()).isEqualTo(0.25);
        assertThat(r.within()).isEqualTo(0.01);
        assertThat(scores.rivals(1)).isEmpty();
        assertThat(scores.steps()).allMatch(step -> step.realised() == null && step.perUnit() == null);
    }

    @Test
    void rivalsAreMetAtEqualCostAndAtEqualScore() {
        List<Rival> rivals = scores(0).rivals(1);
        assertThat(rivals).extracting(Rival::name).containsExactly("all-human", "random-mix", "random-mix", "other");
        Rival human = rivals.get(0);
        assertThat(human.gainShare()).isEqualTo(0.5);
        assertThat(human.gain()).isNotNull();
        assertThat(human.gain().mean()).isCloseTo(0.02, within(1e-12));
        // Half way from 0.68 for 20 to 0.72 for 40.
        assertThat(human.saving().cost()).isCloseTo(30, within(1e-9));
        assertThat(human.saving().saved()).isCloseTo(0.7, within(1e-9));
        assertThat(human.saving().low()).isCloseTo(0.7, within(1e-9));
        assertThat(human.saving().high()).isCloseTo(0.7, within(1e-9));
        assertThat(human.saving().reached()).isEqualTo(1);
        Rival random = rivals.get(1);
        assertThat(random.score().mean()).isCloseTo(0.65, within(1e-12));
        assertThat(random.gainShare()).isEqualTo(0.25);
        assertThat(random.gain()).isNotNull();
        assertThat(random.gain().mean()).isCloseTo(0.03, within(1e-12));
        assertThat(random.saving().saved()).isCloseTo(0.5, within(1e-9));
        Rival better = rivals.get(2);
        assertThat(better.saving().cost()).isNull();
        assertThat(better.saving().saved()).isNull();
        assertThat(better.saving().reached()).isZero();
    }

    @Test
    void theSavingsIntervalIsOpenWhereResamplesDoNotReachTheScore() {
        List<List<Outcome>> replications = new ArrayList<>();
        for (int r = 0; r < 10; r++) {
            replications.add(List.of(
                    single("all-lm", 0, 0, 0.6),
                    single("all-human", 1, 100, r < 4 ? 0.62 : 0.72),
                    solved("best", 0.5, 40, 0.8, 0.7)));
        }
        Rival human = new BudgetScores(replications, "best", "lm").rivals(1).get(0);
        assertThat(human.saving().saved()).isCloseTo(0.68, within(1e-9));
        assertThat(human.saving().reached()).isBetween(0.8, 0.999);
        assertThat(human.saving().low()).isNull();
        assertThat(human.saving().high()).isGreaterThan(0.68);
    }
}
