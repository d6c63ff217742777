package dev.allot.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.predictor.xgboost.BoostedTrees;
import org.junit.jupiter.api.Test;

class PredictorFamiliesTest {
    @Test
    void findsTheFamiliesOfThisModuleById() {
        assertThat(PredictorFamilies.all())
                .extracting(PredictorFamily::id)
                .containsExactly(
                        "bagged-trees",
                        "bayesian",
                        "bayesian-concave",
                        "boosted-trees",
                        "gaussian-process",
                        "linear",
                        "quadratic",
                        "stack");
        assertThat(PredictorFamilies.all())
                .extracting(PredictorFamily::description)
                .doesNotHaveDuplicates()
                .allMatch(text -> !text.isBlank() && !text.contains("\n"));
        assertThat(PredictorFamilies.find("boosted-trees")).contains(new BoostedTrees());
        assertThat(PredictorFamilies.find("forest")).isEmpty();
    }
}
