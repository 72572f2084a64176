package com.heraerp.entities.adapter.in.http;

import com.heraerp.entities.application.ImportLine;
import com.heraerp.entities.application.ImportLine.Readable;
import com.heraerp.entities.application.ImportLine.Unreadable;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * The lines of a table with a header (see {@link CsvColumns}). A table that is not well-formed ends the import: where its
 * next line would begin is anybody's guess.
 */
final class CsvLines implements Iterator<ImportLine> {

    private final Iterator<CsvRecord> records;
    private final CsvColumns columns;

    CsvLines(InputStream in) {
        InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
        records = CsvReader.builder()
                .maxBufferSize(NdjsonLines.LONGEST)
                // A row with too few cells or too many is that row's mistake; all others are read.
                .allowMissingFields(true)
                .allowExtraFields(true)
                .detectBomHeader(false)
                .ofCsvRecord(reader)
                .iterator();
        if (!hasNext()) {
            throw Refused.because(Refusal.INVALID_REQUEST, "The table has no header");
        }
        columns = CsvColumns.of(wellFormed(records::next).getFields());
    }

    @Override
    public boolean hasNext() {
        return wellFormed(records::hasNext);
    }

    @Override
    public ImportLine next() {
        CsvRecord row = wellFormed(records::next);
        int number = (int) row.getStartingLineNumber();
        refuseUnclosed(row, number);
        try {
            return new Readable(number, columns.body(row.getFields()));
        } catch (Refused refused) {
            return new Unreadable(number, refused);
        }
    }

    /** A quote that is never closed swallows all rows after it: what should be the last row holds lines and is none. */
    private void refuseUnclosed(CsvRecord row, int number) {
        List<String> cells = row.getFields();
        if (cells.size() != columns.columns().size() && cells.getLast().indexOf('\n') >= 0 && !hasNext()) {
            throw Refused.because(Refusal.INVALID_REQUEST, "The table is not well-formed CSV")
                    .withDetails("a quote that is opened in line " + number + " is never closed");
        }
    }

    private static <T> T wellFormed(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (CsvParseException malformed) {
            throw Refused.because(Refusal.INVALID_REQUEST, "The table is not well-formed CSV")
                    .withDetails(malformed.getMessage());
        } catch (UncheckedIOException broken) {
            if (broken.getCause() instanceof CharacterCodingException) {
                throw Refused.because(Refusal.INVALID_REQUEST, "The table is not UTF-8");
            }
            throw NdjsonLines.brokenOff(broken);
        }
    }
}
