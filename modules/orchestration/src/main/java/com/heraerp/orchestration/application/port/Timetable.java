package com.heraerp.orchestration.application.port;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to be started at times of day, over all organizations. */
public interface Timetable {

    /**
     * One trigger of one orchestration in one organization.
     *
     * @param on the trigger, {@code CRON.} and five fields, in the organization's zone
     * @param since what came before it does not count: when it was registered, or the latest time that has started a run
     * @param userId as whom its runs act; null when he is no member any more
     * @param role his, now
     */
    record Entry(UUID organizationId, String smartCode, String on, ZoneId zone, Instant since, @Nullable UUID userId,
            @Nullable String role) {

        /** Of a run that this starts at {@code time}. No caller's key can be one: a header has no such arrow. */
        public String key(Instant time) {
            return on + KEY_ARROW + time;
        }
    }

    /** Between trigger and time in a run's key; {@code hera.schedules} knows it too. */
    String KEY_ARROW = " → ";

    /** @param now the database's time */
    record Now(Instant now, List<Entry> entries) {}

    Now read();
}
