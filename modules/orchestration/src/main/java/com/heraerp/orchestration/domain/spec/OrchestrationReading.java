package com.heraerp.orchestration.domain.spec;

import static com.heraerp.orchestration.domain.spec.SpecReading.duration;
import static com.heraerp.orchestration.domain.spec.SpecReading.list;
import static com.heraerp.orchestration.domain.spec.SpecReading.object;
import static com.heraerp.orchestration.domain.spec.SpecReading.retry;
import static com.heraerp.orchestration.domain.spec.SpecReading.text;

import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Reads an orchestration from its document. */
public final class OrchestrationReading {

    private OrchestrationReading() {}

    /** The orchestration that {@code content} describes, without what has not its form. */
    public static OrchestrationSpec read(JsonObject content) {
        JsonObject compensation = object(content, "compensation_policy");
        return new OrchestrationSpec(
                text(content, "smart_code"),
                SpecReading.permission(content),
                list(content, "triggers", "", OrchestrationReading::trigger),
                list(object(content, "graph"), "nodes", "/graph", OrchestrationReading::node),
                list(content, "edges", "", OrchestrationReading::edge),
                list(content, "transaction_boundaries", "", OrchestrationReading::group),
                retry(object(content, "retry_policy"), RetryPolicy.USUAL),
                compensation.get("auto_compensate") != JsonBoolean.FALSE,
                retry(compensation, RetryPolicy.UNTIL_DONE),
                concurrency(content.object("concurrency")),
                duration(object(content, "timeouts"), "run"),
                duration(object(content, "timeouts"), "node"));
    }

    private static @Nullable EdgeSpec edge(JsonValue value, String at) {
        String text = text(value);
        return text == null ? null : EdgeSpec.of(text, at);
    }

    private static @Nullable TriggerSpec trigger(JsonValue value, String at) {
        if (!(value instanceof JsonObject trigger)) {
            return null;
        }
        String on = trigger.text("on");
        String emit = trigger.text("emit");
        return on == null || emit == null ? null : new TriggerSpec(on, emit, at);
    }

    private static @Nullable NodeSpec node(JsonValue value, String at) {
        if (!(value instanceof JsonObject node)) {
            return null;
        }
        String id = node.text("id");
        String run = node.text("run");
        if (id == null || run == null) {
            return null;
        }
        JsonObject undo = node.object("compensation");
        JsonObject retry = node.object("retry_policy");
        return new NodeSpec(
                id,
                run,
                node.object("with"),
                node.text("when"),
                node.text("mode"),
                undo == null ? node.text("compensation") : undo.text("run"),
                undo == null ? null : undo.text("mode"),
                Join.of(text(node, "join")).orElse(Join.NONE_FAILED),
                node.isTrue("pivot"),
                retry == null ? null : retry(retry, RetryPolicy.USUAL),
                at);
    }

    private static @Nullable GroupSpec group(JsonValue value, String at) {
        if (!(value instanceof JsonObject group)) {
            return null;
        }
        return new GroupSpec(text(group, "name"), list(group, "applies_to", at, (item, there) -> text(item)), at);
    }

    private static @Nullable Concurrency concurrency(@Nullable JsonObject from) {
        if (from == null) {
            return null;
        }
        return new Concurrency(
                text(from, "key"),
                Math.max(1, SpecReading.whole(from, "limit", 1)),
                Concurrency.Policy.of(text(from, "policy")).orElse(Concurrency.Policy.QUEUE));
    }
}
