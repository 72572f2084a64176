package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/**
 * What those do who watch over workflows: {@code /api/v2.1/orchestration-runs/{run_id}/…} and {@code /api/v2.1/orchestration-events}.
 * It needs the role manager, and each act is noted in the change log with its reason. A run is answered as it is then; what it
 * cannot do in its state is {@link HeraRefusal.Conflict}.
 */
public final class Operator {

    private final Calls calls;

    Operator(Calls calls) {
        this.calls = calls;
    }

    /** Ends a run at its next boundary and undoes what it has done. */
    public JsonNode cancel(UUID run, String reason) {
        return calls.write(reason(reason), (api, body, key) -> api.cancelRun(run, body, key)).json();
    }

    /** Ends a run; nothing is undone. */
    public JsonNode terminate(UUID run, String reason) {
        return calls.write(reason(reason), (api, body, key) -> api.terminateRun(run, body, key)).json();
    }

    /** Keeps a run from going on. */
    public JsonNode pause(UUID run, String reason) {
        return calls.write(reason(reason), (api, body, key) -> api.pauseRun(run, body, key)).json();
    }

    /** Lets a paused run go on. */
    public JsonNode resume(UUID run, String reason) {
        return calls.write(reason(reason), (api, body, key) -> api.resumeRun(run, body, key)).json();
    }

    /** Lets a failed run go on from where it failed. */
    public JsonNode redrive(UUID run, String reason) {
        return calls.write(reason(reason), (api, body, key) -> api.redriveRun(run, body, key)).json();
    }

    /** Does a node of a suspended or waiting run once more. */
    public JsonNode retry(UUID run, String node, String reason) {
        return calls.write(reason(reason), (api, body, key) -> api.retryNode(run, node, body, key)).json();
    }

    /** Lets a suspended or waiting run go on without a node. */
    public JsonNode skip(UUID run, String node, String reason) {
        return calls.write(reason(reason), (api, body, key) -> api.skipNode(run, node, body, key)).json();
    }

    /**
     * Makes a new run of one that has ended, which does {@code node} and all that follows it anew.
     *
     * @param patch merged into the other's payload; empty: the same payload
     * @param key under which there is one fork only, however often it is asked for; empty: a new one
     * @return the new run
     */
    public JsonNode fork(UUID run, String node, Optional<JsonNode> patch, Optional<String> key, String reason) {
        ObjectNode body = reason(reason).put("node", node);
        patch.ifPresent(payload -> body.set("payload", payload));
        byte[] bytes = Json.write(body);
        return calls.write((api, fresh) -> api.forkRun(run, bytes, key.orElse(fresh))).json();
    }

    /** One act on many runs. @return what became of each, how many were {@code done} and {@code refused}, and whether there are {@code more} */
    public JsonNode bulk(Bulk bulk) {
        return calls.write(bulk.json(), HeraApi::operateRuns).json();
    }

    /** Events that workflows begin with, newest first. @param query {@code status} (such as {@code DEAD}), {@code name} */
    public Pages<JsonNode> events(Query query) {
        return new Pages<>(query, page -> Page.in(
                calls.read(api -> api.listEvents(page.parameters())).json(), item -> item));
    }

    /** Lets an event start what it has not started. @return the event */
    public JsonNode replay(UUID event, String reason) {
        return calls.write(reason(reason), (api, body, key) -> api.replayEvent(event, body, key)).json().path("data");
    }

    private static ObjectNode reason(String reason) {
        return Json.object().put("reason", reason);
    }
}
