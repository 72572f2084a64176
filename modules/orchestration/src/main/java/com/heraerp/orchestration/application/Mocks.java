package com.heraerp.orchestration.application;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.domain.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a simulation is told to take for the outcomes of nodes, and for signals that came. */
final class Mocks {

    private Mocks() {}

    static Map<String, List<Outcome>> outcomes(Plan plan, JsonObject given) {
        Map<String, List<Outcome>> mocks = new HashMap<>();
        given.members().forEach((node, value) -> {
            if (plan.node(node).isEmpty() || !(value instanceof JsonArray array)) {
                throw Refused.field("mocks." + node, "mocks." + node + " must be an array of outcomes of a node");
            }
            List<Outcome> outcomes = new ArrayList<>();
            array.values().forEach(each -> outcomes.add(outcome(node, each)));
            mocks.put(node, outcomes);
        });
        return mocks;
    }

    private static Outcome outcome(String node, JsonValue value) {
        JsonObject output = value instanceof JsonObject object ? object.object("output") : null;
        JsonObject error = value instanceof JsonObject object ? object.object("error") : null;
        String code = error == null ? null : error.text("code");
        if (output == null && code == null) {
            throw Refused.field("mocks." + node,
                    "an outcome is {\"output\": {…}} or {\"error\": {\"code\": …, \"message\": …}}");
        }
        return code == null
                ? new Outcome.Completed(output == null ? JsonObject.EMPTY : output)
                : new Outcome.Failed(code, String.valueOf(error == null ? "" : error.text("message")));
    }

    static Map<String, JsonObject> signals(JsonObject given) {
        Map<String, JsonObject> signals = new HashMap<>();
        given.members().forEach((name, value) -> {
            if (!(value instanceof JsonObject payload)) {
                throw Refused.field("signals." + name, "signals." + name + " must be an object");
            }
            signals.put(name, payload);
        });
        return signals;
    }
}
