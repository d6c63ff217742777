package dev.allot.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdviceTest {
    @Test
    void saysWhatToSpendOnWhatAndHowSureThatIs() {
        assertThat(Advice.of(MadeUpStudies.typical("made up", 10, 1)))
                .containsExactly(
                        "Spend 875, a budget of 50\u00a0%: the mixes of portfolio scored 0.7370, no more than 0.0040 below the "
                                + "best, 0.7400 (75\u00a0%, at a cost of 1313).",
                        "By the predictor one more cost unit would gain 0.00001 there (95\u00a0% interval 0 to 0.00002).",
                        "Labels by human gain most over lm's on <i> (+0.02), tag1 (+0.019), tag2 (+0.018), tag3 (+0.017), "
                                + "tag4 (+0.016); they lose against lm's on tag39 (\u22120.019), tag38 (\u22120.018), tag37 "
                                + "(\u22120.017), tag36 (\u22120.016), tag35 (\u22120.015) (change of the score for 100 labels).",
                        "At this budget 600 instances are surely lm's, 500 instances are surely human's (in nine of ten draws "
                                + "from what is known), 650 are toss-ups.");
    }

    @Test
    void saysNothingWhereNothingCouldBeScored() {
        assertThat(Advice.of(MadeUpStudies.of())).isEmpty();
    }

    @Test
    void longNamesOfTagsAreShortened() {
        assertThat(TagLabel.of("analyzer_scalar::feature_name=safety_concern|value=moderate"))
                .isEqualTo("safety concern: moderate");
        assertThat(TagLabel.of("analyzer_closed_set::feature_name=subject_of_expertise|constraints=Computer sciences"))
                .isEqualTo("subject of expertise: Computer sciences");
        assertThat(TagLabel.of("prompt_len::min_val=0.67|max_val=1.0")).isEqualTo("prompt len 0.67 to 1.0");
        assertThat(TagLabel.of("labels differ: prompt_len::min_val=0.67|max_val=1.0"))
                .isEqualTo("labels differ: prompt len 0.67 to 1.0");
        assertThat(TagLabel.of("system=HINT")).isEqualTo("system=HINT");
    }
}
