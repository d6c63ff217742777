package dev.allot.datasets.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.datasets.PreferenceSet;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BundledSampleTest {
    /** On every platform and Java version: the generator's draws do not depend on them. */
    @Test
    void isWhatTheGeneratorMakes() {
        PreferenceSet made = new PreferenceGenerator(BundledSample.settings()).set("sample");
        PreferenceSet read = BundledSample.read();
        assertThat(read.features()).isEqualTo(made.features());
        assertThat(read.differenceNames()).isEqualTo(made.differenceNames());
        assertThat(read.pairs().equals(made.pairs())).isTrue();
        assertThat(made.sourceNames()).containsExactly(PreferenceGenerator.HUMAN, PreferenceGenerator.LM);
    }

    @Test
    void isSmall() throws IOException {
        try (InputStream in = BundledSample.class.getResourceAsStream("/dev/allot/datasets/sample.jsonl.gz")) {
            assertThat(in.readAllBytes().length).isLessThan(600_000);
        }
    }
}
