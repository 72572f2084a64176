package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Action;
import com.heraerp.guardrails.api.Payload;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The dynamic fields of a payload, read.
 *
 * @param fields those that are set, none when the action does not write; a null that removes a field on update is not
 *     among them
 * @param problems what is wrong with the part itself, so that it has no fields
 */
record DynamicPart(List<GivenField> fields, List<Problem> problems) {

    /** How many fields one write may hold. */
    static final int MOST = 1_000;

    private static final DynamicPart NONE = new DynamicPart(List.of(), List.of());

    static DynamicPart of(Payload payload) {
        JsonValue given = payload.dynamic();
        if (given == null || given == JsonNull.NULL) {
            return NONE;
        }
        String root = payload.dialect().isRpc() ? "p_dynamic" : "dynamic";
        if (!(given instanceof JsonObject object)) {
            return broken(Problem.of(ShapeProblem.TYPE, root, "must be an object of fields"));
        }
        if (!payload.action().writes()) {
            return NONE;
        }
        int size = object.members().size();
        if (size > MOST) {
            return broken(Problem.of(ShapeProblem.VALUE, root, "has " + size + " fields, at most 1000 are allowed"));
        }
        boolean nullRemoves = payload.action() == Action.UPDATE;
        List<GivenField> fields = new ArrayList<>(size);
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (!(nullRemoves && member.getValue() == JsonNull.NULL)) {
                fields.add(GivenField.of(root, member.getKey(), member.getValue(), payload.dialect()));
            }
        }
        return new DynamicPart(fields, List.of());
    }

    private static DynamicPart broken(Problem problem) {
        return new DynamicPart(List.of(), List.of(problem));
    }
}
