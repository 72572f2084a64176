package com.heraerp.entities.adapter.out.postgres;

import com.heraerp.entities.application.port.ImportStore;
import com.heraerp.entities.application.port.ImportStore.Failure;
import com.heraerp.entities.application.port.ImportStore.Part;
import com.heraerp.entities.domain.EntityChange;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.RaisedError;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.kernel.postgres.Session;
import com.heraerp.kernel.postgres.SqlRefusals;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One import: rows gather here, go over by COPY a megabyte at a time, and are written by {@code hera.import_entities}. */
final class StagedImport implements ImportStore.Session {

    private static final String COPY = "copy pg_temp.hera_import (line, ref, operation) from stdin";
    private static final String WRITE = Database.writing("hera.import_entities(?, ?, ?)");
    private static final String SET_REFERENCES = Database.writing("hera.import_references(?, ?)");
    private static final int BUFFER = 1 << 20;

    private final Session session;
    private final Runnable afterwards;
    private final StringBuilder rows = new StringBuilder(BUFFER);

    StagedImport(Session session, Runnable afterwards) {
        this.session = session;
        this.afterwards = afterwards;
        boolean open = false;
        try {
            session.run("select hera.open_import()");
            open = true;
        } finally {
            if (!open) {
                session.close();
            }
        }
    }

    @Override
    public void stage(int line, @Nullable UUID ref, EntityChange change) {
        rows.append(line).append('\t').append(ref == null ? "\\N" : ref.toString()).append('\t');
        // JSON holds no control characters; all that COPY reads otherwise is the backslash.
        rows.append(Operations.of(change).toJson().replace("\\", "\\\\")).append('\n');
        if (rows.length() > BUFFER) {
            flush();
        }
    }

    private void flush() {
        if (!rows.isEmpty()) {
            session.copyIn(COPY, rows.toString().getBytes(StandardCharsets.UTF_8));
            rows.setLength(0);
        }
    }

    @Override
    public Part write(Scope scope, boolean upsert, int after, int limit) {
        flush();
        return part(session.write(scope, WRITE, (statement, first) -> {
            statement.setBoolean(first, upsert);
            statement.setInt(first + 1, after);
            statement.setInt(first + 2, limit);
        }));
    }

    @Override
    public Part setReferences(Scope scope, int after, int limit) {
        return part(session.write(scope, SET_REFERENCES, (statement, first) -> {
            statement.setInt(first, after);
            statement.setInt(first + 1, limit);
        }));
    }

    private static Part part(Outcome outcome) {
        JsonObject answer = JsonReader.readStored(outcome.json());
        Integer last = answer.get("last") instanceof JsonNumber number ? number.value().intValueExact() : null;
        return new Part(last, count(answer, "lines"), count(answer, "created"), count(answer, "updated"),
                count(answer, "unchanged"), failures(answer), outcome.replayed());
    }

    private static List<Failure> failures(JsonObject answer) {
        JsonArray failures = answer.array("failures");
        if (failures == null) {
            return List.of();
        }
        List<Failure> read = new ArrayList<>(failures.size());
        for (JsonValue value : failures.values()) {
            JsonObject failure = (JsonObject) value;
            read.add(new Failure(count(failure, "line"), SqlRefusals.translate(RaisedError.of(failure))));
        }
        return read;
    }

    private static int count(JsonObject answer, String name) {
        return answer.get(name) instanceof JsonNumber number ? number.value().intValueExact() : 0;
    }

    @Override
    public void close() {
        try (Session closing = session) {
            closing.run("select hera.close_import()");
        } finally {
            afterwards.run();
        }
    }
}
