package dev.allot.study.report;

import static dev.allot.study.report.MadeUpStudies.baseline;
import static dev.allot.study.report.MadeUpStudies.chosen;
import static dev.allot.study.report.MadeUpStudies.estimate;
import static dev.allot.study.report.MadeUpStudies.single;
import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.study.Estimate;
import dev.allot.study.ReplicatedNoise;
import dev.allot.study.StudySummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    private static String finding(StudySummary.Strategy... rows) {
        return String.join(" ", Findings.of(MadeUpStudies.of(rows)));
    }

    @Test
    void aWinIsSaidWithItsInterval() {
        Locale.setDefault(Locale.GERMANY);
        String finding = finding(
                chosen(0.25, estimate(0.70, 0.01), estimate(0.001, 0.004)),
                chosen(0.5, estimate(0.74, 0.01), estimate(0.02, 0.005)),
                baseline("all-human", 1, 1000, estimate(0.72, 0.01)));
        assertThat(finding)
                .contains("Of its budgets portfolio did best at 50\u00a0%")
                .contains("scored 0.7400 (95\u00a0% interval 0.7300 to 0.7500) on held-out pairs, at a cost of 500")
                .contains("The gain over random mixes of the same budget is +0.0200")
                .contains("+0.0150 to +0.0250); the interval excludes 0")
                .contains("undecided at 25\u00a0% (+0.0010)")
                .contains("No single source did as well; the best of them, all-human, scored 0.7200")
                .contains("(the intervals overlap)");
    }

    @Test
    void aLossIsSaid() {
        assertThat(finding(chosen(0.5, estimate(0.70, 0.01), estimate(-0.02, 0.005))))
                .contains("Random mixes of the same budget do better")
                .contains("\u22120.0200 (95\u00a0% interval \u22120.0250 to \u22120.0150)")
                .contains("the interval excludes 0");
    }

    @Test
    void whatIsUndecidedIsNotAWin() {
        assertThat(finding(chosen(0.5, estimate(0.70, 0.01), estimate(0.003, 0.005))))
                .contains("the interval includes 0, so random mixes may do as well")
                .doesNotContain("excludes");
        assertThat(finding(chosen(0.5, estimate(0.70, 0.01), estimate(-0.003, 0.005))))
                .contains("random mixes did as well or better on average");
    }

    @Test
    void anIntervalThatTouchesZeroIncludesIt() {
        assertThat(finding(chosen(0.5, estimate(0.70, 0.01), new Estimate(0.1, 0, 0.2, 10))))
                .contains("includes 0");
    }

    @Test
    void aSingleReplicationHasNoInterval() {
        assertThat(finding(chosen(0.5, single(0.7), single(0.02))))
                .contains(
                        "That is 0.0200 above random mixes of the same budget; from a single replication there is no interval")
                .doesNotContain("95");
        assertThat(finding(chosen(0.5, single(0.7), single(-0.02))))
                .contains("0.0200 below random mixes")
                .contains("as well or better");
        assertThat(finding(chosen(0.5, single(0.7), single(0)))).contains("That is no more than random mixes");
    }

    @Test
    void missingRealisedScoresAreSaid() {
        assertThat(finding(chosen(0.5, null, null)))
                .contains("None of the mixes that portfolio chose could be evaluated");
        assertThat(finding(chosen(0.25, null, null), chosen(0.5, estimate(0.7, 0.01), estimate(0.02, 0.005))))
                .contains("did best at 50\u00a0%")
                .contains("unknown at 25\u00a0%");
    }

    @Test
    void withoutRandomMixesThereIsNothingToCompareWith() {
        assertThat(finding(chosen(0.5, estimate(0.7, 0.01), null), chosen(0.75, estimate(0.6, 0.01), null)))
                .contains("There are no random mixes to compare it with")
                .doesNotContain("other budgets");
    }

    @Test
    void withoutAnyMixThereIsNoFinding() {
        assertThat(finding(baseline("all-lm", 0, 0, estimate(0.6, 0.01))))
                .contains("portfolio found no mix at any budget");
    }

    @Test
    void aSingleSourceThatDoesAsWellIsSaid() {
        assertThat(finding(
                        chosen(0.5, estimate(0.70, 0.01), estimate(0.02, 0.005)),
                        baseline("all-lm", 0, 0, estimate(0.70, 0.01)),
                        baseline("all-human", 1, 1000, estimate(0.69, 0.01))))
                .contains("A single source did as well or better, for less: all-lm, scored 0.7000")
                .contains("at a cost of 0.");
    }

    @Test
    void aDearerSourceThatDoesBetterIsSaidToBeDearer() {
        assertThat(finding(
                        chosen(0.5, estimate(0.70, 0.01), estimate(0.02, 0.005)),
                        baseline("all-human", 1, 1000, estimate(0.72, 0.01))))
                .contains("A single source did as well or better, though for more: all-human, scored 0.7200");
    }

    @Test
    void cheaperRandomMixesThatDoAsWellAreSaid() {
        assertThat(finding(
                        chosen(0.5, estimate(0.70, 0.01), estimate(0.02, 0.005)),
                        baseline("random-mix", 0.25, 250, estimate(0.71, 0.01)),
                        baseline("random-mix", 0.5, 500, estimate(0.68, 0.01))))
                .contains("Random mixes did as well or better for less: 0.7100")
                .contains("at 25\u00a0%");
    }

    @Test
    void otherStrategiesDoNotSpeakForTheChosenOne() {
        StudySummary.Strategy better = new StudySummary.Strategy(
                "cp-sat",
                0.5,
                estimate(500, 0),
                estimate(0.8, 0),
                estimate(0.9, 0),
                estimate(0.9, 0),
                estimate(0.2, 0.1));
        assertThat(finding(chosen(0.5, estimate(0.70, 0.01), estimate(0.003, 0.005)), better))
                .contains("0.7000")
                .doesNotContain("cp-sat")
                .doesNotContain("0.9000");
    }

    @Test
    void familiesAreCounted() {
        assertThat(Findings.ofFamilies(MadeUpStudies.typical("x", 10, 1)))
                .isEqualTo(
                        "Chosen in each replication by least cross-validated error: xgboost in 7 of 10, ridge-quadratic in 3 of 10.");
        assertThat(Findings.ofFamilies(MadeUpStudies.typical("x", 1, 1)))
                .isEqualTo("xgboost was chosen, by least cross-validated error.");
        assertThat(Findings.ofFamilies(MadeUpStudies.of("x", 1, List.of()))).isEqualTo("No family was chosen.");
    }

    @Test
    void intervalsThatDoNotHoldAreSaidNotToHold() {
        assertThat(Findings.ofIntervals(MadeUpStudies.of())).isEmpty();
        assertThat(ofIntervals(9, 1, 0)).contains("90\u00a0% are within").contains("10\u00a0% below, 0\u00a0% above.");
        assertThat(ofIntervals(2, 8, 0)).contains("more than comes true");
        assertThat(ofIntervals(2, 0, 8)).contains("less than comes true");
        assertThat(ofIntervals(2, 4, 4)).contains("too narrow");
    }

    private static String ofIntervals(int within, int below, int above) {
        List<StudySummary.Point> points = new ArrayList<>();
        for (int i = 0; i < within + below + above; i++) {
            double realised = i < within ? 0.7 : i < within + below ? 0.6 : 0.8;
            points.add(new StudySummary.Point("portfolio", 0.5, i, 0.7, realised, 0.69, 0.71, 0.695, 0.705));
        }
        return Findings.ofIntervals(with(points, null)).orElseThrow();
    }

    private static StudySummary with(List<StudySummary.Point> points, @Nullable ReplicatedNoise noise) {
        StudySummary none = MadeUpStudies.of();
        return new StudySummary(
                none.name(),
                none.instances(),
                none.heldOut(),
                none.sources(),
                none.evaluations(),
                none.earlier(),
                none.failed(),
                none.replications(),
                none.chosen(),
                none.caution(),
                none.families(),
                none.strategies(),
                points,
                none.design(),
                none.learned(),
                noise,
                none.budget());
    }

    @Test
    void replicatesSayWhatNoiseIsAndWhatIsMore() {
        assertThat(Findings.ofNoise(MadeUpStudies.of())).isEmpty();
        assertThat(ofNoise(0.0061, new ReplicatedNoise.Misfit(1.31, 60, 0.27)))
                .isEqualTo(
                        "20 evaluations repeated one of 19 mixes: scores of one mix differ by a standard deviation of"
                                + " 0.0061 (95\u00a0% interval 0.0047 to 0.0088); the predictor takes it for 0.0066. What it misses"
                                + " mixes by is no more than this noise explains (lack of fit: F\u00a0=\u00a01.3, p\u00a0=\u00a00.27).");
        assertThat(ofNoise(0.0061, new ReplicatedNoise.Misfit(4.2, 60, 0.00001)))
                .contains("by more than this noise explains (lack of fit: F\u00a0=\u00a04.2, p\u00a0<\u00a00.001)");
        assertThat(ofNoise(0.0061, null)).endsWith("the predictor takes it for 0.0066.");
        assertThat(ofNoise(0, null)).contains("ALLOT_SEED");
    }

    private static String ofNoise(double deviation, ReplicatedNoise.@Nullable Misfit misfit) {
        return Findings.ofNoise(with(List.of(), new ReplicatedNoise(20, 19, deviation, 0.0047, 0.0088, 0.0066, misfit)))
                .orElseThrow();
    }
}
