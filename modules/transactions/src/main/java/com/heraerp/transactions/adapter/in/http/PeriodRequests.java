package com.heraerp.transactions.adapter.in.http;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.web.Listing;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.kernel.web.StrictBody;
import com.heraerp.kernel.web.VersionTag;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What requests about fiscal periods ask. */
final class PeriodRequests {

    private static final Pattern CODE = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");
    private static final Set<String> STATUS = Set.of("OPEN", "CLOSED", "LOCKED");
    private static final Set<String> PARAMETERS = Set.of("fiscal_year", "period_status", "limit", "cursor");
    private static final Set<String> CHANGE = Set.of("reason", "force", "expected_version", "organization_id");
    private static final Set<String> YEAR = Set.of("fiscal_year", "start_month", "organization_id");
    private static final int LONGEST_REASON = 10_000;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9998;

    private PeriodRequests() {}

    /**
     * A fiscal year to be made.
     *
     * @param startMonth null for the organization's own
     */
    record Year(int fiscalYear, @Nullable Integer startMonth) {}

    static JsonObject asked(HttpRequest<?> request) {
        QueryParameters parameters = QueryParameters.of(request, PARAMETERS);
        JsonObject.Builder asked = JsonObject.builder();
        Integer year = parameters.integer("fiscal_year", FIRST_YEAR, LAST_YEAR);
        if (year != null) {
            asked.put("fiscal_year", year);
        }
        String status = parameters.text("period_status");
        if (status != null) {
            if (!STATUS.contains(status)) {
                throw Refused.field("period_status", "period_status must be OPEN, CLOSED or LOCKED");
            }
            asked.put("period_status", status);
        }
        Integer limit = parameters.integer("limit", 1, Listing.LARGEST_PAGE);
        if (limit != null) {
            asked.put("limit", limit);
        }
        String cursor = parameters.text("cursor");
        if (cursor != null) {
            asked.put("cursor", cursor);
        }
        return asked.build();
    }

    static Year year(byte[] bytes, ActorContext actor) {
        StrictBody body = StrictBody.read(bytes, YEAR);
        actor.requireOwn(body.json());
        Integer year = body.integer("fiscal_year", FIRST_YEAR, LAST_YEAR);
        if (year == null) {
            throw Refused.field("fiscal_year", "fiscal_year is required");
        }
        return new Year(year, body.integer("start_month", 1, 12));
    }

    static String code(String code) {
        if (!CODE.matcher(code).matches()) {
            throw Refused.field("code", "code must be a period such as 2025-01");
        }
        return code;
    }

    /** {@code reason}, {@code force}, {@code expected_version}; no body is as good as an empty object. */
    static JsonObject options(byte[] bytes, HttpHeaders headers, ActorContext actor) {
        StrictBody body = bytes.length == 0 ? new StrictBody(JsonObject.EMPTY) : StrictBody.read(bytes, CHANGE);
        actor.requireOwn(body.json());
        JsonObject.Builder options = JsonObject.builder();
        String reason = body.text("reason", LONGEST_REASON);
        if (reason != null) {
            options.put("reason", reason);
        }
        if (body.truth("force", false)) {
            options.put("force", true);
        }
        Integer inBody = body.integer("expected_version", 1, Integer.MAX_VALUE);
        Long expected = VersionTag.expected(headers);
        if (expected != null && inBody != null && expected != inBody.longValue()) {
            throw Refused.field("expected_version", "expected_version and If-Match name different versions");
        }
        if (expected != null) {
            options.put("expected_version", expected);
        } else if (inBody != null) {
            options.put("expected_version", inBody);
        }
        return options.build();
    }
}
