package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.kernel.postgres.Transaction;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.domain.plan.CanonicalJson;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Operations.Allowed;
import com.heraerp.orchestration.domain.run.Operations.Operated;
import com.heraerp.orchestration.domain.run.RunJson;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.spec.Concurrency;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs in the six tables: a run is a transaction, a step one of its lines. */
@Singleton
final class PostgresRunStore implements RunStore {

    private static final String START = "select hera.start_run(?::jsonb, ?, ?)";
    private static final String FIND = Database.reading("hera.run_text(?)");
    private static final String CLAIM = "select set_config('hera.silent_pods', hera.silent_pods(), true), hera.claim_runs(?, ?, ?)";
    private static final String ENTER = "select hera.enter_run(?, ?, ?, ?)";
    private static final String LOCK = "select hera.lock_run(?)";
    private static final String WRITE = "select hera.write_run(?, ?::jsonb, ?::jsonb)";
    private static final String NOTE = "select hera.note_run(?, ?, ?)";
    private static final UUID NOBODY = new UUID(0, 0);

    private final Database database;
    private final PodSession pod;
    private @Nullable Semaphore room;

    PostgresRunStore(Database database, PodSession pod) {
        this.database = database;
        this.pod = pod;
    }

    /**
     * Whoever finds all of the runs' connections in use waits here, in turn: waiting for one of the pool's ends in an error
     * after a while, and takes them from everybody else.
     */
    private <T> T inRoom(Supplier<T> work) {
        Semaphore gate = room();
        gate.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            gate.release();
        }
    }

    private synchronized Semaphore room() {
        Semaphore known = room == null ? new Semaphore(pod.connections(), true) : room;
        room = known;
        return known;
    }

    @Override
    public Started start(UUID organizationId, RunState initial, Terms terms) {
        Scope scope = new Scope(organizationId, actor(initial), "", new DatabaseCall());
        return inRoom(() -> database.inTransaction(scope, false,
                transaction -> started(begun(transaction, initial, terms, null), initial)));
    }

    @Override
    public <T> Begun<T> begin(Claim claim, RunState initial, Terms terms, Duration timeout, Work<T> work) {
        Scope scope = new Scope(claim.organizationId(), actor(initial), "", new DatabaseCall());
        return inRoom(() -> database.<Begun<T>>inTransaction(scope, false, transaction -> {
            JsonObject told = begun(transaction, initial, terms, timeout);
            Started started = started(told, initial);
            boolean ours = started instanceof New fresh && fresh.run().status().isHeld();
            return new Begun<>(started, ours ? worked(transaction, told, work) : null);
        }));
    }

    /** @param attempt how long whoever goes on in this transaction has for it; null when nobody does */
    private static JsonObject begun(Transaction transaction, RunState initial, Terms terms, @Nullable Duration attempt)
            throws SQLException {
        byte @Nullable [] answer = transaction.call(START, (statement, first) -> {
            Concurrency turns = terms.turns();
            JsonObject.Builder fresh = fresh(initial, terms);
            if (attempt != null) {
                fresh.put("attempt_ms", attempt.toMillis());
            }
            statement.setString(first, fresh.build().toJson());
            if (turns == null || initial.start().subject() == null) {
                statement.setNull(first + 1, Types.INTEGER);
                statement.setString(first + 2, null);
            } else {
                statement.setInt(first + 1, turns.limit());
                statement.setString(first + 2, turns.policy().name());
            }
        });
        return answer == null ? JsonObject.EMPTY : JsonReader.readStored(answer);
    }

    private static Started started(JsonObject told, RunState initial) {
        JsonArray ahead = told.array("ahead");
        List<UUID> before = ahead == null ? List.of() : ahead.values().stream().map(PostgresRunStore::uuid).toList();
        if ("taken".equals(told.text("outcome"))) {
            return new Taken(before.getFirst());
        }
        RunState run = RunJson.read(object(told, "run"));
        if ("new".equals(told.text("outcome"))) {
            return new New(run, before);
        }
        String payload = CanonicalJson.sha(run.start().payload());
        return payload.equals(CanonicalJson.sha(initial.start().payload()))
                && run.start().event().equals(initial.start().event())
                        ? new Known(run)
                        : new Conflicting(run.start().id());
    }

    private static JsonObject.Builder fresh(RunState run, Terms terms) {
        JsonObject kept = RunJson.run(run).toBuilder()
                .put("needs", new JsonArray(terms.needs().stream().sorted().<JsonValue>map(JsonString::new).toList()))
                .build();
        JsonObject.Builder fresh = row(run, kept, run.start().at())
                .put("id", run.start().id().toString())
                .put("smart_code", run.start().smartCode())
                .put("key", run.start().key())
                .put("payload", run.start().payload());
        Instant deadline = run.progress().deadline();
        if (deadline != null) {
            // The database's clock decides when it is over.
            fresh.put("timeout_ms", Duration.between(run.start().at(), deadline).toMillis());
        }
        if (run.start().subject() != null) {
            fresh.put("subject", Codes.folded(run.start().smartCode()) + ' ' + run.start().subject());
        }
        return fresh;
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

    @Override
    public List<Claim> claim(String as, Set<String> procedures, int limit) {
        String told = pod.over(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
                statement.setInt(1, Integer.parseInt(as));
                statement.setArray(2, connection.createArrayOf("text", procedures.toArray()));
                statement.setInt(3, limit);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return String.valueOf(row.getString(2));
                }
            }
        });
        List<Claim> claims = new ArrayList<>();
        if (JsonReader.read(told.getBytes(StandardCharsets.UTF_8)) instanceof JsonArray(List<JsonValue> items)) {
            for (JsonValue item : items) {
                JsonObject claim = (JsonObject) item;
                claims.add(new Claim(UUID.fromString(text(claim, "organization_id")),
                        UUID.fromString(text(claim, "run_id")), as, number(claim, "fence"),
                        claim.has("orphaned_ms") ? Duration.ofMillis(number(claim, "orphaned_ms")) : null));
            }
        }
        return claims;
    }

    @Override
    public <T> Fenced<T> transact(Claim claim, Duration timeout, Work<T> work) {
        Scope scope = new Scope(claim.organizationId(), NOBODY, "", new DatabaseCall());
        return inRoom(() -> database.<Fenced<T>>inTransaction(scope, false,
                transaction -> entered(transaction, claim, timeout, work)));
    }

    private static <T> Fenced<T> entered(Transaction transaction, Claim claim, Duration timeout, Work<T> work)
            throws SQLException {
        byte @Nullable [] told = transaction.call(ENTER, (statement, first) -> {
            statement.setObject(first, claim.runId());
            statement.setInt(first + 1, Integer.parseInt(claim.pod()));
            statement.setLong(first + 2, claim.fence());
            statement.setLong(first + 3, timeout.toMillis());
        });
        if (told == null) {
            return new Lost<>();
        }
        return new Committed<>(worked(transaction, JsonReader.readStored(told), work));
    }

    /** @param told the run as it is under its lock, and the time */
    private static <T> T worked(Transaction transaction, JsonObject told, Work<T> work) throws SQLException {
        RunDraft draft = new RunDraft(transaction, told);
        T result = unbroken(() -> work.in(draft.run(), draft));
        write(transaction, draft);
        return result;
    }

    @FunctionalInterface
    private interface Broken<T> {
        T run();
    }

    /** What broke a transaction inside is for {@link Database} to judge: it repeats what is worth it. */
    private static <T> T unbroken(Broken<T> work) throws SQLException {
        try {
            return work.run();
        } catch (TransactionBroken broken) {
            if (broken.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw broken;
        }
    }

    private static void write(Transaction transaction, RunDraft draft) throws SQLException {
        if (!draft.isWritten()) {
            return;
        }
        transaction.call(WRITE, (statement, first) -> {
            statement.setObject(first, draft.run().start().id());
            statement.setString(first + 1, row(draft.run(), draft.kept(), draft.now()).build().toJson());
            statement.setString(first + 2, new JsonArray(draft.lines()).toJson());
        });
    }

    @Override
    public Optional<Operated> operate(By by, UUID runId, Operation operation) {
        return inRoom(() -> database.inTransaction(by.scope(), false, transaction -> {
            byte @Nullable [] told = transaction.call(LOCK, (statement, first) -> statement.setObject(first, runId));
            if (told == null) {
                return Optional.empty();
            }
            RunDraft draft = new RunDraft(transaction, JsonReader.readStored(told));
            Operated operated = operation.on(draft.found(), draft.now());
            if (operated instanceof Allowed(var changes) && !changes.isEmpty()) {
                draft.write(changes, draft.run().after(changes));
                write(transaction, draft);
                note(transaction, by, runId);
            }
            return Optional.of(operated);
        }));
    }

    @Override
    public Started fork(By by, UUID from, RunState forked, Terms terms) {
        return inRoom(() -> database.inTransaction(by.scope(), false, transaction -> {
            Started started = started(begun(transaction, forked, terms, null), forked);
            if (started instanceof New fresh) {
                UUID id = forked.start().id();
                RunDraft draft = new RunDraft(transaction, JsonReader.readStored(locked(transaction, id)));
                List<Change> taken = forked.forward().values().stream().<Change>map(Change.StepWritten::new).toList();
                draft.write(taken, draft.run().after(taken));
                write(transaction, draft);
                note(transaction, by, from);
                return new New(draft.run(), fresh.ahead());
            }
            return started;
        }));
    }

    private static byte[] locked(Transaction transaction, UUID runId) throws SQLException {
        byte @Nullable [] told = transaction.call(LOCK, (statement, first) -> statement.setObject(first, runId));
        if (told == null) {
            throw new IllegalStateException("a run that was begun is not there");
        }
        return told;
    }

    private static void note(Transaction transaction, By by, UUID runId) throws SQLException {
        transaction.call(NOTE, (statement, first) -> {
            statement.setObject(first, runId);
            statement.setString(first + 1, by.action());
            statement.setString(first + 2, by.reason());
        });
    }

    @Override
    public Optional<RunState> find(UUID organizationId, UUID runId) {
        Scope scope = new Scope(organizationId, NOBODY, "", new DatabaseCall());
        return inRoom(() -> Optional.ofNullable(
                database.read(scope, FIND, (statement, first) -> statement.setObject(first, runId))))
                .map(told -> RunJson.read(JsonReader.readStored(told)));
    }

    private static UUID actor(RunState run) {
        String user = run.start().actor().text("user_id");
        return user == null ? NOBODY : UUID.fromString(user);
    }

    private static UUID uuid(JsonValue value) {
        return value instanceof JsonString(String text) ? UUID.fromString(text) : NOBODY;
    }

    private static JsonObject object(JsonObject json, String name) {
        JsonObject object = json.object(name);
        if (object == null) {
            throw new IllegalStateException("an answer without " + name);
        }
        return object;
    }

    private static String text(JsonObject json, String name) {
        return String.valueOf(json.text(name));
    }

    private static long number(JsonObject json, String name) {
        return json.get(name) instanceof JsonNumber(var number) ? number.longValueExact() : 0;
    }
}
