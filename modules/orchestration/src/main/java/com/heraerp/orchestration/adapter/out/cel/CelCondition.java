package com.heraerp.orchestration.adapter.out.cel;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.orchestration.application.port.Expressions.Answer;
import com.heraerp.orchestration.application.port.Expressions.Broken;
import com.heraerp.orchestration.application.port.Expressions.Condition;
import com.heraerp.orchestration.application.port.Expressions.Told;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.Map;

/** One compiled condition. */
record CelCondition(CelRuntime.Program program) implements Condition {

    @Override
    public Answer ask(JsonObject root) {
        try {
            Object answer = program.eval(Map.of(Translation.ROOT, value(root)));
            return answer instanceof Boolean holds
                    ? new Told(holds)
                    : new Broken("the condition answered neither true nor false");
        } catch (CelEvaluationException broken) {
            return new Broken(String.valueOf(broken.getMessage()).replace(Translation.ROOT, "$"));
        }
    }

    private static Object value(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                Map<String, Object> map = new HashMap<>();
                object.members().forEach((name, member) -> map.put(name, value(member)));
                yield map;
            }
            case JsonArray array -> array.values().stream().map(CelCondition::value).toList();
            case JsonString(String text) -> text;
            case JsonNumber number -> Decimal.of(number.value());
            case JsonBoolean truth -> truth.value();
            case JsonNull ignored -> NullValue.NULL_VALUE;
        };
    }
}
