package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * One page of a listing.
 *
 * @param items in the order asked for
 * @param nextCursor where the next page begins; empty on the last
 * @param total of all pages, when it was asked for
 * @param json the whole answer
 */
public record Page<T>(List<T> items, Optional<String> nextCursor, Optional<Long> total, JsonNode json) {

    static <T> Page<T> in(JsonNode answer, Function<JsonNode, T> item) {
        JsonNode data = answer.isArray() ? answer : answer.path("data");
        return new Page<>(
                StreamSupport.stream(data.spliterator(), false).map(item).toList(),
                Optional.ofNullable(Json.text(answer, "next_cursor")),
                answer.path("total").isIntegralNumber()
                        ? Optional.of(answer.path("total").longValue())
                        : Optional.empty(),
                answer);
    }
}
