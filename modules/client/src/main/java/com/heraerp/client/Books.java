package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What proves that the books are as they were written, {@code /api/v2.1/finance}. */
public final class Books {

    private final Calls calls;

    Books(Calls calls) {
        this.calls = calls;
    }

    /**
     * Compares everything that was sealed with the rows that are there. The effort grows with the log.
     *
     * @param head of a seal that was kept elsewhere and must still be there
     * @return {@code intact}, how much was sealed, and the first row that is not as it was
     */
    public JsonNode verify(Optional<String> head) {
        Query query = head.map(kept -> Query.of("expect", kept)).orElse(Query.ALL);
        return calls.read(api -> api.verifySeals(query.parameters())).json().path("data");
    }
}
