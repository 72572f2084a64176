package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.WriteAnswers;
import com.heraerp.orchestration.application.SimulateRun;
import com.heraerp.orchestration.application.port.Rehearsals.Changes;
import com.heraerp.orchestration.application.port.Rehearsals.RowChange;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.plan.Unit;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.Step;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is answered about simulations. */
final class SimulationAnswers {

    private SimulationAnswers() {}

    /** The run as it ended, all that happened to it, what would be undone after it, and what it changed. */
    static MutableHttpResponse<byte[]> simulated(Call call, SimulateRun.Result result) {
        JsonObject.Builder told = RunAnswers.view(result.run(), result.plan()).toBuilder().remove("run_id")
                .remove("key")
                .put("mode", result.mode().name().toLowerCase(Locale.ROOT))
                .put("steps", array(result.graph().units(), SimulationAnswers::unit))
                .put("history", array(result.history(), SimulationAnswers::change))
                .put("compensation_plan", array(result.undo(), SimulationAnswers::undo));
        Changes changes = result.changes();
        if (changes != null) {
            told.put("changes", array(changes.rows(), SimulationAnswers::row))
                    .put("changes_cut", changes.cut());
        }
        JsonObject whole = told.build();
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            whole.members().forEach((name, value) -> json.string(name).raw(":").value(value).raw(","));
            WriteAnswers.caller(json, call);
        });
    }

    private static <T> JsonArray array(List<T> items, Function<T, JsonValue> told) {
        return new JsonArray(items.stream().map(told).toList());
    }

    /** What is done at once. */
    private static JsonValue unit(Unit unit) {
        return JsonObject.builder()
                .put("kind", unit.nodes().getFirst().procedure().kind().name())
                .put("group", textOrNull(unit.nodes().getFirst().group()))
                .put("nodes", JsonArray.ofTexts(unit.nodes().stream().map(PlanNode::id).toList()))
                .put("conditional",
                        JsonArray.ofTexts(unit.nodes().stream().filter(node -> node.when() != null).map(PlanNode::id)
                                .toList()))
                .build();
    }

    private static JsonValue undo(PlanNode node) {
        return JsonObject.builder()
                .put("node", node.id())
                .put("run",
                        node.compensation() == null ? node.procedure().smartCode() : node.compensation().smartCode())
                .put("mode", textOrNull(node.compensationMode()))
                .build();
    }

    private static JsonValue row(RowChange row) {
        String action = row.before() == null ? "INSERT" : row.after() == null ? "DELETE" : "UPDATE";
        return JsonObject.builder()
                .put("table", row.table())
                .put("id", row.id())
                .put("action", action)
                .put("before", row.before() == null ? JsonNull.NULL : row.before())
                .put("after", row.after() == null ? JsonNull.NULL : row.after())
                .build();
    }

    private static JsonValue textOrNull(@Nullable String text) {
        return text == null ? JsonNull.NULL : new JsonString(text);
    }

    private static JsonValue change(Change change) {
        JsonObject.Builder json = JsonObject.builder();
        return switch (change) {
            case Change.StepWritten(Step step) -> json.put("kind", "STEP").put("node", step.node())
                    .put("phase", step.phase().name()).put("status", step.state().name())
                    .put("attempt", step.attempts()).put("at", step.at().toString()).build();
            case Change.Moved(Progress progress) -> json.put("kind", "RUN").put("status", progress.status().name())
                    .build();
            case Change.SignalArrived(var signal) -> json.put("kind", "SIGNAL").put("name", signal.name()).build();
            case Change.SignalConsumed(String id, String node) -> json.put("kind", "SIGNAL").put("name", id)
                    .put("node", node).build();
            case Change.EventEmitted(String node, String name, JsonObject payload) -> json.put("kind", "EVENT")
                    .put("node", node).put("name", name).put("payload", payload).build();
            case Change.ChildTold(String node, var child, var order, JsonObject request) -> json.put("kind", "NESTED")
                    .put("node", node).put("child_run_id", child.toString()).put("order", order.name()).build();
            case Change.AttemptFailed failed -> json.put("kind", "ATTEMPT").put("node", failed.node())
                    .put("attempt", failed.attempt()).put("error", failed.error().toJson())
                    .put("at", failed.at().toString()).build();
            case Change.Inherited(var heir) -> json.put("kind", "RUN").put("heir_run_id", heir.toString()).build();
        };
    }
}
