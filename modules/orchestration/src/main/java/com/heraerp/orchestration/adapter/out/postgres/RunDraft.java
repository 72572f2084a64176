package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Transaction;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.port.RunStore.RunTransaction;
import com.heraerp.orchestration.application.port.RunStore.TransactionBroken;
import com.heraerp.orchestration.application.port.RunStore.Work;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Nested;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunJson;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.Signal;
import com.heraerp.orchestration.domain.run.Step;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One transaction of a run. What it writes is gathered and goes out in one statement at its end. Lines have fixed numbers: steps, where
 * they are lines, those of {@link StepPlace}; signals from 200,001; failed attempts and events, which are only added, from
 * 1,000,000, by the transaction's own number.
 */
final class RunDraft implements RunTransaction, TransactionScope {

    private static final int SIGNALS = 200_000;
    private static final int RECORDS = 1_000_000;
    private static final int RECORDS_EACH = 1_000;

    private final Transaction transaction;
    private final Instant now;
    private final RunState found;
    private final Restart restart;
    /** Whether a procedure has had the transaction, and may have written through it, since it began. */
    private boolean used;
    private boolean saved;
    private Content content;
    private Content kept;

    /**
     * What is to be written.
     *
     * @param steps that changed, by the numbers of their lines
     * @param lines all others, by number; a later write takes the place of an earlier one
     */
    private record Content(RunState run, boolean written, Map<Integer, Step> steps, Map<Integer, JsonValue> lines,
            int records) {}

    /** Begins the transaction anew; fails when the run is not as it was. */
    @FunctionalInterface
    interface Restart {
        void now() throws SQLException;
    }

    /** @param found as it was before this transaction */
    RunDraft(Transaction transaction, Instant now, RunState found, Restart restart) {
        this.transaction = transaction;
        this.now = now;
        this.found = found;
        this.restart = restart;
        this.content = new Content(found.entered(), false, Map.of(), Map.of(), 0);
        this.kept = content;
    }

    /** What broke a transaction inside is for the database to judge: it repeats what is worth it. */
    <T> T doing(Work<T> work) throws SQLException {
        try {
            return work.in(content.run, this);
        } catch (TransactionBroken broken) {
            if (broken.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw broken;
        }
    }

    /** What a transaction that was begun anew no longer finds as it was is begun anew from its first decision. */
    static void sameAsBefore(boolean same) throws SQLException {
        if (!same) {
            throw new SQLException("the run was changed between two attempts", "40001");
        }
    }

    /** As it was before this transaction. */
    RunState found() {
        return found;
    }

    RunState run() {
        return content.run;
    }

    boolean isWritten() {
        return content.written;
    }

    /** @param withSteps whether steps are lines, too */
    JsonArray lines(boolean withSteps) {
        if (!withSteps) {
            return new JsonArray(List.copyOf(content.lines.values()));
        }
        Map<Integer, JsonValue> all = new LinkedHashMap<>();
        content.steps.forEach((number, step) -> put(all, number, "ORCH_STEP", step.node(), step.attempts(),
                RunJson.step(step), found.step(step.phase(), step.node()).isPresent()));
        all.putAll(content.lines);
        return new JsonArray(List.copyOf(all.values()));
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public TransactionScope scope() {
        return this;
    }

    @Override
    public <T> T as(Class<T> technology) {
        if (technology.isInstance(transaction)) {
            used = true;
            return technology.cast(transaction);
        }
        throw new IllegalStateException("this transaction is PostgreSQL's and no " + technology.getName());
    }

    /** Where no procedure has had the transaction yet, beginning it anew comes back here, and no savepoint is needed. */
    @Override
    public void keep() {
        try {
            if (used) {
                transaction.keep();
                saved = true;
            }
        } catch (SQLException failed) {
            throw new TransactionBroken("a savepoint could not be set", failed);
        }
        kept = content;
    }

    @Override
    public void undo() {
        try {
            if (saved) {
                transaction.undo();
            } else {
                restart.now();
                used = false;
            }
        } catch (SQLException failed) {
            throw new TransactionBroken("an attempt could not be undone", failed);
        }
        content = kept;
    }

    @Override
    public void write(List<Change> changes, RunState after) {
        Map<Integer, Step> steps = new LinkedHashMap<>(content.steps);
        Map<Integer, JsonValue> lines = new LinkedHashMap<>(content.lines);
        int records = content.records;
        for (Change change : changes) {
            switch (change) {
                case Change.StepWritten(Step step) -> steps.put(StepPlace.line(after, step), step);
                case Change.SignalArrived(Signal signal) -> signal(lines, after, signal.id());
                case Change.SignalConsumed(String id, String node) -> signal(lines, after, id);
                case Change.EventEmitted(String node, String name, JsonObject payload) ->
                    put(lines, record(after, records++), "ORCH_EVENT", node, 0, JsonObject.builder()
                            .put("state", "PENDING").put("name", name).put("payload", payload).build());
                case Change.AttemptFailed failed ->
                    put(lines, record(after, records++), "ORCH_ATTEMPT", failed.node(), failed.attempt(),
                            JsonObject.builder().put("phase", failed.phase().name())
                                    .put("error", failed.error().toJson()).put("at", failed.at().toString()).build());
                case Change.ChildTold(String node, var child, var order, JsonObject request) ->
                    put(lines, record(after, records++), "ORCH_NESTED", node, 0, request.toBuilder()
                            .put("order", order.name()).put("to", child.toString()).build());
                case Change.Inherited inherited -> {
                    // The run's own row says it.
                }
                case Change.Moved(Progress progress) -> {
                    RunStart.Parent parent = after.start().parent();
                    if (parent != null && progress.status().isTerminal()) {
                        put(lines, record(after, records++), "ORCH_NESTED", parent.node(), 0,
                                end(after, progress, parent));
                    }
                }
            }
        }
        content = new Content(after, true, steps, lines, records);
    }

    private static JsonObject end(RunState run, Progress progress, RunStart.Parent parent) {
        Signal end = Nested.end(run.start().id(), progress.status(), progress.output(), progress.error());
        return JsonObject.builder().put("order", Nested.Order.END.name()).put("to", parent.runId().toString())
                .put("signal_id", end.id()).put("payload", end.payload()).build();
    }

    private static void put(Map<Integer, JsonValue> lines, int number, String type, String node, int attempts,
            JsonObject data) {
        put(lines, number, type, node, attempts, data, false);
    }

    /** @param again whether the line is there already */
    private static void put(Map<Integer, JsonValue> lines, int number, String type, String node, int attempts,
            JsonObject data, boolean again) {
        JsonObject.Builder line = JsonObject.builder().put("number", number).put("type", type).put("node", node)
                .put("attempts", attempts).put("data", data);
        lines.put(number, (again ? line.put("again", true) : line).build());
    }

    private void signal(Map<Integer, JsonValue> lines, RunState after, String id) {
        List<Signal> inbox = new ArrayList<>(after.inbox());
        for (int i = 0; i < inbox.size(); i++) {
            if (inbox.get(i).id().equals(id)) {
                put(lines, SIGNALS + i + 1, "ORCH_SIGNAL", inbox.get(i).name(), 0, RunJson.signal(inbox.get(i)),
                        i < found.inbox().size());
            }
        }
    }

    private static int record(RunState run, int place) {
        return Math.toIntExact(RECORDS + run.hold().seq() * RECORDS_EACH + place);
    }
}
