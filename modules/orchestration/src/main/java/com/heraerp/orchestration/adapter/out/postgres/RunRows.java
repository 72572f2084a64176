package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Transaction;
import com.heraerp.orchestration.application.port.RunStore.Terms;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.run.RunJson;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.spec.Concurrency;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Runs as the functions of the store take and tell them. */
final class RunRows {

    private RunRows() {}

    /** For {@code hera.begin_run}. */
    static JsonObject beginning(RunState run, Terms terms, Duration attempt) {
        JsonObject.Builder beginning = JsonObject.builder()
                .put("smart_code", run.start().smartCode())
                .put("attempt_ms", attempt.toMillis())
                .put("hops", run.start().actor().get("hops") instanceof JsonValue hops ? hops.toJson() : "0");
        if (!run.start().key().equals(run.start().id().toString())) {
            beginning.put("key", run.start().key());
        }
        String subject = subject(run);
        if (subject != null && terms.turns() instanceof Concurrency turns) {
            beginning.put("subject", subject).put("limit", turns.limit()).put("policy", turns.policy().name());
        }
        return beginning.build();
    }

    /**
     * A run that is not there yet, for {@code hera.start_run} and {@code hera.write_new_run}.
     *
     * @param steps from {@link StepPlace#inRow}
     */
    static JsonObject.Builder fresh(RunState run, Terms terms, @Nullable JsonArray steps, Instant now) {
        JsonObject kept = kept(run, steps)
                .put("needs", new JsonArray(terms.needs().stream().sorted().<JsonValue>map(JsonString::new).toList()))
                .build();
        JsonObject.Builder fresh = row(run, kept, now)
                .put("id", run.start().id().toString())
                .put("smart_code", run.start().smartCode())
                .put("key", run.start().key())
                .put("payload", run.start().payload());
        Instant deadline = run.progress().deadline();
        if (deadline != null) {
            // The database's clock decides when it is over.
            fresh.put("timeout_ms", Duration.between(run.start().at(), deadline).toMillis());
        }
        String subject = subject(run);
        return subject == null || terms.turns() == null ? fresh : fresh.put("subject", subject);
    }

    private static @Nullable String subject(RunState run) {
        return run.start().subject() == null
                ? null
                : Codes.folded(run.start().smartCode()) + ' ' + run.start().subject();
    }

    /**
     * What changes of a run that is there, for {@code hera.write_run}.
     *
     * @param steps from {@link StepPlace#inRow}
     */
    static JsonObject.Builder row(RunState run, @Nullable JsonArray steps, Instant now) {
        return row(run, kept(run, steps).build(), now);
    }

    private static JsonObject.Builder kept(RunState run, @Nullable JsonArray steps) {
        JsonObject.Builder kept = RunJson.run(run);
        return steps == null ? kept : kept.put("steps", steps);
    }

    private static JsonObject.Builder row(RunState run, JsonObject kept, Instant now) {
        RunStatus status = run.status();
        Instant due = run.progress().notBefore();
        JsonObject.Builder row = JsonObject.builder()
                .put("status", status.name())
                .put("run", kept)
                .put("ended", status.isTerminal());
        if (status == RunStatus.PENDING || status == RunStatus.WAITING && due != null) {
            row.put("due", (due == null ? now : due).toString());
        }
        String owner = run.hold().owner();
        return owner == null ? row : row.put("owner", Integer.parseInt(owner));
    }

    /** What the transaction began with. */
    static JsonObject told(Transaction transaction) {
        byte @Nullable [] told = transaction.told();
        return told == null ? JsonObject.EMPTY : JsonReader.readStored(told);
    }

    /** The database's time as it was told. */
    static Instant now(JsonObject told) {
        return Instant.parse(String.valueOf(told.text("now")));
    }

    /** The run as it was told, or {@code last} when it was told that nobody has written it since. */
    static RunState found(JsonObject told, @Nullable RunState last) {
        JsonObject whole = told.object("run");
        if (whole != null) {
            return RunJson.read(whole);
        }
        if (last == null) {
            throw new IllegalStateException("a run is entered with its state");
        }
        return last;
    }

    /** A run that an operator holds; what he does, he does once. */
    static RunDraft locked(Transaction transaction, JsonObject told) {
        return new RunDraft(transaction, now(told), found(told, null), () -> {
            throw new IllegalStateException("an operator's transaction has no second attempt");
        });
    }
}
