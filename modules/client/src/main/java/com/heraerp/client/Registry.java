package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** Procedures and orchestrations as they are registered: {@code /api/v2.1/procedures} and {@code /api/v2.1/orchestrations}. */
public final class Registry {

    private final Calls calls;

    Registry(Calls calls) {
        this.calls = calls;
    }

    /** The procedures that the organization can use, by code. @param query {@code q}, a part of code or intent */
    public Pages<JsonNode> procedures(Query query) {
        return new Pages<>(query, page -> Page.in(
                calls.read(api -> api.listProcedures(page.parameters())).json(), item -> item));
    }

    /** The orchestrations that the organization can use, by code. @param query {@code q}, a part of code or intent */
    public Pages<JsonNode> orchestrations(Query query) {
        return new Pages<>(query, page -> Page.in(
                calls.read(api -> api.listOrchestrations(page.parameters())).json(), item -> item));
    }

    /**
     * A procedure, its text as JSON under {@code spec}.
     *
     * @param code in either spelling of its version
     */
    public JsonNode procedure(String code) {
        return calls.read(api -> api.readProcedure(code)).json().path("data");
    }

    /**
     * An orchestration, its text as JSON under {@code spec}, compiled under {@code plan}.
     *
     * @param code in either spelling of its version
     */
    public JsonNode orchestration(String code) {
        return calls.read(api -> api.readOrchestration(code)).json().path("data");
    }

    /**
     * Registers a procedure; needs the role admin.
     *
     * @param text YAML or JSON
     * @return what it is now; {@code status} says whether that is new
     * @throws HeraRefusal.Violated with everything that is wrong, each with its path and line; nothing is changed
     */
    public JsonNode registerProcedure(String text) {
        return calls.write((api, key) -> api.registerProcedure(bytes(text), key)).json();
    }

    /** Registers an orchestration, as {@link #registerProcedure}. */
    public JsonNode registerOrchestration(String text) {
        return calls.write((api, key) -> api.registerOrchestration(bytes(text), key)).json();
    }

    /**
     * Examines an orchestration; changes nothing.
     *
     * @param text empty: the one that is registered
     * @return {@code valid} and {@code problems}
     */
    public JsonNode examine(String code, String text) {
        return calls.read(api -> api.validateOrchestration(code, bytes(text))).json();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A picture of an orchestration's graph. @param code in either spelling of its version */
    public String graph(String code, Picture picture) {
        return calls.read(api -> api.drawOrchestration(code, picture.query().parameters())).text();
    }
}
