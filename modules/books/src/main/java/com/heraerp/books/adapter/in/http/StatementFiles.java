package com.heraerp.books.adapter.in.http;

import com.heraerp.books.domain.HledgerJournal;
import com.heraerp.books.domain.Statement;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Statements as files. */
final class StatementFiles {

    private StatementFiles() {}

    /** The objects in an answer's member of this name; none when it has none. */
    static List<JsonObject> rows(JsonObject answer, String member) {
        JsonArray array = answer.array(member);
        List<JsonObject> rows = new ArrayList<>();
        for (JsonValue value : array == null ? List.<JsonValue>of() : array.values()) {
            if (value instanceof JsonObject row) {
                rows.add(row);
            }
        }
        return rows;
    }

    /**
     * Rows as a table.
     *
     * @param header whether the columns' names stand above them
     */
    static byte[] table(List<String> columns, List<JsonObject> rows, boolean header) {
        StringWriter out = new StringWriter(1 << 14);
        try (CsvWriter table = CsvWriter.builder().build(out)) {
            if (header) {
                table.writeRecord(columns);
            }
            for (JsonObject row : rows) {
                table.writeRecord(columns.stream().map(column -> cell(row.get(column))).toList());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string takes everything", impossible);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(@Nullable JsonValue value) {
        return switch (value) {
            case null -> "";
            case JsonNull none -> "";
            case JsonString(String text) -> text;
            case JsonNumber(BigDecimal number) -> number.toPlainString();
            default -> value.toString();
        };
    }

    /** A statement as a journal of one entry, in which what it leaves open stands under current earnings. */
    static byte[] journal(Statement statement, JsonObject answer) {
        HledgerJournal journal = new HledgerJournal().begin()
                .entry(String.valueOf(answer.text("to_date")), null, statement.title(), "");
        balances(journal, rows(answer, "data"));
        return bytes(journal);
    }

    /** Postings of what accounts hold, and of what is missing to zero in a currency. */
    static void balances(HledgerJournal journal, List<JsonObject> rows) {
        Map<String, BigDecimal> open = new TreeMap<>();
        for (JsonObject row : rows) {
            BigDecimal balance = HledgerJournal.amount(row, "debit_balance")
                    .subtract(HledgerJournal.amount(row, "credit_balance"));
            if (balance.signum() != 0) {
                journal.posting(row, "debit_balance", "credit_balance");
                open.merge(String.valueOf(row.text("currency_code")), balance, BigDecimal::add);
            }
        }
        open.forEach((currency, balance) -> {
            if (balance.signum() != 0) {
                journal.posting(HledgerJournal.EARNINGS, balance.negate(), currency, null);
            }
        });
    }

    static byte[] bytes(HledgerJournal journal) {
        return journal.take().getBytes(StandardCharsets.UTF_8);
    }
}
