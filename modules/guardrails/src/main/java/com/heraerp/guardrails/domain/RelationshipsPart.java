package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Dialect;
import com.heraerp.guardrails.api.Payload;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The relationships of a payload, read from whichever form its dialect allows.
 *
 * @param relationships those that are objects, in order; none when the action does not write them
 * @param problems what is wrong with the part or with members of it that are no relationships at all
 */
record RelationshipsPart(List<GivenRelationship> relationships, List<Problem> problems) {

    /** How many relationships one write may hold. */
    static final int MOST = 1_000;

    private static final RelationshipsPart NONE = new RelationshipsPart(List.of(), List.of());

    static RelationshipsPart of(Payload payload) {
        JsonValue given = payload.relationships();
        if (given == null || given == JsonNull.NULL) {
            return NONE;
        }
        String root = payload.dialect().isRpc() ? "p_relationships" : "relationships";
        Reader reader = new Reader();
        if (payload.dialect() == Dialect.RPC_V1) {
            reader.formOfV1(root, given);
        } else if (given instanceof JsonArray array) {
            reader.list(root, array);
        } else {
            reader.problem(ShapeProblem.TYPE, root, "must be an array of relationships");
        }
        return new RelationshipsPart(payload.action().writes() ? reader.relationships : List.of(), reader.problems);
    }

    /** Whether v1's object is {@code {mode, relationships}}, not {@code {TYPE: [id, …]}}. */
    static boolean hasMode(JsonObject form) {
        return form.get("mode") != null || form.get("relationships") != null;
    }

    private static final class Reader {

        private final List<GivenRelationship> relationships = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>(0);

        private void problem(ShapeProblem kind, String path, String fault) {
            problems.add(Problem.of(kind, path, fault));
        }

        private void formOfV1(String root, JsonValue given) {
            if (given instanceof JsonObject form && hasMode(form)) {
                withMode(root, form);
            } else if (given instanceof JsonObject form) {
                byType(root, form);
            } else if (!JsonArray.EMPTY.equals(given)) {
                problem(ShapeProblem.TYPE, root, "must be {mode, relationships} or {TYPE: [id, …]}");
            }
        }

        private void withMode(String root, JsonObject form) {
            boolean known = !form.has("mode")
                    || "UPSERT".equals(form.text("mode"))
                    || "REPLACE".equals(form.text("mode"));
            if (!known) {
                problem(ShapeProblem.VALUE, root + ".mode", "must be UPSERT or REPLACE");
            }
            JsonArray list = form.array("relationships");
            if (list == null) {
                // Nothing given must not mean "replace by nothing".
                problem(ShapeProblem.TYPE, root + ".relationships", "must be an array of relationships");
            } else {
                list(root + ".relationships", list);
            }
        }

        private void byType(String root, JsonObject form) {
            for (Map.Entry<String, JsonValue> member : form.members().entrySet()) {
                String path = root + "." + Shown.text(member.getKey());
                if (member.getValue() instanceof JsonArray ids) {
                    if (!isRoomFor(ids.size(), root)) {
                        return;
                    }
                    briefly(path, member.getKey(), ids);
                } else if (problems.size() < Findings.MOST) {
                    problem(ShapeProblem.TYPE, path, "must be an array of entity ids");
                }
            }
        }

        private void briefly(String path, String type, JsonArray ids) {
            int index = 0;
            for (JsonValue id : ids.values()) {
                JsonObject body = JsonObject.builder()
                        .put("to_entity_id", id)
                        .put("relationship_type", new JsonString(type))
                        .build();
                relationships.add(new GivenRelationship(path, index++, body, true));
            }
        }

        private void list(String path, JsonArray list) {
            if (!isRoomFor(list.size(), path)) {
                return;
            }
            int index = 0;
            for (JsonValue given : list.values()) {
                if (given instanceof JsonObject body) {
                    relationships.add(new GivenRelationship(path, index, body, false));
                } else {
                    problem(ShapeProblem.TYPE, path + "." + index, "must be an object");
                }
                index++;
            }
        }

        private boolean isRoomFor(int more, String path) {
            if (relationships.size() + more > MOST) {
                problem(ShapeProblem.VALUE, path, "has more than " + MOST + " relationships");
                return false;
            }
            return true;
        }
    }
}
