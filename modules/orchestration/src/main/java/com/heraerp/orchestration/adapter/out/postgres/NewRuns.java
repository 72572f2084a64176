package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.postgres.Database.Arguments;
import com.heraerp.kernel.postgres.Transaction;
import com.heraerp.orchestration.adapter.out.postgres.Breath.Writing;
import com.heraerp.orchestration.application.port.RunStore.Begun;
import com.heraerp.orchestration.application.port.RunStore.Committed;
import com.heraerp.orchestration.application.port.RunStore.Conflicting;
import com.heraerp.orchestration.application.port.RunStore.Fenced;
import com.heraerp.orchestration.application.port.RunStore.Known;
import com.heraerp.orchestration.application.port.RunStore.New;
import com.heraerp.orchestration.application.port.RunStore.Started;
import com.heraerp.orchestration.application.port.RunStore.Taken;
import com.heraerp.orchestration.application.port.RunStore.Terms;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.spec.Concurrency;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes runs that were not there before. */
final class NewRuns {

    private static final String START = "select hera.start_run(?::jsonb, ?, ?)";
    private static final Writing WRITING = Writing.by("select hera.write_new_run(?::jsonb, ?::jsonb)", 2);

    private NewRuns() {}

    /** Does the first transaction of a run that {@code hera.begin_run} let begin, writes the run as it is then, and goes on. */
    static <T> Begun<T> begun(Breath<T> breath, JsonObject told, RunState initial, Terms terms) throws SQLException {
        Transaction transaction = breath.transaction();
        Instant now = RunRows.now(told);
        RunDraft draft = new RunDraft(transaction, now, initial.begunAt(now), () -> {
            transaction.restart();
            RunDraft.sameAsBefore("new".equals(RunRows.told(transaction).text("outcome")));
        });
        Fenced<T> come = breath.from(draft, WRITING, () -> written(draft, terms));
        return new Begun<>(new New(draft.run(), ahead(told)), come instanceof Committed<T>(T last) ? last : null);
    }

    private static Arguments written(RunDraft draft, Terms terms) {
        JsonArray steps = StepPlace.inRow(draft.run());
        String row = RunRows.fresh(draft.run(), terms, steps, draft.now()).build().toJson();
        String lines = draft.lines(steps == null).toJson();
        return (statement, first) -> {
            statement.setString(first, row);
            statement.setString(first + 1, lines);
        };
    }

    /** Writes a run that others carry on, or that waits its turn. */
    static Started queued(Transaction transaction, RunState initial, Terms terms) throws SQLException {
        byte @Nullable [] answer = transaction.call(START, (statement, first) -> {
            Concurrency turns = terms.turns();
            statement.setString(first, RunRows.fresh(initial, terms, StepPlace.inRow(initial), initial.start().at())
                    .build().toJson());
            if (turns == null || initial.start().subject() == null) {
                statement.setNull(first + 1, Types.INTEGER);
                statement.setString(first + 2, null);
            } else {
                statement.setInt(first + 1, turns.limit());
                statement.setString(first + 2, turns.policy().name());
            }
        });
        return started(answer == null ? JsonObject.EMPTY : JsonReader.readStored(answer), initial);
    }

    /** What {@code hera.start_run} and {@code hera.begin_run} tell. */
    static Started started(JsonObject told, RunState initial) {
        List<UUID> before = ahead(told);
        if ("taken".equals(told.text("outcome"))) {
            return new Taken(before.getFirst());
        }
        RunState run = RunRows.found(told, null);
        if ("new".equals(told.text("outcome"))) {
            return new New(run, before);
        }
        return initial.start().repeats(run.start()) ? new Known(run) : new Conflicting(run.start().id());
    }

    private static List<UUID> ahead(JsonObject told) {
        JsonArray ahead = told.array("ahead");
        return ahead == null
                ? List.of()
                : ahead.values().stream().map(value -> UUID.fromString(((JsonString) value).value())).toList();
    }
}
