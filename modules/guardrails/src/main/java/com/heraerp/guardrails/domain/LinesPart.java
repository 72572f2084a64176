package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.TransactionPayload;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a payload that writes, read.
 *
 * @param lines those that are objects, in order
 * @param problems what is wrong with the part or with members of it that are no lines at all
 */
record LinesPart(List<GivenLine> lines, List<Problem> problems) {

    /** How many lines one transaction may hold. */
    static final int MOST = 10_000;

    private static final LinesPart NONE = new LinesPart(List.of(), List.of());

    static LinesPart of(TransactionPayload payload) {
        JsonValue given = payload.lines();
        if (given == null || given == JsonNull.NULL || !payload.action().writes()) {
            return NONE;
        }
        String root = root(payload);
        if (!(given instanceof JsonArray list)) {
            return broken(Problem.of(ShapeProblem.TYPE, root, "must be an array of lines"));
        }
        if (list.size() > MOST) {
            return broken(
                    Problem.of(ShapeProblem.VALUE, root, "has " + list.size() + " lines, at most 10000 are allowed"));
        }
        List<GivenLine> lines = new ArrayList<>(list.size());
        List<Problem> problems = new ArrayList<>(0);
        int index = 0;
        for (JsonValue line : list.values()) {
            if (line instanceof JsonObject body) {
                lines.add(new GivenLine(root, index, body));
            } else {
                problems.add(Problem.of(ShapeProblem.TYPE, root + "." + index, "must be an object"));
            }
            index++;
        }
        return new LinesPart(lines, problems);
    }

    /** What the list is called in what the caller sent. */
    static String root(TransactionPayload payload) {
        return switch (payload.dialect()) {
            case V2_1, V2 -> "lines";
            case RPC_V2 -> "p_lines";
            case RPC_V1 -> "p_payload.lines";
        };
    }

    private static LinesPart broken(Problem problem) {
        return new LinesPart(List.of(), List.of(problem));
    }
}
