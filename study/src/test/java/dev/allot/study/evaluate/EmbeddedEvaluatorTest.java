package dev.allot.study.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.routing.Routing;
import dev.allot.core.routing.Source;
import dev.allot.datasets.PreferencePair;
import dev.allot.study.SmallSets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddedEvaluatorTest {
    private static final List<Source> SOURCES = List.of(new Source("lm", 0), new Source("human", 1));
    private static final Routing MIX = Routing.allTo(SOURCES, 1, 300);

    private final List<PreferencePair> pairs = SmallSets.of(600, 5).pairs();

    private EmbeddedEvaluator heldOut(int from, int to, int clusterSize) {
        return new EmbeddedEvaluator(
                pairs.subList(0, 300), pairs.subList(from, to), pair -> "c" + pairs.indexOf(pair) / clusterSize);
    }

    @Test
    void pairsHeldOutByThemselvesDifferAsBinomials() {
        EmbeddedEvaluator one = heldOut(300, 500, 1);
        EmbeddedEvaluator other = heldOut(500, 600, 1);
        double p = one.evaluate(MIX, 1);
        assertThat(p).isBetween(0.55, 0.95).isEqualTo(one.evaluate(MIX, 2));
        assertThat(one.varianceOfDifference(other, MIX))
                .isCloseTo(p * (1 - p) / 199 * (1 + 200.0 / 100), within(1e-12));
    }

    /** Each pair ten times over tells what it does once. */
    @Test
    void pairsOfAClusterTellNoMoreThanOne() {
        EmbeddedEvaluator alone = heldOut(300, 350, 1);
        List<PreferencePair> tenfold = pairs.subList(300, 350).stream()
                .flatMap(pair -> Collections.nCopies(10, pair).stream())
                .toList();
        EmbeddedEvaluator repeated = new EmbeddedEvaluator(
                pairs.subList(0, 300), tenfold, pair -> pair.instance().id());
        assertThat(repeated.varianceOfDifference(repeated, MIX))
                .isCloseTo(alone.varianceOfDifference(alone, MIX), within(1e-12));
    }

    /** As when a set of three groups is cut by group: what is not known must not stop a study, nor look as if it were. */
    @Test
    void aSingleClusterTellsNothing() {
        EmbeddedEvaluator one = heldOut(300, 400, 1000);
        EmbeddedEvaluator other = heldOut(400, 600, 1000);
        assertThat(one.varianceOfDifference(other, MIX)).isEqualTo(0.5);
    }
}
