package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What became of a batch.
 *
 * @param operations in the order in which they were sent
 * @param json the whole answer
 */
public record BatchResult(List<Operation> operations, JsonNode json) {

    /**
     * What became of one operation.
     *
     * @param status as its own request would have answered
     * @param json id and version, or the error
     */
    public record Operation(int status, JsonNode json) {

        /** Whether it was done. */
        public boolean done() {
            return status < 300;
        }
    }

    static BatchResult in(Answer answer) {
        JsonNode json = answer.json();
        return new BatchResult(StreamSupport.stream(json.path("results").spliterator(), false)
                .map(each -> new Operation(each.path("status").intValue(), each))
                .toList(), json);
    }
}
