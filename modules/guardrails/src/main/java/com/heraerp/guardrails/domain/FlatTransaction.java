package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Action;
import com.heraerp.guardrails.api.Dialect;
import com.heraerp.guardrails.api.TransactionPayload;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sorts a flat body into the parts of a payload; what the action does not know stays with the header. */
public final class FlatTransaction {

    private FlatTransaction() {}

    public static TransactionPayload sorted(
            Dialect dialect, Action action, @Nullable OrganizationId organizationId, JsonObject body) {
        Map<String, JsonValue> header = new LinkedHashMap<>();
        Map<String, JsonValue> options = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : body.members().entrySet()) {
            if (!(action.writes() && isPart(member.getKey()))) {
                boolean option = TransactionMembers.isOptionOfBody(action, member.getKey());
                (option ? options : header).put(member.getKey(), member.getValue());
            }
        }
        if (dialect == Dialect.V2 && action.writes()) {
            // A line without smart code takes the header's, which the store knows (wire forms).
            options.put("lines_default_smart_code", JsonBoolean.TRUE);
        }
        return new TransactionPayload(
                dialect,
                action,
                organizationId,
                new JsonObject(header),
                action.writes() ? body.get("lines") : null,
                action.writes() ? body.get("dynamic") : null,
                action.writes() ? body.get("relationships") : null,
                new JsonObject(options));
    }

    private static boolean isPart(String name) {
        return name.equals("lines") || name.equals("dynamic") || name.equals("relationships");
    }
}
