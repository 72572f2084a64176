package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.kernel.web.StrictBody;
import com.heraerp.orchestration.application.ForkRun;
import com.heraerp.orchestration.application.OperateRun.Action;
import com.heraerp.orchestration.application.OperateRuns;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What requests ask that do something to a run, or to many. */
final class ControlRequests {

    private static final byte[] EMPTY = {'{', '}'};
    private static final int LONGEST_REASON = 10_000;
    private static final int LONGEST_NAME = 255;
    private static final int MOST_RUNS = 1_000;
    private static final int USUAL_RUNS = 100;
    private static final int MOST_EACH_SECOND = 200;
    private static final int USUAL_EACH_SECOND = 20;
    private static final Map<String, Action> BULK = Map.of("cancel", Action.CANCEL, "terminate", Action.TERMINATE,
            "pause", Action.PAUSE, "resume", Action.RESUME, "redrive", Action.REDRIVE);

    private ControlRequests() {}

    private static StrictBody body(Call call, byte @Nullable [] given, Set<String> known) {
        StrictBody body = StrictBody.read(given == null || given.length == 0 ? EMPTY : given, known);
        call.actor().requireOwn(body.json());
        return body;
    }

    /** The reason that every intervention has. */
    static String reason(Call call, byte @Nullable [] given) {
        return reason(body(call, given, Set.of("reason", "organization_id")));
    }

    private static String reason(StrictBody body) {
        String reason = body.text("reason", LONGEST_REASON);
        if (reason == null || reason.isBlank()) {
            throw Refused.field("reason", "reason is required");
        }
        return reason;
    }

    static ForkRun.Command fork(Call call, UUID runId, byte @Nullable [] given) {
        StrictBody body = body(call, given, Set.of("node", "payload", "reason", "organization_id"));
        String node = body.text("node", LONGEST_NAME);
        if (node == null || node.isBlank()) {
            throw Refused.field("node", "node is required: from which on it is done anew");
        }
        return new ForkRun.Command(call.actor(), call.writing(null), runId, node, object(body, "payload"),
                RunRequests.key(call, given == null ? new byte[0] : given), reason(body));
    }

    static OperateRuns.Command bulk(Call call, byte @Nullable [] given) {
        StrictBody body = body(call, given,
                Set.of("filter", "action", "limit", "rate", "dry_run", "reason", "organization_id"));
        Action action = BULK.get(String.valueOf(body.text("action", LONGEST_NAME)));
        if (action == null) {
            throw Refused.field("action", "action must be one of cancel, terminate, pause, resume, redrive");
        }
        int limit = or(body.integer("limit", 1, MOST_RUNS), USUAL_RUNS);
        int rate = or(body.integer("rate", 1, MOST_EACH_SECOND), USUAL_EACH_SECOND);
        boolean trial = body.truth("dry_run", false);
        if (!trial && limit > rate * OperateRuns.LONGEST.toSeconds()) {
            throw Refused.field("limit", limit + " runs at " + rate + " in a second take longer than "
                    + OperateRuns.LONGEST.toSeconds() + " s: ask for fewer at once, and again");
        }
        return new OperateRuns.Command(call.actor(), call.reading(), call.writing(null), filter(body, limit), action,
                rate,
                trial, reason(body));
    }

    private static int or(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    /** At least one condition: nobody means every run by saying nothing. */
    private static JsonObject filter(StrictBody body, int limit) {
        JsonObject given = object(body, "filter");
        Map<String, String> values = new HashMap<>();
        given.members().forEach((name, value) -> {
            if (!RunRequests.filters().containsKey(name)) {
                throw Refused.field("filter." + name, "filter." + name + " is unknown; there are "
                        + String.join(", ", RunRequests.filters().keySet()));
            }
            if (value instanceof JsonString(String text)) {
                values.put(name, text);
            } else if (value != JsonNull.NULL) {
                throw Refused.field("filter." + name, "filter." + name + " must be text");
            }
        });
        if (values.isEmpty()) {
            throw Refused.field("filter", "filter is required, with at least one condition");
        }
        values.put("limit", Integer.toString(limit));
        return RunRequests.asked(QueryParameters.ofValues(values));
    }

    private static JsonObject object(StrictBody body, String name) {
        JsonObject object = body.json().object(name);
        if (object == null && body.json().has(name)) {
            throw Refused.field(name, name + " must be an object");
        }
        return object == null ? JsonObject.EMPTY : object;
    }
}
