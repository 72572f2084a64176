package com.heraerp.orchestration.application;

import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.application.port.Expressions.Told;
import com.heraerp.orchestration.domain.spec.Assertion;
import com.heraerp.orchestration.domain.spec.Parameter;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a procedure that nobody mocks gives in a simulation: each declared output, as the input of the same name, as the example
 * shows it, or as a sample of its type. Where what the procedure guarantees does not hold then, other values are tried, one output after
 * the other: what the conditions themselves name, what went in, small numbers, sums and differences. Each try is judged by
 * the conditions as the engine judges them, so that a value is taken because it holds, not because it looks right.
 */
final class SampleOutput {

    private static final int MOST_ROUNDS = 8;
    private static final Pattern TEXT = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.'])-?\\d+(?:\\.\\d+)?");

    private final LoadedPlan plan;
    private final ProcedureSpec spec;
    private final List<Assertion> guarantees;

    SampleOutput(LoadedPlan plan, ProcedureSpec spec) {
        this.plan = plan;
        this.spec = spec;
        this.guarantees = spec.guarantees().stream().filter(each -> each.expression() != null).toList();
    }

    JsonObject of(Invocation call) {
        Map<String, JsonValue> output = new LinkedHashMap<>();
        spec.outputs().forEach(declared -> output.put(declared.name(), first(declared, call.inputs())));
        int broken = broken(call, output);
        for (int round = 0; broken > 0 && round < MOST_ROUNDS; round++) {
            int before = broken;
            for (Parameter declared : freest(call.inputs())) {
                broken = better(call, output, declared, broken);
            }
            if (broken == before) {
                break;
            }
        }
        return json(output);
    }

    private JsonValue first(Parameter declared, JsonObject inputs) {
        return given(declared, inputs).orElse(declared.type().sample());
    }

    private Optional<JsonValue> given(Parameter declared, JsonObject inputs) {
        return Stream.of(inputs, spec.example())
                .map(source -> source.get(declared.name()))
                .filter(value -> value != null && declared.type().admits(value))
                .findFirst();
    }

    /** What somebody has given is touched last. */
    private List<Parameter> freest(JsonObject inputs) {
        return spec.outputs().stream()
                .sorted(Comparator.comparing(declared -> given(declared, inputs).isPresent()))
                .toList();
    }

    /** Leaves the value with which the fewest guarantees are broken, and says how many those are. */
    private int better(Invocation call, Map<String, JsonValue> output, Parameter declared, int broken) {
        JsonValue best = output.get(declared.name());
        int fewest = broken;
        for (JsonValue candidate : candidates(call, output)) {
            if (fewest > 0 && declared.type().admits(candidate)) {
                output.put(declared.name(), candidate);
                int now = broken(call, output);
                if (now < fewest) {
                    fewest = now;
                    best = candidate;
                }
            }
        }
        output.put(declared.name(), best == null ? declared.type().sample() : best);
        return fewest;
    }

    private Set<JsonValue> candidates(Invocation call, Map<String, JsonValue> output) {
        Set<JsonValue> candidates = new LinkedHashSet<>(call.inputs().members().values());
        candidates.addAll(spec.example().members().values());
        for (Assertion guarantee : guarantees) {
            String expression = String.valueOf(guarantee.expression());
            for (Matcher text = TEXT.matcher(expression); text.find();) {
                candidates.add(new JsonString(text.group(1) == null ? text.group(2) : text.group(1)));
            }
            for (Matcher number = NUMBER.matcher(expression); number.find();) {
                BigDecimal named = new BigDecimal(number.group());
                List.of(named, named.add(BigDecimal.ONE), named.subtract(BigDecimal.ONE))
                        .forEach(near -> candidates.add(new JsonNumber(near)));
            }
        }
        candidates.add(new JsonNumber(BigDecimal.ONE));
        candidates.add(JsonBoolean.TRUE);
        candidates.add(JsonBoolean.FALSE);
        candidates.addAll(combined(output));
        return candidates;
    }

    /** The other outputs' numbers, and what they come to by twos. */
    private static Set<JsonValue> combined(Map<String, JsonValue> output) {
        List<BigDecimal> numbers = output.values().stream()
                .filter(JsonNumber.class::isInstance)
                .map(value -> ((JsonNumber) value).value())
                .toList();
        Set<JsonValue> combined = new LinkedHashSet<>();
        for (BigDecimal left : numbers) {
            combined.add(new JsonNumber(left));
            for (BigDecimal right : numbers) {
                combined.add(new JsonNumber(left.add(right)));
                combined.add(new JsonNumber(left.subtract(right)));
            }
        }
        return combined;
    }

    private int broken(Invocation call, Map<String, JsonValue> output) {
        JsonObject facts = JsonObject.builder().put("inputs", call.inputs()).put("actor", call.actor())
                .put("outputs", json(output)).build();
        return (int) guarantees.stream()
                .filter(guarantee -> !(plan.condition(String.valueOf(guarantee.expression()))
                        .ask(facts) instanceof Told(boolean holds) && holds))
                .count();
    }

    private static JsonObject json(Map<String, JsonValue> members) {
        JsonObject.Builder json = JsonObject.builder();
        members.forEach(json::put);
        return json.build();
    }
}
