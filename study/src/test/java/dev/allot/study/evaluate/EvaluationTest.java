package dev.allot.study.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.routing.Routing;
import dev.allot.core.routing.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final List<Source> SOURCES = List.of(new Source("lm", 0), new Source("human", 1));
    private static final Routing MIX = Routing.of(SOURCES, new int[] {0, 1, 1});

    @Test
    void aReplicateHasAnIdOfItsOwn() {
        Evaluation first = Evaluation.first(MIX);
        assertThat(first.id()).matches("[0-9a-f]{32}");
        assertThat(new Evaluation(MIX, 2).id()).isEqualTo(first.id() + "-2");
    }

    @Test
    void eachEvaluationOfEachStudyHasASeedOfItsOwnThatStays() {
        Set<Integer> seeds = new HashSet<>();
        for (int bits = 0; bits < 8; bits++) {
            Routing mix = Routing.of(SOURCES, new int[] {bits & 1, bits >> 1 & 1, bits >> 2});
            for (int number = 1; number < 5; number++) {
                for (long study = 0; study < 5; study++) {
                    int seed = new Evaluation(mix, number).seed(study);
                    assertThat(seed).isNotNegative().isEqualTo(new Evaluation(mix, number).seed(study));
                    seeds.add(seed);
                }
            }
        }
        assertThat(seeds).hasSize(8 * 4 * 5);
    }
}
