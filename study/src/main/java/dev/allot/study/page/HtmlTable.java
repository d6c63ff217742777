package dev.allot.study.page;

import java.util.List;

/** Writes tables as HTML. Everything that is not markup is escaped. */
final class HtmlTable {
    private final StringBuilder html = new StringBuilder();

    private HtmlTable() {}

    /**
     * A table that the page's script makes sortable: number cells say their exact value in {@code data-value}, and their column's title in
     * {@code data-label}, for screens too narrow for columns.
     *
     * @param caption for readers and for screen readers
     */
    static String of(Table table, String caption) {
        HtmlTable writer = new HtmlTable();
        writer.table(table, caption);
        return writer.html.toString();
    }

    private void table(Table table, String caption) {
        html.append("<table>\n<caption>").append(Html.escape(caption)).append("</caption>\n<thead><tr>");
        for (Table.Column column : table.columns()) {
            html.append("<th scope=\"col\"")
                    .append(column.numeric() ? " class=\"number\">" : ">")
                    .append(Html.escape(column.title()))
                    .append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        table.rows().forEach(row -> row(row, table.columns()));
        html.append("</tbody>\n</table>");
    }

    private void row(Table.Row row, List<Table.Column> columns) {
        html.append(row.style().isEmpty() ? "<tr>" : "<tr class=\"" + Html.escape(row.style()) + "\">");
        for (int i = 0; i < columns.size(); i++) {
            cell(row.cells().get(i), columns.get(i));
        }
        html.append("</tr>\n");
    }

    private void cell(Table.Cell cell, Table.Column column) {
        String tag = column.numeric() ? "td" : "th";
        html.append('<').append(tag);
        if (column.numeric()) {
            html.append(" class=\"number\" data-value=\"")
                    .append(Html.escape(cell.values().get(0)))
                    .append("\" data-label=\"")
                    .append(Html.escape(column.title()))
                    .append('"');
        } else {
            html.append(" scope=\"row\"");
        }
        html.append('>').append(Html.escape(cell.text()));
        if (!cell.note().isEmpty()) {
            html.append("<small>").append(Html.escape(cell.note())).append("</small>");
        }
        html.append("</").append(tag).append('>');
    }
}
