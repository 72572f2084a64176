package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.RunJson;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the steps of a run are kept. As long as they are short they stand in the run's own row, which is written anyway: a row for each
 * of them, with its keys and checks, would cost as much again as the run's own does. What grows with every commit must not be written
 * anew with every commit, so those of a long run are lines.
 */
final class StepPlace {

    /** Characters of JSON, escapes not counted. */
    static final int LONGEST = 4_000;

    private static final int UNDO = 10_000;

    private StepPlace() {}

    /** The steps, when they stand in the run's row; null when they are lines. */
    static @Nullable JsonArray inRow(RunState run) {
        JsonArray steps = RunJson.steps(run);
        return length(steps) <= LONGEST ? steps : null;
    }

    /** Of {@code value} as JSON, without writing it: most steps are short, and are written with the whole row afterwards. */
    private static int length(JsonValue value) {
        return switch (value) {
            case JsonObject(Map<String, JsonValue> members) -> {
                int length = 2;
                for (Map.Entry<String, JsonValue> member : members.entrySet()) {
                    length += member.getKey().length() + 4 + length(member.getValue());
                }
                yield length;
            }
            case JsonArray(List<JsonValue> values) -> {
                int length = 2;
                for (JsonValue each : values) {
                    length += 1 + length(each);
                }
                yield length;
            }
            case JsonString(String text) -> text.length() + 2;
            case JsonNumber(BigDecimal number) -> number.precision() + 2;
            case JsonBoolean ignored -> 5;
            case JsonNull ignored -> 4;
        };
    }

    /** The number of the line of {@code step}: going forward from 1, undoing from 10,001, each in the order in which they began. */
    static int line(RunState run, Step step) {
        Map<String, Step> steps = step.phase() == Phase.FORWARD ? run.forward() : run.undo();
        int place = new ArrayList<>(steps.keySet()).indexOf(step.node()) + 1;
        return step.phase() == Phase.FORWARD ? place : UNDO + place;
    }
}
