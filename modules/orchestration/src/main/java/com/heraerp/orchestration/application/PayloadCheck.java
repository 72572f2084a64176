package com.heraerp.orchestration.application;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.application.port.Expressions.Told;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.spec.ErrorRule;
import com.heraerp.orchestration.domain.spec.Join;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks at a caller's payload before a run of it begins: everything that the nodes to come would find missing, misspelt or not of its
 * type is told in one answer, in the caller's own names, and nothing is written. What depends on what a node gives is judged when
 * that node has run.
 */
final class PayloadCheck {

    private final LoadedPlan plan;
    private final NodeJudge judge;
    private final JsonObject root;

    /** @param payload completed as the run will have it */
    PayloadCheck(LoadedPlan plan, JsonObject payload, JsonObject actor) {
        this.plan = plan;
        this.judge = new NodeJudge(plan);
        this.root = JsonObject.builder().put("payload", payload).put("actor", actor).build();
    }

    /**
     * Lets a payload without fault pass.
     *
     * @param given as the caller sent it
     * @throws Refused 400 with all of its violations; 422 when all has its form, but a precondition does not hold
     */
    void check(String event, JsonObject given) {
        List<String> unread = PayloadMembers.unread(plan, given);
        List<Violation> violations = new ArrayList<>();
        unread.forEach(name -> violations.add(Violation.error("UNKNOWN_FIELD", name + " is not known here",
                JsonObject.builder().put("field", name).build())));
        plan.event(event).nodes().stream().filter(this::isSure).forEach(node -> violations.addAll(wrongs(node)));
        List<Violation> all = violations.stream().distinct().toList();
        if (!all.isEmpty()) {
            throw refused(event, unread, all).withViolations(all, List.of());
        }
    }

    private Refused refused(String event, List<String> unread, List<Violation> all) {
        if (!unread.isEmpty()) {
            return Refused.unknownFields(unread);
        }
        Wrongs wrongs = new Wrongs(all);
        Violation gravest = wrongs.gravest();
        Integer status = plan.event(event).nodes().stream()
                .flatMap(node -> plan.rule(node.id(), gravest.code()).stream())
                .findFirst().map(ErrorRule::status).orElse(null);
        RunError error = new RunError(gravest.code(), wrongs.words(), "");
        return Refused.because(ErrorRefusals.of(error, status), error.message())
                .withCode(error.code()).withContext(gravest.context());
    }

    /** Whether the node will be judged whatever those before it give. */
    private boolean isSure(PlanNode node) {
        String when = node.when();
        boolean foreseen = when == null
                || !when.contains("$.nodes") && plan.condition(when).ask(root) instanceof Told(boolean holds) && holds;
        return foreseen && node.join() == Join.NONE_FAILED;
    }

    private List<Violation> wrongs(PlanNode node) {
        ProcedureSpec spec = plan.procedure(node.procedure().smartCode());
        boolean answered = Stream.of(RunError.INPUT_INVALID, RunError.PRECONDITION_FAILED)
                .anyMatch(code -> node.procedure().action(code).isPresent());
        if (spec == null || answered) {
            return List.of();
        }
        JsonObject inputs = NodeJudge.inputs(node, spec, payload(), root);
        boolean whole = spec.inputs().all().allMatch(input -> node.isKnownBefore(input.name()));
        return (whole ? judge.wrongs(spec, inputs, actor()) : Wrongs.inputs(spec, inputs)).violations().stream()
                .filter(found -> whole || node.isKnownBefore(first(found)))
                .map(found -> told(node, found))
                .toList();
    }

    private static String first(Violation found) {
        return String.valueOf(found.context().text("field")).split("\\.", 2)[0];
    }

    /** In the caller's names. */
    private static Violation told(PlanNode node, Violation found) {
        String field = found.context().text("field");
        if (field == null) {
            return found;
        }
        String source = node.source(field);
        return Violation.error(found.code(), found.message().replace("the input " + field + ' ', source + ' '),
                JsonObject.builder().put("field", source).build());
    }

    private JsonObject payload() {
        return object("payload");
    }

    private JsonObject actor() {
        return object("actor");
    }

    private JsonObject object(String name) {
        JsonObject object = root.object(name);
        return object == null ? JsonObject.EMPTY : object;
    }
}
