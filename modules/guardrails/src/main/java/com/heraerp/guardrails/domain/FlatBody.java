package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Action;
import com.heraerp.guardrails.api.Dialect;
import com.heraerp.guardrails.api.EntityPayload;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sorts the flat body of v2.1 into the parts of a payload; what the action does not know stays with the entity. */
public final class FlatBody {

    private FlatBody() {}

    public static EntityPayload sorted(Action action, @Nullable OrganizationId organizationId, JsonObject body) {
        Map<String, JsonValue> entity = new LinkedHashMap<>();
        Map<String, JsonValue> options = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : body.members().entrySet()) {
            boolean part = action.writes() && isPart(member.getKey());
            if (!part) {
                Map<String, JsonValue> target = KnownMembers.isOptionOfBody(action, member.getKey()) ? options : entity;
                target.put(member.getKey(), member.getValue());
            }
        }
        return new EntityPayload(
                Dialect.V2_1,
                action,
                organizationId,
                new JsonObject(entity),
                action.writes() ? body.get("dynamic") : null,
                action.writes() ? body.get("relationships") : null,
                new JsonObject(options));
    }

    private static boolean isPart(String name) {
        return name.equals("dynamic") || name.equals("relationships");
    }
}
