package dev.allot.core.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SolveOptionsTest {
    @Test
    void defaultsHaveNoLimits() {
        SolveOptions options = SolveOptions.defaults();
        assertThat(options.timeLimit()).isEmpty();
        assertThat(options.evaluationLimit()).isEqualTo(Long.MAX_VALUE);
        assertThat(options.seed()).isEqualTo(1);
        assertThat(options.threads()).isEqualTo(1);
        assertThat(options.targetGap()).isZero();
        assertThat(options.targetObjective()).isEmpty();
        assertThat(options.warmStart()).isEmpty();
        assertThat(options.interrupt().getAsBoolean()).isFalse();
    }

    @Test
    void everyChangeIsACopyThatKeepsTheRest() {
        double[] start = {1, 2};
        SolveOptions options = SolveOptions.defaults()
                .withTimeLimit(Duration.ofSeconds(3))
                .withEvaluationLimit(4)
                .withSeed(5)
                .withThreads(6)
                .withTargetGap(0.5)
                .withTargetObjective(7)
                .withWarmStart(start)
                .withInterrupt(() -> true);
        start[0] = 99;
        options.warmStart().orElseThrow()[0] = 99;
        SolveOptions other = options.withSeed(8);
        assertThat(other.seed()).isEqualTo(8);
        assertThat(options.seed()).isEqualTo(5);
        assertThat(other.timeLimit()).hasValue(Duration.ofSeconds(3));
        assertThat(other.evaluationLimit()).isEqualTo(4);
        assertThat(other.threads()).isEqualTo(6);
        assertThat(other.targetGap()).isEqualTo(0.5);
        assertThat(other.targetObjective()).hasValue(7);
        assertThat(other.warmStart().orElseThrow()).containsExactly(1, 2);
        assertThat(other.interrupt().getAsBoolean()).isTrue();
        assertThat(SolveOptions.defaults().seed()).isEqualTo(1);
    }

    @Test
    void impossibleValuesAreRefused() {
        SolveOptions options = SolveOptions.defaults();
        assertThatIllegalArgumentException().isThrownBy(() -> options.withTimeLimit(Duration.ofNanos(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withEvaluationLimit(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withThreads(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withTargetGap(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withTargetGap(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withTargetObjective(Double.NaN));
    }
}
