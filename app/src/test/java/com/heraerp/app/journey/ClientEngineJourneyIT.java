package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.heraerp.client.Bulk;
import com.heraerp.client.Changes;
import com.heraerp.client.EntityDraft;
import com.heraerp.client.Following;
import com.heraerp.client.HeraClient;
import com.heraerp.client.HeraRefusal;
import com.heraerp.client.Picture;
import com.heraerp.client.Query;
import com.heraerp.db.Demo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A caller in Java starts workflows, watches over them and hears what changes. */
class ClientEngineJourneyIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HeraClient staff = RunningHera.as(Demo.STAFF).api().hera();
    private final HeraClient manager = RunningHera.as(Demo.MANAGER).api().hera();
    private final HeraClient admin = RunningHera.as(Demo.ADMIN).api().hera();

    @Test
    void operatesARun() {
        String code = registered("OPERATED");
        UUID run = started(code, "{\"hold\":true}");

        assertThatExceptionOfType(HeraRefusal.Forbidden.class).isThrownBy(() -> staff.operator().pause(run, "may not"));
        assertThat(manager.operator().pause(run, "a look at it").path("status").asText()).isEqualTo("SUSPENDED");
        assertThat(manager.operator().resume(run, "looked").path("run_id").asText()).isEqualTo(run.toString());
        awaitWaiting(run);
        assertThat(manager.operator().skip(run, "WAIT", "approved by word").path("run_id").asText())
                .isEqualTo(run.toString());
        assertThat(staff.runs().follow(run, _ -> {}).path("status").asText()).isEqualTo("COMPLETED");
        assertThatExceptionOfType(HeraRefusal.Conflict.class)
                .isThrownBy(() -> manager.operator().cancel(run, "too late"));
        assertThat(manager.operator().fork(run, "WAIT", Optional.of(json("{\"hold\":null}")), Optional.empty(), "again")
                .path("run_id").asText()).isNotEqualTo(run.toString());
        assertThat(staff.runs().graph(run, Picture.SVG)).startsWith("<svg");
        assertThat(staff.registry().graph(code, Picture.MERMAID)).contains("NOTE");
        assertThat(staff.registry().graph(code, Picture.JSON)).contains("\"nodes\"");
        assertThat(staff.runs().explain(run)).isNotEmpty();
    }

    @Test
    void followsARunThatIsSignalled() {
        UUID run = started(registered("SIGNALLED"), "{\"hold\":true}");
        List<String> seen = new ArrayList<>();

        JsonNode last = staff.runs().follow(run, state -> {
            seen.add(state.path("status").asText());
            if (state.path("status").asText().equals("WAITING")) {
                staff.runs().signal(run, "APPROVED", json("{\"by\":\"Maria\"}"));
            }
        });

        assertThat(last.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(seen).contains("WAITING").endsWith("COMPLETED");
    }

    @Test
    void actsOnManyRunsAndOnEvents() {
        String code = registered("MANY_BY_CLIENT");
        UUID first = started(code, "{\"hold\":true}");
        UUID second = started(code, "{\"hold\":true}");
        Bulk cancel = Bulk.of(Bulk.Act.CANCEL, Query.of("smart_code", code).and("status", "WAITING"), "not wanted");

        assertThat(manager.operator().bulk(cancel.tried()).path("matched").intValue()).isEqualTo(2);
        assertThat(manager.operator().bulk(cancel.limit(2).rate(100)).path("done").intValue()).isEqualTo(2);
        assertThat(List.of(staff.runs().follow(first, _ -> {}), staff.runs().follow(second, _ -> {})))
                .extracting(run -> run.path("status").asText()).containsOnly("CANCELLED");
        assertThat(manager.operator().events(Query.ALL.limit(2)).first().items()).hasSizeLessThanOrEqualTo(2);
        assertThatExceptionOfType(HeraRefusal.NotFound.class)
                .isThrownBy(() -> manager.operator().replay(UUID.randomUUID(), "nothing there"));
    }

    @Test
    void hearsChangesOverAWebSocket() throws InterruptedException {
        String type = "SOCKETED_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        Optional<String> begin = staff.changes().after(Optional.empty(), Query.ALL.limit(1)).nextCursor();
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        UUID id = staff.entities().create(EntityDraft.of(type, "One", "HERA.SALON.INV.NOTE.PLAIN.V1")).id();
        List<JsonNode> logged = staff.changes().upToNow(begin, Query.of("entity_type", type));

        try (Following _ = staff.changes().subscribe(begin, Query.of("entity_type", type),
                change -> heard.add(change.toString()))) {
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(logged.getFirst().toString());
            staff.entities().update(id, EntityDraft.changes().name("Two"));
            assertThat(heard.poll(30, TimeUnit.SECONDS)).contains("\"action\":\"UPDATE\"", id.toString());
        }
        BlockingQueue<String> refused = new LinkedBlockingQueue<>();
        staff.changes().subscribe(Optional.of("no cursor"), Query.ALL, new Refusals(refused));
        RunningHera.as(UUID.randomUUID()).api().hera().changes().subscribe(begin, Query.ALL, new Refusals(refused));
        assertThat(List.of(String.valueOf(refused.poll(30, TimeUnit.SECONDS)),
                String.valueOf(refused.poll(30, TimeUnit.SECONDS))))
                .anyMatch(why -> why.startsWith("400 invalid_request"))
                .anyMatch(why -> why.startsWith("401 unauthorized") || why.startsWith("403 forbidden"));
    }

    /** Until a pod has carried what was resumed to its wait, it is under way. */
    private void awaitWaiting(UUID run) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!staff.runs().read(run).path("status").asText().equals("WAITING")) {
            assertThat(System.nanoTime()).as("it never waits").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private UUID started(String code, String payload) {
        JsonNode run = staff.runs().execute(code, Optional.empty(), json(payload), Optional.empty(),
                Duration.ofSeconds(1));
        return UUID.fromString(run.path("run_id").asText());
    }

    /** A workflow that notes something, and waits when asked. */
    private String registered(String name) {
        String code = "HERA.RETAIL.STOCK.ORCH." + name + ".v1";
        admin.registry().registerOrchestration("""
                smart_code: %s
                intent: Note something, and wait when asked.
                triggers:
                  - { on: EVENT.%s, emit: NOTE.ASKED }
                graph:
                  nodes:
                    - id: NOTE
                      run: HERA.CORE.PROC.ENTITY.CREATE.V1
                      with: { entity_type: NOTE, entity_name: A note, smart_code: HERA.SALON.INV.NOTE.PLAIN.V1 }
                      compensation: HERA.CORE.PROC.ENTITY.DELETE.V1
                    - id: WAIT
                      run: HERA.CORE.PROC.SIGNAL.WAIT.V1
                      when: has($.payload.hold)
                      with: { name: APPROVED }
                edges:
                  - NOTE.ASKED -> NOTE -> WAIT
                retry_policy: { max_attempts: 1, backoff: exponential }
                """.formatted(code, name));
        return code;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    private record Refusals(BlockingQueue<String> why) implements Changes.Follower {

        @Override
        public void changed(JsonNode change) {
            why.add(change.toString());
        }

        @Override
        public void ended(String reason) {
            why.add(reason);
        }
    }
}
