package com.heraerp.orchestration.application;

import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.postgres.Transaction;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.port.RunStore.TransactionBroken;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Workflows of trial steps. A step that writes leaves a row of its run, node and direction; one that calls, its key. */
final class Trial {

    static final String CODE = "HERA.TRIAL.CRASH.ORCH.RUN.v1";
    private static final String EFFECT = "insert into trial.effects (run, node, sign) values (?, ?, ?) returning 1";

    /** What calls have been made with: each key as often as it was used. */
    final Queue<String> keys = new ConcurrentLinkedQueue<>();
    private final Function<Invocation, Outcome> meanwhile;

    Trial() {
        this(invocation -> Outcome.completed());
    }

    /** @param meanwhile what a step does besides, before it ends; its outcome is the step's */
    Trial(Function<Invocation, Outcome> meanwhile) {
        this.meanwhile = meanwhile;
    }

    static void prepare(TestDatabase database) {
        database.execute("""
                create schema trial;
                create table trial.effects (run text not null, node text not null, sign text not null);
                grant usage on schema trial to hera_app;
                grant select, insert on trial.effects to hera_app""");
    }

    /** Registers the procedures and a workflow of {@code nodes} and {@code edges}, both as YAML. */
    static void register(Engine engine, String nodes, String edges) {
        engine.registered(procedure("WRITE", "transactional"));
        engine.registered(procedure("UNWRITE", "transactional"));
        engine.registered(procedure("CALL", "external"));
        engine.registered("""
                smart_code: %s
                intent: Be tried.
                triggers:
                  - { on: EVENT.TRIAL, emit: TRIAL.REQUESTED }
                graph:
                  nodes:
                %s
                edges:
                  - TRIAL.REQUESTED -> %s
                retry_policy: { max_attempts: 5, backoff: fixed, initial_delay: PT0.01S, max_delay: PT0.01S }
                compensation_policy: { auto_compensate: true }
                timeouts: { node: PT2S }
                """.formatted(CODE, nodes.stripTrailing().indent(4).stripTrailing(), edges));
    }

    static String writing(String node) {
        return "- { id: " + node + ", run: HERA.TRIAL.CRASH.PROC.WRITE.V1,"
                + " compensation: HERA.TRIAL.CRASH.PROC.UNWRITE.V1 }\n";
    }

    static String calling(String node) {
        return "- { id: " + node + ", run: HERA.TRIAL.CRASH.PROC.CALL.V1 }\n";
    }

    private static String procedure(String name, String kind) {
        return """
                smart_code: HERA.TRIAL.CRASH.PROC.%s.V1
                intent: Be tried.
                kind: %s
                idempotent: true
                scope: { in_scope: [Trying], out_of_scope: [Failing] }
                preconditions: []
                invariants: []
                inputs: { required: [], optional: [] }
                outputs: { entities_created: [], transactions_emitted: [] }
                happy_path: [{ step: Try. }]
                errors: []
                observability: { logs: [], audit_json: true }
                example_payload: {}
                checks: []
                """.formatted(name, kind);
    }

    List<ProcedureHandler> handlers() {
        return List.of(new Step("WRITE"), new Step("UNWRITE"), new Step("CALL"));
    }

    /** Effects of a run, as {@code +NODE -NODE}, sorted. */
    static String effects(Engine engine, Object run) {
        return String.valueOf(engine.one(
                "select coalesce(string_agg(sign || node, ' ' order by node, sign), '') from trial.effects where run = '"
                        + run + "'"));
    }

    /** What all runs together have left. */
    static String sums(Engine engine) {
        return String.valueOf(engine.one("select count(*) || ' of ' || count(distinct (run, node, sign))"
                + " from trial.effects"));
    }

    List<String> distinctKeys() {
        return keys.stream().distinct().sorted().collect(Collectors.toList());
    }

    private final class Step implements ProcedureHandler {

        private final String name;

        Step(String name) {
            this.name = name;
        }

        @Override
        public String smartCode() {
            return "HERA.TRIAL.CRASH.PROC." + name + ".V1";
        }

        @Override
        public Outcome handle(Invocation invocation, TransactionScope scope) {
            if (scope == TransactionScope.NONE) {
                keys.add(invocation.idempotencyKey());
                return meanwhile.apply(invocation);
            }
            try {
                scope.as(Transaction.class).call(EFFECT, (statement, first) -> {
                    statement.setString(first, invocation.runId().toString());
                    statement.setString(first + 1, invocation.node());
                    statement.setString(first + 2, invocation.undoing() ? "-" : "+");
                });
            } catch (SQLException failed) {
                throw new TransactionBroken("broken", failed);
            }
            return invocation.undoing() ? Outcome.completed() : meanwhile.apply(invocation);
        }
    }
}
