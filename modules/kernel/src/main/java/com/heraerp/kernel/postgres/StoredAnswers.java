package com.heraerp.kernel.postgres;

import com.heraerp.kernel.change.StoredBatch;
import com.heraerp.kernel.change.StoredChange;
import com.heraerp.kernel.change.StoredRow;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what the functions that change rows answer, one row or a batch of them.
 *
 * @param idName what the row's id is called, such as {@code entity_id}
 * @param told what else of a row callers should know, where the function says it
 */
public record StoredAnswers(String idName, List<String> told) {

    public StoredAnswers {
        told = List.copyOf(told);
    }

    /** The answer of one change. */
    public StoredChange change(Outcome outcome) {
        return new StoredChange(
                row(JsonReader.readStored(outcome.json())), outcome.replayed(), outcome.durationMillis());
    }

    /** The answer of a batch; what the database refused in it is translated as if it had been refused alone. */
    public StoredBatch batch(Outcome outcome) {
        JsonObject answer = JsonReader.readStored(outcome.json());
        return new StoredBatch(answer.isTrue("applied"), results(answer), outcome.replayed(), outcome.durationMillis());
    }

    private List<StoredBatch.Result> results(JsonObject answer) {
        JsonArray results = answer.array("results");
        if (results == null) {
            return List.of();
        }
        List<StoredBatch.Result> read = new ArrayList<>(results.size());
        for (JsonValue value : results.values()) {
            JsonObject result = (JsonObject) value;
            int index = (int) number(result, "index");
            read.add(result.has("sqlstate")
                    ? new StoredBatch.Failed(index, SqlRefusals.translate(RaisedError.of(result)))
                    : new StoredBatch.Done(index, row(result)));
        }
        return read;
    }

    private StoredRow row(JsonObject answer) {
        String id = answer.text(idName);
        if (id == null) {
            throw new IllegalStateException("a change answers the row's id as " + idName);
        }
        JsonObject.Builder more = JsonObject.builder();
        for (String name : told) {
            JsonValue value = answer.get(name);
            if (value != null) {
                more.put(name, value);
            }
        }
        return new StoredRow(id, number(answer, "version"), more.build());
    }

    private static long number(JsonObject answer, String name) {
        if (answer.get(name) instanceof JsonNumber number) {
            return number.value().longValueExact();
        }
        throw new IllegalStateException("a change answers a number as " + name);
    }
}
