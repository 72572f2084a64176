package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Database.Arguments;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.kernel.postgres.Transaction;
import com.heraerp.kernel.postgres.Transaction.Beginning;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Operations.Allowed;
import com.heraerp.orchestration.domain.run.Operations.Operated;
import com.heraerp.orchestration.domain.run.RunJson;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/** Runs in the six tables: a run is a transaction; its steps stand in its row, or in its lines ({@link StepPlace}). */
@Singleton
final class PostgresRunStore implements RunStore {

    private static final String FIND = Database.reading("hera.run_text(?)");
    private static final String CLAIM = "select set_config('hera.silent_pods', hera.silent_pods(), true), hera.claim_runs(?, ?, ?)";
    private static final String BEGIN = Database.reading("hera.begin_run(?::jsonb)");
    private static final String LOCK = "select hera.lock_run(?)";
    private static final String NOTE = "select hera.note_run(?, ?, ?)";
    private static final UUID NOBODY = new UUID(0, 0);

    private final Database database;
    private final PodSession pod;
    private final Duration breath;
    private @Nullable Semaphore room;

    @Inject
    PostgresRunStore(Database database, PodSession pod) {
        this(database, pod, Breath.LONGEST);
    }

    /** @param breath how long transactions of one run may follow each other on one connection */
    PostgresRunStore(Database database, PodSession pod, Duration breath) {
        this.database = database;
        this.pod = pod;
        this.breath = breath;
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
                transaction -> NewRuns.queued(transaction, initial, terms)));
    }

    /** The run is written at the end, as it is then; until then its key and its subject are locked. */
    @Override
    public <T> Begun<T> begin(Claim claim, RunState initial, Terms terms, Duration timeout, Course<T> course) {
        Scope scope = new Scope(claim.organizationId(), actor(initial), "", new DatabaseCall());
        String begin = RunRows.beginning(initial, terms, timeout).toJson();
        Beginning beginning = new Beginning(BEGIN, (statement, first) -> statement.setString(first, begin));
        return inRoom(() -> database.<Begun<T>>inTransaction(scope, beginning, transaction -> {
            JsonObject told = RunRows.told(transaction);
            return switch (String.valueOf(told.text("outcome"))) {
                case "new" ->
                    NewRuns.begun(new Breath<>(transaction, claim, timeout, course, breath), told, initial, terms);
                case "waits" -> new Begun<>(NewRuns.queued(transaction, initial, terms), null);
                default -> new Begun<>(NewRuns.started(told, initial), null);
            };
        }));
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
        return transact(claim, timeout, null, new Course<>(work, work, told -> false, told -> {}));
    }

    @Override
    public <T> Fenced<T> transact(Claim claim, Duration timeout, @Nullable RunState last, Course<T> course) {
        Scope scope = new Scope(claim.organizationId(), NOBODY, "", new DatabaseCall());
        return inRoom(() -> database.inTransaction(scope, Breath.entering(claim, timeout, last),
                transaction -> new Breath<>(transaction, claim, timeout, course, breath).entered(last)));
    }

    @Override
    public Optional<Operated> operate(By by, UUID runId, Operation operation) {
        return inRoom(() -> database.inTransaction(by.scope(), false, transaction -> {
            byte @Nullable [] told = transaction.call(LOCK, (statement, first) -> statement.setObject(first, runId));
            if (told == null) {
                return Optional.empty();
            }
            RunDraft draft = RunRows.locked(transaction, JsonReader.readStored(told));
            Operated operated = operation.on(draft.found(), draft.now());
            if (operated instanceof Allowed(var changes) && !changes.isEmpty()) {
                draft.write(changes, draft.run().after(changes));
                transaction.call(Breath.WRITE, Breath.written(draft));
                note(transaction, by, runId);
            }
            return Optional.of(operated);
        }));
    }

    @Override
    public Started fork(By by, UUID from, RunState forked, Inheritance inheritance, Terms terms) {
        return inRoom(() -> database.inTransaction(by.scope(), false, transaction -> {
            // The run first and then its subject, in the order in which one that ends locks them.
            RunDraft origin = RunRows.locked(transaction, JsonReader.readStored(locked(transaction, from)));
            Started started = NewRuns.queued(transaction, forked, terms);
            if (started instanceof New fresh) {
                List<Change> inherited = inheritance.from(origin.found());
                if (!inherited.isEmpty()) {
                    origin.write(inherited, origin.run().after(inherited));
                    transaction.call(Breath.WRITE, Breath.written(origin));
                }
                note(transaction, by, from);
                UUID id = forked.start().id();
                RunDraft draft = RunRows.locked(transaction, JsonReader.readStored(locked(transaction, id)));
                List<Change> taken = forked.forward().values().stream().<Change>map(Change.StepWritten::new).toList();
                draft.write(taken, draft.run().after(taken));
                transaction.call(Breath.WRITE, Breath.written(draft));
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

    private static String text(JsonObject json, String name) {
        return String.valueOf(json.text(name));
    }

    private static long number(JsonObject json, String name) {
        return json.get(name) instanceof JsonNumber(var number) ? number.longValueExact() : 0;
    }
}
