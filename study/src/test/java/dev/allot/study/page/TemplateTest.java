package dev.allot.study.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void gapsAreFilledInOnePass() {
        Template template = new Template("{{a}} {{{a}}} {{b}} { {x} }");
        assertThat(template.fill(Map.of("a", "<$1>", "b", "{{a}}"))).isEqualTo("&lt;$1&gt; <$1> {{a}} { {x} }");
        assertThatThrownBy(() -> template.fill(Map.of("a", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'b'");
    }
}
