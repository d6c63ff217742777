package dev.allot.study.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.study.Estimate;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void csvHoldsFullPrecisionAndQuotes() {
        Table table = new Table(
                "t",
                List.of(Table.Column.text("Name", "name"), Table.Column.estimate("Score", "score")),
                List.of(
                        new Table.Row(
                                "",
                                List.of(
                                        Table.Cell.text("a \"b\", c\nd", "note"),
                                        Table.Cell.estimate(
                                                new Estimate(1.0 / 3, 0.25, 0.5, 4), new Decimals(1), false, 5))),
                        new Table.Row(
                                "",
                                List.of(
                                        Table.Cell.text("none", ""),
                                        Table.Cell.estimate(null, new Decimals(1), false, 5)))));
        assertThat(CsvTable.of(table))
                .isEqualTo(
                        "name,score,score_low,score_high\r\n\"a \"\"b\"\", c\nd\",0.3333333333333333,0.25,0.5\r\nnone,,,\r\n");
        assertThat(URLDecoder.decode(CsvTable.dataLink(table), StandardCharsets.UTF_8))
                .endsWith(CsvTable.of(table));
        assertThat(HtmlTable.of(table, "c"))
                .contains("0.3<small>0.3 to 0.5, n\u00a0=\u00a04</small>")
                .contains(">–</td>");
    }
}
