package com.heraerp.orchestration.application;

import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.application.port.Expressions.Answer;
import com.heraerp.orchestration.application.port.Expressions.Broken;
import com.heraerp.orchestration.application.port.Expressions.Told;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.spec.Assertion;
import com.heraerp.orchestration.domain.spec.Members;
import com.heraerp.orchestration.domain.spec.Parameter;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import com.heraerp.orchestration.domain.spec.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
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
        JsonObject inputs = inputs(node, spec, run.start().payload(), root);
        if (spec == null) {
            return new Ready(inputs);
        }
        Wrongs wrongs = wrongs(spec, inputs, run.start().actor());
        return wrongs.isEmpty() ? new Ready(inputs) : new Bad(wrongs.error(node.id()), inputs);
    }

    /** What is wrong with what a procedure is given; what it demands of it is asked only of what has its form. */
    Wrongs wrongs(ProcedureSpec spec, JsonObject inputs, JsonObject actor) {
        Wrongs wrongs = Wrongs.inputs(spec, inputs);
        return wrongs.isEmpty()
                ? new Wrongs(broken(spec.preconditions(), facts(actor, inputs, null), Wrongs::precondition))
                : wrongs;
    }

    private static Judged bad(PlanNode node, String code, String message, JsonObject inputs) {
        return new Bad(new RunError(code, message, node.id()), inputs);
    }

    /** What a node without {@code with} is given: of the payload, what its procedure declares. */
    static JsonObject inputs(PlanNode node, @Nullable ProcedureSpec spec, JsonObject payload, JsonObject root) {
        JsonObject given = node.with() == null ? payload : Reference.fill(node.with(), root);
        if (spec == null) {
            return given;
        }
        List<Parameter> declared = spec.inputs().all().toList();
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

    /** What is wrong with the output of a node that has run; empty when it is as promised. */
    Optional<RunError> after(PlanNode node, RunState run, JsonObject inputs, JsonObject output) {
        ProcedureSpec spec = plan.procedure(node.procedure().smartCode());
        if (spec == null) {
            return Optional.empty();
        }
        List<String> problems = new ArrayList<>();
        new Members(List.of(), spec.outputs())
                .check(output, "", (error, path, words) -> problems.add("the output " + path + ' ' + words));
        if (!problems.isEmpty()) {
            return Optional.of(new RunError(RunError.OUTPUT_INVALID, String.join("; ", problems), node.id()));
        }
        List<String> broken = broken(spec.guarantees(), facts(run.start().actor(), inputs, output),
                (assertion, words) -> words);
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of(new RunError(RunError.CHECK_FAILED, String.join("; ", broken), node.id()));
    }

    private static JsonObject facts(JsonObject actor, JsonObject inputs, @Nullable JsonObject output) {
        JsonObject.Builder facts = JsonObject.builder().put("inputs", inputs).put("actor", actor);
        return output == null ? facts.build() : facts.put("outputs", output).build();
    }

    private <T> List<T> broken(List<Assertion> assertions, JsonObject facts, BiFunction<Assertion, String, T> told) {
        List<T> broken = new ArrayList<>();
        for (Assertion assertion : assertions) {
            if (assertion.expression() != null) {
                Answer answer = plan.condition(assertion.expression()).ask(facts);
                if (answer instanceof Broken(String message)) {
                    broken.add(told.apply(assertion, assertion.description() + ": " + message));
                }
                if (answer instanceof Told(boolean holds) && !holds) {
                    broken.add(told.apply(assertion, "does not hold: " + assertion.description()));
                }
            }
        }
        return broken;
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
