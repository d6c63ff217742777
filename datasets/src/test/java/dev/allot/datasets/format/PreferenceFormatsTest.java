package dev.allot.datasets.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.allot.core.io.InvalidInputException;
import dev.allot.datasets.generate.GeneratorSettings;
import dev.allot.datasets.generate.PreferenceGenerator;
import dev.allot.datasets.jsonl.PreferenceFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferenceFormatsTest {
    @TempDir
    Path folder;

    @Test
    void formatsAreFoundById() {
        assertThat(PreferenceFormats.ids()).containsExactly("jsonl", "pandalm", "hanna", "hyper");
        for (PreferenceFormat format : PreferenceFormats.all()) {
            assertThat(PreferenceFormats.find(format.id())).isSameAs(format);
            assertThat(format.describe()).isNotBlank().doesNotContain("\n");
        }
        assertThatThrownBy(() -> PreferenceFormats.find("csv"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("unknown format 'csv'; there are jsonl, pandalm, hanna, hyper");
    }

    @Test
    void ourOwn() {
        Path file = folder.resolve("p.jsonl.gz");
        PreferenceGenerator generator = new PreferenceGenerator(GeneratorSettings.of(50, 1));
        PreferenceFile.write(file, generator.set("p"));
        assertThat(PreferenceFormats.find("jsonl").read(file).size()).isEqualTo(50);
    }
}
