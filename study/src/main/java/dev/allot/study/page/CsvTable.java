package dev.allot.study.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Writes tables as CSV (RFC 4180), numbers in full precision and with a dot. */
public final class CsvTable {
    private CsvTable() {}

    static String of(Table table) {
        StringBuilder csv = new StringBuilder();
        csv.append(
                line(table.columns().stream().flatMap(c -> c.fields().stream()).toList()));
        for (Table.Row row : table.rows()) {
            csv.append(
                    line(row.cells().stream().flatMap(c -> c.values().stream()).toList()));
        }
        return csv.toString();
    }

    /** The table as an address that holds it. */
    static String dataLink(Table table) {
        // URLEncoder is for forms, where a space is a plus sign.
        return "data:text/csv;charset=utf-8,"
                + URLEncoder.encode(of(table), StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** One record, with its end of line. */
    public static String line(List<String> fields) {
        return fields.stream().map(CsvTable::quote).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quote(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
