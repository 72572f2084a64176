package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The functions of the database by name, {@code /api/v2/rpc}. */
public final class Functions {

    private final Calls calls;

    Functions(Calls calls) {
        this.calls = calls;
    }

    /** Those that the caller may call, with their arguments. */
    public Pages<JsonNode> list() {
        return new Pages<>(Query.ALL, page -> Page.in(
                calls.read(api -> api.listFunctions(page.parameters())).json(), item -> item));
    }

    /**
     * Calls one. Actor and organization need not be given.
     *
     * @param arguments by name, with or without {@code p_}
     * @return exactly what it returned; a missing node when it returns nothing
     * @throws HeraRefusal.NotFound when there is no such function, or the caller may not know of it
     */
    public JsonNode call(String function, Map<String, ?> arguments) {
        return call(function, Json.of(arguments));
    }

    JsonNode call(String function, JsonNode arguments) {
        return json(calls.write(arguments, (api, body, key) -> api.callFunction(function, body, key)));
    }

    /** Calls one that only reads, by GET. */
    public JsonNode read(String function, Query arguments) {
        return json(calls.read(api -> api.readFunction(function, arguments.parameters())));
    }

    private static JsonNode json(Answer answer) {
        return answer.text().isEmpty() ? Json.object().path("nothing") : answer.json();
    }
}
