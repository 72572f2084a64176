package com.heraerp.app.cli.engine;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in columns as wide as what stands in them; the last one takes what is left of the line. */
final class Table {

    private static final int WIDTH = 150;
    private static final int NARROWEST = 24;
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    Table(String... heads) {
        columns = heads.length;
        rows.add(List.of(heads));
    }

    /** One more row; null is nothing. A line break becomes a blank. */
    Table row(@Nullable Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell == null ? "" : cell.toString().strip().replaceAll("\\s+", " "));
        }
        rows.add(row);
        return this;
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    void print(PrintWriter out) {
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        });
        int before = 0;
        for (int column = 0; column < columns - 1; column++) {
            before += widths[column] + GAP.length();
        }
        int last = Math.max(NARROWEST, WIDTH - before);
        rows.forEach(row -> out.println(line(row, widths, last)));
    }

    private String line(List<String> row, int[] widths, int last) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < columns - 1; column++) {
            String cell = row.get(column);
            line.append(cell).repeat(' ', widths[column] - cell.length()).append(GAP);
        }
        return line.append(cut(row.get(columns - 1), last)).toString().stripTrailing();
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + '…';
    }
}
