package com.heraerp.documents.adapter.in.http;

import com.heraerp.documents.adapter.in.http.Rows.Cell;
import com.heraerp.documents.domain.Figures;
import com.heraerp.documents.domain.JournalTotal;
import com.heraerp.documents.domain.Line;
import com.heraerp.documents.domain.Paper;
import com.heraerp.documents.domain.Words;
import com.heraerp.kernel.web.Html;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a document's lines, with the columns that they need. */
final class LinesTable {

    /** A column: its heading's key, the class of its width, and what a line has there. */
    private record Column(String heading, String css, Function<Line, Cell> cell) {}

    private final Paper paper;
    private final Words words;
    private final Figures figures;
    private final Html html;
    private final Rows rows;

    LinesTable(Paper paper, Words words, Figures figures, Rows rows) {
        this.paper = paper;
        this.words = words;
        this.figures = figures;
        this.html = rows.html();
        this.rows = rows;
    }

    /** Goods and services. */
    void ofItems() {
        List<Line> lines = paper.shownLines();
        if (lines.isEmpty()) {
            return;
        }
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("item", "", LinesTable::item));
        if (lines.stream().anyMatch(line -> line.quantity() != null)) {
            columns.add(new Column("quantity", "num w11", line -> Cell.number(quantity(line.quantity()))));
        }
        addIfAny(columns, lines, "unit_amount", Line::unitAmount);
        addIfAny(columns, lines, "discount", line -> unlessZero(line.discount()));
        addIfAny(columns, lines, "tax", line -> unlessZero(line.tax()));
        addIfAny(columns, lines, "amount", Line::amount);
        table(columns, lines, List.of());
    }

    /** Debits and credits. */
    void ofJournal() {
        List<JournalTotal> totals = JournalTotal.of(paper);
        List<Column> columns = List.of(
                new Column("account", "", LinesTable::account),
                new Column("currency", "w11", line -> Cell.of(currency(line))),
                new Column("debit", "num w20", line -> amount(line.debit(), currency(line))),
                new Column("credit", "num w20", line -> amount(line.credit(), currency(line))));
        table(columns, paper.shownLines(), totals.stream().map(total -> List.of(
                Cell.of(words.of("sum.TOTAL")),
                Cell.of(total.currency()),
                amount(total.debit(), total.currency()),
                amount(total.credit(), total.currency()))).toList());
    }

    private void table(List<Column> columns, List<Line> lines, List<List<Cell>> totals) {
        html.markup("<table class=\"lines\"><thead>");
        rows.headings(columns.stream().map(column -> new Cell(column.css, words.of(column.heading), null)).toList());
        html.markup("</thead><tbody>");
        lines.forEach(line -> rows.row("", columns.stream().map(column -> column.cell.apply(line)).toList()));
        totals.forEach(total -> rows.row("total", total));
        html.markup("</tbody></table>");
    }

    private void addIfAny(
            List<Column> columns, List<Line> lines, String heading, Function<Line, @Nullable BigDecimal> amount) {
        if (lines.stream().anyMatch(line -> amount.apply(line) != null)) {
            columns.add(new Column(heading, "num w15", line -> amount(amount.apply(line), currency(line))));
        }
    }

    /** What it was: its description, or what the thing is called, or at least what kind of line it is. */
    private static Cell item(Line line) {
        String name = line.name();
        String text = firstOf(line.description(), name, Words.readable(line.type()));
        return new Cell("wide", text, name == null || name.equals(text) ? null : name);
    }

    private static Cell account(Line line) {
        String name = line.name();
        String account = name == null || line.code() == null ? name : line.code() + " · " + name;
        String text = firstOf(account, line.description(), Words.readable(line.type()));
        return new Cell("wide", text, text.equals(line.description()) ? null : line.description());
    }

    private static String firstOf(@Nullable String first, @Nullable String second, String last) {
        if (first != null && !first.isBlank()) {
            return first;
        }
        return second != null && !second.isBlank() ? second : last;
    }

    private String currency(Line line) {
        return JournalTotal.currencyOf(paper, line);
    }

    private Cell amount(@Nullable BigDecimal amount, String currency) {
        return Cell.number(amount == null ? null : figures.amount(amount, currency));
    }

    private @Nullable String quantity(@Nullable BigDecimal quantity) {
        return quantity == null ? null : figures.quantity(quantity);
    }

    private static @Nullable BigDecimal unlessZero(@Nullable BigDecimal amount) {
        return amount == null || amount.signum() == 0 ? null : amount;
    }
}
