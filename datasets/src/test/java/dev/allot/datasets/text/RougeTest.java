package dev.allot.datasets.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RougeTest {
    /** By hand: twice what is common, over the two lengths. */
    @ParameterizedTest
    @CsvSource({
        "the cat sat on the mat,   the cat lay on a mat,       4, 1",
        "police killed the gunman, police kill the gunman,     3, 1",
        "police killed the gunman, the gunman kill police,     2, 3",
        "a b c d,                  d c b a,                    1, 4",
        "a a a,                    a,                          1, 1",
        "a b,                      c d,                        0, 0",
        "'',                       a,                          0, 0",
        "'',                       '',                         0, 0",
        "'One, two: THREE!',       one two three,              3, 3"
    })
    void byHand(String first, String second, int common) {
        Tokens a = Tokens.of(first);
        Tokens b = Tokens.of(second);
        double expected = common == 0 ? 0 : 2.0 * common / (a.count() + b.count());
        assertThat(Rouge.l(a, b)).isCloseTo(expected, within(1e-12));
        assertThat(Rouge.l(b, a)).isEqualTo(Rouge.l(a, b));
    }

    @Test
    void runsCountAsOftenAsBothHaveThem() {
        Tokens a = Tokens.of("a b a b c");
        Tokens b = Tokens.of("a b c a");
        assertThat(Rouge.n(a, b, 1)).isCloseTo(2.0 * 4 / 9, within(1e-12));
        assertThat(Rouge.n(a, b, 2)).isCloseTo(2.0 * 2 / 7, within(1e-12));
        assertThat(Rouge.n(a, b, 3)).isCloseTo(2.0 * 1 / 5, within(1e-12));
        assertThat(Rouge.n(a, b, 5)).isZero();
    }

    /** The 64-at-a-time computation against the textbook's table, also over several blocks. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theFastOneEqualsTheTable(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 60; i++) {
            int alphabet = 1 + random.nextInt(i % 3 == 0 ? 3 : 40);
            List<String> a = words(random, random.nextInt(i % 5 == 0 ? 300 : 70), alphabet);
            List<String> b = words(random, random.nextInt(i % 7 == 0 ? 300 : 70), alphabet);
            assertThat(Rouge.longestCommonSubsequence(a, b)).isEqualTo(byTable(a, b));
        }
    }

    private static List<String> words(SplittableRandom random, int length, int alphabet) {
        return IntStream.range(0, length)
                .mapToObj(i -> Integer.toString(random.nextInt(alphabet)))
                .toList();
    }

    private static int byTable(List<String> a, List<String> b) {
        int[][] length = new int[a.size() + 1][b.size() + 1];
        for (int i = 1; i <= a.size(); i++) {
            for (int j = 1; j <= b.size(); j++) {
                length[i][j] = a.get(i - 1).equals(b.get(j - 1))
                        ? length[i - 1][j - 1] + 1
                        : Math.max(length[i - 1][j], length[i][j - 1]);
            }
        }
        return length[a.size()][b.size()];
    }
}
