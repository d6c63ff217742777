package dev.allot.datasets.hyper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HyperFeaturesTest {
    @Test
    void ninetyFeaturesInThePapersOrder() {
        List<String> names = HyperFeatures.space().names();
        assertThat(names).hasSize(90).doesNotHaveDuplicates();
        assertThat(names)
                .startsWith(
                        "bertscore::min_val=0.0|max_val=0.33",
                        "bertscore::min_val=0.33|max_val=0.67",
                        "bertscore::min_val=0.67|max_val=1.0",
                        "bertscore_length::min_val=0.0|max_val=0.33");
        assertThat(names.get(27))
                .isEqualTo("analyzer_closed_set::feature_name=subject_of_expertise|constraints=Anthropology");
        assertThat(names.subList(73, 75))
                .containsExactly(
                        "analyzer_closed_set::feature_name=languages|constraints=English",
                        "analyzer_scalar::feature_name=expertise_level|value=general public");
        assertThat(names)
                .endsWith(
                        "analyzer_scalar::feature_name=complexity_of_intents|value=complex",
                        "analyzer_open_set::feature_name=type_of_in_context_material|check_for_existence=1",
                        "analyzer_open_set::feature_name=format_constraints|check_for_existence=1");
    }
}
