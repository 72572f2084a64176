package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;

/**
 * What a write left behind.
 *
 * @param id of the entity or transaction
 * @param version it has now
 * @param warnings what the guardrails found doubtful
 * @param replayed whether the write had been done before under the same key, and this is its first answer
 * @param json the whole answer
 */
public record Stored(UUID id, long version, List<HeraError.Finding> warnings, boolean replayed, JsonNode json) {

    static Stored in(Answer answer, String idMember) {
        JsonNode json = answer.json();
        return new Stored(Json.id(json, idMember), json.path("version").longValue(),
                HeraError.Finding.all(json.path("warnings")), answer.replayed(), json);
    }
}
