package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What becomes of orchestrations: {@code /api/v2.1/orchestration-runs}, and how they begin. */
public final class Runs {

    private final Calls calls;
    private final Streams streams;

    Runs(Calls calls, Streams streams) {
        this.calls = calls;
        this.streams = streams;
    }

    /**
     * Starts a run and waits for its end for a while.
     *
     * @param event empty: the first trigger's
     * @param key under which there is one run only, however often it is started; empty: a new one
     * @param patience whole seconds, at most 300
     * @return the run; also one that failed is no refusal
     */
    public JsonNode execute(String code, Optional<String> event, JsonNode payload, Optional<String> key,
            Duration patience) {
        ObjectNode body = body(event, payload).put("wait", patience.toSeconds());
        byte[] bytes = Json.write(body);
        return calls.write((api, fresh) -> api.executeOrchestration(code, bytes, key.orElse(fresh))).json();
    }

    /**
     * Shows what a run would do; changes nothing.
     *
     * @param more members of the request beside event and payload, such as {@code mocks}
     * @return the run as it would end, and its {@code history}
     */
    public JsonNode simulate(String code, Optional<String> event, JsonNode payload, JsonNode more) {
        ObjectNode body = body(event, payload);
        more.properties().forEach(member -> body.set(member.getKey(), member.getValue()));
        byte[] bytes = Json.write(body);
        return calls.read(api -> api.simulateOrchestration(code, bytes)).json();
    }

    /** Runs, newest first. @param query {@code smart_code}, {@code status}, {@code event}, {@code subject}, … */
    public Pages<JsonNode> list(Query query) {
        return new Pages<>(query, page -> Page.in(
                calls.read(api -> api.listRuns(page.parameters())).json(), item -> item));
    }

    /** One, with each of its nodes. */
    public JsonNode read(UUID run) {
        return calls.read(api -> api.readRun(run)).json();
    }

    /** All that was recorded of one, in the order of time. */
    public JsonNode timeline(UUID run) {
        return calls.read(api -> api.readTimeline(run)).json().path("data");
    }

    /** Why it is where it is, in one sentence. */
    public String explain(UUID run) {
        return calls.read(api -> api.explainRun(run)).json().path("explanation").asText();
    }

    /** A picture of one, with the state of each node. */
    public String graph(UUID run, Picture picture) {
        return calls.read(api -> api.drawRun(run, picture.query().parameters())).text();
    }

    /** Tells a run what it waits for, or will. @return the run */
    public JsonNode signal(UUID run, String name, JsonNode payload) {
        return calls.write(payload, (api, body, key) -> api.signalRun(run, name, body, key)).json();
    }

    /**
     * Follows a run as it changes until it has ended, for as long as it takes; of changes that come faster than they are taken,
     * the latest.
     *
     * @param seen told how it is, first as it is now
     * @return the run as it ended
     * @throws NoAnswer when there was no connection for as often as a call is tried
     */
    public JsonNode follow(UUID run, Consumer<JsonNode> seen) {
        RunFollowing following = new RunFollowing(seen);
        while (!following.hasEnded()) {
            calls.persistently(() -> following.listen(streams, run));
        }
        return following.last();
    }

    private static ObjectNode body(Optional<String> event, JsonNode payload) {
        ObjectNode body = Json.object();
        event.ifPresent(name -> body.put("event", name));
        body.set("payload", payload);
        return body;
    }
}
