package com.heraerp.guardrails.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import org.jspecify.annotations.Nullable;

/** ISO-8601 dates and timestamps as both Java and PostgreSQL read them: years 1 to 9999, offsets below 16 hours. */
final class IsoDates {

    /** The longest one: nine decimals of a second and an offset with seconds. */
    private static final int LONGEST = 40;

    private static final int WIDEST_OFFSET = 16 * 3600;

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private IsoDates() {}

    /** The moment; midnight when there is no time, UTC when there is no offset (D10). Null for anything else. */
    static @Nullable Instant moment(String text) {
        // A sign would open the way to years of nine digits.
        if (text.length() > LONGEST || text.isEmpty() || !isDigit(text.charAt(0))) {
            return null;
        }
        try {
            TemporalAccessor parsed = FORMAT.parse(text);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            ZoneOffset used = offset == null ? ZoneOffset.UTC : offset;
            boolean storable = parsed.get(ChronoField.YEAR) >= 1
                    && Math.abs(used.getTotalSeconds()) < WIDEST_OFFSET;
            return storable
                    ? LocalDate.from(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time).toInstant(used)
                    : null;
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
