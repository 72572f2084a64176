package com.heraerp.documents.adapter.in.http;

import com.heraerp.kernel.web.Html;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a page's tables.
 *
 * @param mirrored whether a row's last cell stands first in the markup: the printer lays tables out from left to right,
 *     whatever the page's direction
 */
record Rows(Html html, boolean mirrored) {

    /**
     * What stands in one cell.
     *
     * @param css the cell's classes
     * @param text null leaves it empty
     * @param note in a line of its own below, if any
     */
    record Cell(String css, @Nullable String text, @Nullable String note) {

        static Cell of(@Nullable String text) {
            return new Cell("", text, null);
        }

        static Cell number(@Nullable String text) {
            return new Cell("num", text, null);
        }
    }

    /** A row of text. */
    void row(String css, List<Cell> cells) {
        row("td", css, cells);
    }

    /** A row of headings. */
    void headings(List<Cell> cells) {
        row("th", "", cells);
    }

    private void row(String element, String css, List<Cell> cells) {
        open("tr", css);
        for (Cell cell : mirrored ? cells.reversed() : cells) {
            open(element, cell.css);
            if (cell.text != null) {
                html.markup("<bdi>").text(cell.text).markup("</bdi>");
            }
            if (cell.note != null) {
                html.markup("<br/><bdi class=\"note\">").text(cell.note).markup("</bdi>");
            }
            html.markup("</" + element + ">");
        }
        html.markup("</tr>");
    }

    /** A table of one row whose cells, all of the same width, others write; each cell's classes stand at its place in {@code css}. */
    void beside(String table, List<String> css, List<Runnable> cells) {
        open("table", table);
        html.markup("<tr>");
        List<Integer> order = IntStream.range(0, cells.size()).boxed().toList();
        for (int i : mirrored ? order.reversed() : order) {
            open("td", css.get(i));
            cells.get(i).run();
            html.markup("</td>");
        }
        html.markup("</tr></table>");
    }

    private void open(String element, String css) {
        html.markup(css.isEmpty() ? "<" + element + ">" : "<" + element + " class=\"" + css + "\">");
    }
}
