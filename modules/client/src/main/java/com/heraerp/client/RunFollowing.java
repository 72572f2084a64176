package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Hears how a run changes, over one stream after the other, each beginning after the last change told. */
final class RunFollowing {

    private final Consumer<JsonNode> seen;
    private JsonNode last = Json.object();
    private String place = "";
    private boolean told;
    private boolean ended;

    RunFollowing(Consumer<JsonNode> seen) {
        this.seen = seen;
    }

    /** One stream. @throws NoAnswer when it broke off before it told anything, its end included */
    Answer listen(Streams streams, UUID run) {
        told = false;
        MutableHttpRequest<?> request = HttpRequest
                .GET(streams.at("/api/v2.1/orchestration-runs/" + run + "/events", Query.ALL))
                .header("Accept", Streams.EVENTS);
        if (!place.isEmpty()) {
            request.header("Last-Event-ID", place);
        }
        try {
            Answer answer = streams.events(request, this::heard);
            if (answer.status() >= 400 || told) {
                return answer;
            }
            throw new NoAnswer("the run's stream broke off", new IOException("nothing came"));
        } catch (NoAnswer brokenOff) {
            if (told) {
                return Answer.of(200, Map.of(), new byte[0]);
            }
            throw brokenOff;
        }
    }

    private boolean heard(EventReader.Event event) {
        told = true;
        switch (event.name()) {
            case "run" -> {
                last = event.json();
                place = event.id();
                seen.accept(last);
            }
            case "end" -> ended = !event.json().path("reconnect").asBoolean();
            default -> {
                // A kind of event that a newer server tells
            }
        }
        return !ended;
    }

    boolean hasEnded() {
        return ended;
    }

    JsonNode last() {
        return last;
    }
}
