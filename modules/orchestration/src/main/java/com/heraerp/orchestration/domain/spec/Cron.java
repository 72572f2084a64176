package com.heraerp.orchestration.domain.spec;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Five fields: minute, hour, day of month, month, day of week (0 and 7 are Sunday). A field is {@code *}, a number, a
 * range {@code 1-5}, any of these with a step {@code /15}, or several with commas. When both day fields are given, either
 * one suffices, as everywhere.
 */
public final class Cron {

    private static final int[][] BOUNDS = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}};

    /** A year without a match means that there is none, but for the 29th of February. */
    private static final int MOST_YEARS = 9;

    /** Where to look for the latest time, nearest first. */
    private static final List<Duration> BACK = List.of(Duration.ofHours(2), Duration.ofDays(2), Duration.ofDays(64),
            Duration.ofDays(800));

    private final BitSet[] fields;
    private final boolean anyHour;
    private final boolean anyDay;
    private final boolean anyWeekday;

    private Cron(BitSet[] fields, boolean anyHour, boolean anyDay, boolean anyWeekday) {
        this.fields = fields;
        this.anyHour = anyHour;
        this.anyDay = anyDay;
        this.anyWeekday = anyWeekday;
    }

    /** Reads five fields separated by blanks; empty when that is not what {@code text} is. */
    public static Optional<Cron> parse(String text) {
        List<String> parts = List.of(text.strip().split("\\s+"));
        if (parts.size() != BOUNDS.length) {
            return Optional.empty();
        }
        BitSet[] fields = new BitSet[BOUNDS.length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = new BitSet();
            for (String item : parts.get(i).split(",", -1)) {
                if (!add(fields[i], item, BOUNDS[i][0], BOUNDS[i][1])) {
                    return Optional.empty();
                }
            }
        }
        if (fields[4].get(7)) {
            fields[4].set(0);
        }
        return Optional.of(new Cron(fields, parts.get(1).startsWith("*"), parts.get(2).startsWith("*"),
                parts.get(4).startsWith("*")));
    }

    private static boolean add(BitSet field, String item, int low, int high) {
        String[] stepped = item.split("/", -1);
        String[] range = stepped[0].split("-", -1);
        if (stepped.length > 2 || range.length > 2) {
            return false;
        }
        boolean any = stepped[0].equals("*");
        int from = any ? low : number(range[0]);
        int to = any || range.length == 1 && stepped.length == 2 ? high : number(range[range.length - 1]);
        int step = stepped.length == 2 ? number(stepped[1]) : 1;
        if (from < low || to > high || from > to || step < 1) {
            return false;
        }
        for (int value = from; value <= to; value += step) {
            field.set(value);
        }
        return true;
    }

    private static int number(String text) {
        return text.matches("\\d{1,2}") ? Integer.parseInt(text) : -1;
    }

    /**
     * The first time after {@code instant} by the clocks of {@code zone}; empty when none ever comes. Hours that are given mean the
     * clock: one that a clock shows twice counts once, and one that it leaves out comes when it has been set. Where every
     * hour counts, so does every one of them.
     */
    public Optional<Instant> next(Instant instant, ZoneId zone) {
        if (anyHour) {
            return next(instant.atZone(zone)).map(ZonedDateTime::toInstant);
        }
        LocalDateTime local = instant.atZone(zone).toLocalDateTime();
        while (true) {
            LocalDateTime shown = next(local.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime).orElse(null);
            if (shown == null) {
                return Optional.empty();
            }
            Instant found = shown.atZone(zone).toInstant();
            if (found.isAfter(instant)) {
                return Optional.of(found);
            }
            local = shown;
        }
    }

    /** The latest time after {@code since} and not after {@code now}; empty when none was. */
    public Optional<Instant> latest(Instant since, Instant now, ZoneId zone) {
        for (Duration back : BACK) {
            Instant from = now.minus(back);
            Optional<Instant> found = last(from.isAfter(since) ? from : since, now, zone);
            if (found.isPresent() || !from.isAfter(since)) {
                return found;
            }
        }
        return last(since, now, zone);
    }

    private Optional<Instant> last(Instant since, Instant now, ZoneId zone) {
        Instant found = null;
        Instant next = next(since, zone).orElse(null);
        while (next != null && !next.isAfter(now)) {
            found = next;
            next = next(next, zone).orElse(null);
        }
        return Optional.ofNullable(found);
    }

    /** The first full minute after {@code instant}, in its own time zone, that matches; empty when none ever does. */
    public Optional<ZonedDateTime> next(ZonedDateTime instant) {
        ZonedDateTime at = instant.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        ZonedDateTime end = at.plusYears(MOST_YEARS);
        while (at.isBefore(end)) {
            if (!fields[3].get(at.getMonthValue())) {
                at = at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
            } else if (!matchesDay(at)) {
                at = at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!fields[1].get(at.getHour())) {
                at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!fields[0].get(at.getMinute())) {
                at = at.plusMinutes(1);
            } else {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private boolean matchesDay(ZonedDateTime at) {
        boolean day = fields[2].get(at.getDayOfMonth());
        boolean weekday = fields[4].get(at.getDayOfWeek().getValue() % 7);
        return anyDay || anyWeekday ? day && weekday : day || weekday;
    }
}
