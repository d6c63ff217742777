package dev.allot.datasets.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseFeaturesTest {
    @Test
    void wordsAreRunsOfLettersAndDigits() {
        assertThat(Tokens.of("It's 3.5 km, naïve_Über!").words())
                .containsExactly("it", "s", "3", "5", "km", "naïve", "über");
        assertThat(Tokens.of("東京 is です").words()).containsExactly("東", "京", "is", "で", "す");
        assertThat(Tokens.of(" \n\t-- ").words()).isEmpty();
        assertThat(Tokens.of("हिन्दी भाषा").count())
                .isEqualTo(Tokens.of("हिन्दी भाषा".replace(' ', '_')).count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'One. Two! Three?'       | 3",
                "'Version 1.5 is out'     | 1",
                "'Wait... what?'          | 2",
                "'no end'                 | 1",
                "''                       | 0",
                "'...'                    | 0",
                "'一。二。'                | 2"
            })
    void sentences(String text, int count) {
        assertThat(ResponseFeatures.sentences(text)).isEqualTo(count);
    }

    @Test
    void byHand() {
        String instruction = "Shorten the sentence.";
        String input = "The cat sat on the mat";
        double[] f = ResponseFeatures.of(instruction, input, "The cat sat.\n- the cat sat 12");
        assertThat(value(f, "log_words")).isCloseTo(Math.log(8), within(1e-12));
        assertThat(value(f, "log_sentences")).isCloseTo(Math.log(3), within(1e-12));
        assertThat(value(f, "log_lines")).isCloseTo(Math.log(3), within(1e-12));
        assertThat(value(f, "word_length")).isCloseTo((6 * 3 + 2) / 7.0 / 10, within(1e-12));
        assertThat(value(f, "distinct_words")).isCloseTo(4 / 7.0, within(1e-12));
        assertThat(value(f, "repeated_bigrams")).isCloseTo(2 / 6.0, within(1e-12));
        assertThat(value(f, "repeated_lines")).isZero();
        assertThat(value(f, "in_instruction")).isCloseTo(2 / 7.0, within(1e-12));
        assertThat(value(f, "in_input")).isCloseTo(6 / 7.0, within(1e-12));
        assertThat(value(f, "input_covered")).isCloseTo(3 / 5.0, within(1e-12));
        assertThat(value(f, "rouge_l_instruction")).isCloseTo(2.0 * 1 / 10, within(1e-12));
        assertThat(value(f, "rouge_l_input")).isCloseTo(2.0 * 4 / 13, within(1e-12));
        assertThat(value(f, "copies_input")).isZero();
        assertThat(value(f, "digits")).isCloseTo(2 / 22.0, within(1e-12));
        assertThat(value(f, "punctuation")).isCloseTo(2 / 22.0, within(1e-12));
        assertThat(value(f, "log_list_items")).isCloseTo(Math.log(2), within(1e-12));
        assertThat(value(f, "ends_properly")).isZero();
        assertThat(value(f, "empty")).isZero();
        assertThat(value(ResponseFeatures.of(instruction, input, "the cat sat on the mat!"), "copies_input"))
                .isEqualTo(1);
        assertThat(value(ResponseFeatures.of(instruction, "", " "), "empty")).isEqualTo(1);
    }

    @Test
    void theDifferenceIsAntisymmetric() {
        String[] texts = {"", "One.", "1. one\n2. two\n2. two", "Say it say it say it", "是的。"};
        for (String a : texts) {
            for (String b : texts) {
                double[] ab = ResponseFeatures.difference("Say", "one two", a, b);
                double[] ba = ResponseFeatures.difference("Say", "one two", b, a);
                assertThat(ab).hasSize(ResponseFeatures.names().size());
                for (int j = 0; j < ab.length; j++) {
                    assertThat(ab[j]).isFinite().isEqualTo(0 - ba[j]);
                }
            }
        }
    }

    @Test
    void measuresOfAPair() {
        PairMeasures m = PairMeasures.of("What is it?", "a cat sat", "the cat sat down there");
        assertThat(m.promptLength()).isEqualTo(3);
        assertThat(m.longer()).isEqualTo(5);
        assertThat(m.shorter()).isEqualTo(3);
        assertThat(m.lengthDifference()).isEqualTo(2);
        assertThat(m.rouge1()).isCloseTo(0.5, within(1e-12));
        assertThat(m.rougeL()).isCloseTo(0.5, within(1e-12));
        assertThat(m.bigramOverlap()).isCloseTo(1 / 5.0, within(1e-12));
        assertThat(PairMeasures.of("", "", "").bigramOverlap()).isEqualTo(1);
    }

    private static double value(double[] features, String name) {
        return features[ResponseFeatures.names().indexOf(name)];
    }
}
