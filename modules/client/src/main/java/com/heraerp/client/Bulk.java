package com.heraerp.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * One act on many runs: those that the filter admits, newest first.
 *
 * @param act what is done to each
 * @param filter {@code smart_code}, {@code status}, {@code event}, {@code subject}, {@code node}, {@code from}, {@code to} or
 *     {@code q}; at least one
 * @param limit how many at most, up to 1,000
 * @param rate how many in a second, up to 200, so that what they call is not flooded when they all go on
 * @param dryRun nothing is done; each run tells whether it could be
 * @param reason stands in the change log
 */
public record Bulk(Act act, Query filter, int limit, int rate, boolean dryRun, String reason) {

    /** What can be done to many. */
    public enum Act {
        CANCEL, TERMINATE, PAUSE, RESUME, REDRIVE
    }

    /** To a hundred at most, twenty in a second, as the server does by itself. */
    public static Bulk of(Act act, Query filter, String reason) {
        return new Bulk(act, filter, 100, 20, false, reason);
    }

    /** The same for this many at most. */
    public Bulk limit(int most) {
        return new Bulk(act, filter, most, rate, dryRun, reason);
    }

    /** The same at this many in a second. */
    public Bulk rate(int perSecond) {
        return new Bulk(act, filter, limit, perSecond, dryRun, reason);
    }

    /** The same, only tried. */
    public Bulk tried() {
        return new Bulk(act, filter, limit, rate, true, reason);
    }

    ObjectNode json() {
        ObjectNode body = Json.object().put("action", act.name().toLowerCase(Locale.ROOT)).put("limit", limit)
                .put("rate", rate).put("dry_run", dryRun).put("reason", reason);
        ObjectNode admitted = body.putObject("filter");
        filter.parameters().forEach((name, values) -> admitted.set(name, Json.of(single(values))));
        return body;
    }

    /** A value given twice stays two, for the server to refuse. */
    static Object single(List<String> values) {
        return values.size() == 1 ? values.getFirst() : values;
    }
}
