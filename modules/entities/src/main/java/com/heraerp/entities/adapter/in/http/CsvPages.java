package com.heraerp.entities.adapter.in.http;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Prints an export as a table, the header before the first page. */
final class CsvPages {

    private final List<String> header;
    private final CsvColumns columns;
    private boolean begun;

    /** @param fields the dynamic fields, as {@code [[name, type], …]} */
    CsvPages(JsonArray fields) {
        header = CsvColumns.header(fields);
        columns = CsvColumns.of(header);
    }

    byte[] print(JsonArray page) {
        StringWriter out = new StringWriter(1 << 16);
        try (CsvWriter table = CsvWriter.builder().build(out)) {
            if (!begun) {
                table.writeRecord(header);
                begun = true;
            }
            for (JsonValue line : page.values()) {
                table.writeRecord(columns.row((JsonObject) line));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string takes everything", impossible);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
