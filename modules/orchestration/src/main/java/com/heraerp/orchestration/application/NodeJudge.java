package com.heraerp.orchestration.application;

import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.orchestration.application.port.Expressions.Answer;
import com.heraerp.orchestration.application.port.Expressions.Broken;
import com.heraerp.orchestration.application.port.Expressions.Told;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.spec.Assertion;
import com.heraerp.orchestration.domain.spec.Parameter;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import com.heraerp.orchestration.domain.spec.Reference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a node runs, on what, and whether what it gave is what it promised. Looks only at what the run has recorded. */
final class NodeJudge {

    /** A node's case before it runs. */
    sealed interface Judged {}

    /** It runs, with these inputs. */
    record Ready(JsonObject inputs) implements Judged {}

    /** Its condition says no. */
    record Skip() implements Judged {}

    /** It cannot run. */
    record Bad(RunError error, JsonObject inputs) implements Judged {}

    private final LoadedPlan plan;

    NodeJudge(LoadedPlan plan) {
        this.plan = plan;
    }

    Judged before(PlanNode node, RunState run) {
        JsonObject root = run.root();
        if (node.when() != null) {
            switch (plan.condition(node.when()).ask(root)) {
                case Broken(String message) -> {
                    return bad(node, RunError.WHEN_ERROR, message, JsonObject.EMPTY);
                }
                case Told(boolean holds) -> {
                    if (!holds) {
                        return new Skip();
                    }
                }
            }
        }
        ProcedureSpec spec = plan.procedure(node.procedure().smartCode());
        JsonObject inputs = inputs(node, spec, run, root);
        if (spec == null) {
            return new Ready(inputs);
        }
        Optional<String> problem = inputProblem(spec, inputs);
        if (problem.isPresent()) {
            return bad(node, RunError.INPUT_INVALID, problem.get(), inputs);
        }
        return firstBroken(spec.preconditions(), facts(run, inputs, null))
                .<Judged>map(broken -> bad(node, RunError.PRECONDITION_FAILED, broken, inputs))
                .orElse(new Ready(inputs));
    }

    private static Judged bad(PlanNode node, String code, String message, JsonObject inputs) {
        return new Bad(new RunError(code, message, node.id()), inputs);
    }

    /** What a node without {@code with} is given: of the payload, what its procedure declares. */
    private static JsonObject inputs(PlanNode node, @Nullable ProcedureSpec spec, RunState run, JsonObject root) {
        JsonObject given = node.with() == null ? run.start().payload() : Reference.fill(node.with(), root);
        if (spec == null) {
            return given;
        }
        List<Parameter> declared = Stream.concat(spec.required().stream(), spec.optional().stream()).toList();
        JsonObject.Builder inputs = JsonObject.builder();
        given.members().forEach((name, value) -> {
            boolean known = declared.isEmpty() || declared.stream().anyMatch(input -> input.name().equals(name));
            if (value != JsonNull.NULL && known) {
                inputs.put(name, value);
            }
        });
        spec.optional().stream()
                .filter(input -> input.fallback() != null && !given.has(input.name()))
                .forEach(
                        input -> inputs.put(input.name(), input.fallback() == null ? JsonNull.NULL : input.fallback()));
        return inputs.build();
    }

    private static Optional<String> inputProblem(ProcedureSpec spec, JsonObject inputs) {
        return spec.required().stream()
                .map(Parameter::name)
                .filter(name -> !inputs.has(name))
                .map(name -> spec.smartCode() + " needs the input " + name)
                .findFirst()
                .or(() -> typeProblem(Stream.concat(spec.required().stream(), spec.optional().stream()), inputs,
                        "the input "));
    }

    private static Optional<String> typeProblem(Stream<Parameter> declared, JsonObject values, String what) {
        return declared
                .filter(parameter -> values.get(parameter.name()) instanceof JsonValue value
                        && value != JsonNull.NULL && !parameter.type().admits(value))
                .map(parameter -> what + parameter.name() + " is not of type " + parameter.type().code())
                .findFirst();
    }

    /** What is wrong with the output of a node that has run; empty when it is as promised. */
    Optional<RunError> after(PlanNode node, RunState run, JsonObject inputs, JsonObject output) {
        ProcedureSpec spec = plan.procedure(node.procedure().smartCode());
        if (spec == null) {
            return Optional.empty();
        }
        Optional<String> type = typeProblem(spec.outputs().stream(), output, "the output ");
        if (type.isPresent()) {
            return Optional.of(new RunError(RunError.OUTPUT_INVALID, type.get(), node.id()));
        }
        return firstBroken(spec.guarantees(), facts(run, inputs, output))
                .map(broken -> new RunError(RunError.CHECK_FAILED, broken, node.id()));
    }

    private static JsonObject facts(RunState run, JsonObject inputs, @Nullable JsonObject output) {
        JsonObject.Builder facts = JsonObject.builder().put("inputs", inputs).put("actor", run.start().actor());
        return output == null ? facts.build() : facts.put("outputs", output).build();
    }

    private Optional<String> firstBroken(List<Assertion> assertions, JsonObject facts) {
        for (Assertion assertion : assertions) {
            if (assertion.expression() != null) {
                Answer answer = plan.condition(assertion.expression()).ask(facts);
                if (answer instanceof Broken(String message)) {
                    return Optional.of(assertion.description() + ": " + message);
                }
                if (answer instanceof Told(boolean holds) && !holds) {
                    return Optional.of("does not hold: " + assertion.description());
                }
            }
        }
        return Optional.empty();
    }

    /** What a compensation is given: the inputs and, over them, the outputs of what it undoes. */
    static JsonObject undoInputs(PlanNode node, RunState run) {
        var step = run.forward().get(node.id());
        if (step == null) {
            return JsonObject.EMPTY;
        }
        JsonObject.Builder inputs = step.input().toBuilder();
        if (step.output() != null) {
            step.output().members().forEach(inputs::put);
        }
        return inputs.build();
    }
}
