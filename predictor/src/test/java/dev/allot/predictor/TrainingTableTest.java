package dev.allot.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTableTest {
    private static final double[][] ROWS = {{1, 2}, {3, 4}, {5, 6}};
    private static final double[] SCORES = {0.1, 0.2, 0.3};

    @Test
    void isUntouchedByWhatComesInOrGoesOut() {
        double[][] rows = {{1, 2}, {3, 4}, {5, 6}};
        double[] scores = {0.1, 0.2, 0.3};
        TrainingTable table = new TrainingTable(List.of("a", "b"), rows, scores);
        rows[0][0] = 9;
        scores[0] = 9;
        table.rows()[1][1] = 9;
        table.row(1)[1] = 9;
        table.scores()[1] = 9;
        assertThat(table).isEqualTo(new TrainingTable(List.of("a", "b"), ROWS, SCORES));
        assertThat(table).hasSameHashCodeAs(new TrainingTable(List.of("a", "b"), ROWS, SCORES));
    }

    @Test
    void subsetTakesRowsInTheOrderAsked() {
        TrainingTable table = new TrainingTable(List.of("a", "b"), ROWS, SCORES).subset(new int[] {2, 0, 2});
        assertThat(table)
                .isEqualTo(new TrainingTable(
                        List.of("a", "b"), new double[][] {{5, 6}, {1, 2}, {5, 6}}, new double[] {0.3, 0.1, 0.3}));
    }

    @Test
    void refusesWhatIsNoTable() {
        List<String> names = List.of("a", "b");
        refused(List.of(), new double[][] {{}}, new double[] {1}, "at least one feature");
        refused(names, new double[0][], new double[0], "one row");
        refused(List.of("a", "a"), ROWS, SCORES, "'a' is named twice");
        refused(names, ROWS, new double[] {1}, "3 rows but 1 scores");
        refused(names, new double[][] {{1, 2}, {3}}, new double[] {1, 2}, "row 1 has 1 values, not 2");
        refused(names, new double[][] {{1, Double.NaN}}, new double[] {1}, "row 0, 'b' is NaN");
        refused(names, new double[][] {{1, 2}}, new double[] {Double.POSITIVE_INFINITY}, "'score' is Infinity");
    }

    private static void refused(List<String> names, double[][] rows, double[] scores, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingTable(names, rows, scores))
                .withMessageContaining(message);
    }
}
