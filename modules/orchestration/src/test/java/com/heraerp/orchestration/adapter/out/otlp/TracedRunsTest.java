package com.heraerp.orchestration.adapter.out.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.adapter.out.metrics.Meters;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.RunSettings;
import com.heraerp.orchestration.application.port.RunMeters;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Ending;
import com.heraerp.orchestration.domain.run.Hold;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One trace for each run, whoever carried it. */
class TracedRunsTest {

    private static final String CODE = "HERA.RETAIL.STOCK.ORCH.CALLING.v1";
    private static final String FOLDED = "HERA.RETAIL.STOCK.ORCH.CALLING.V1";
    private static final UUID RUN = UUID.fromString("0195f0c2-7d3a-7000-8abc-0123456789ab");
    private static final UUID PARENT = UUID.fromString("0195f0c2-7d39-7000-9abc-0123456789cd");
    private static final Instant BEGUN = Instant.parse("2025-03-01T08:00:00Z");
    private static final JsonObject ACTOR = JsonObject.builder()
            .put("organization_id", "a0000000-0000-4000-8000-000000000001").put("user_id", "nobody's business").build();

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RunMeters counted = Meters.in(registry);
    private final TracedRuns pod = pod();
    private final TracedRuns other = pod();

    private TracedRuns pod() {
        return new TracedRuns(counted, new RunSpans(SimpleSpanProcessor.create(spans)));
    }

    private static void attempt(RunMeters pod, String node, boolean undoing, int number, Supplier<Outcome> outcome) {
        pod.timed(CODE, new Invocation(RUN, node, null, JsonObject.EMPTY, ACTOR, "key", number, undoing, null,
                Duration.ofSeconds(1), BEGUN), outcome);
    }

    private static void ends(RunMeters pod, RunStatus status, @Nullable RunError error,
            RunStart.@Nullable Parent parent) {
        ends(pod, status, error, parent, null);
    }

    private static void ends(RunMeters pod, RunStatus status, @Nullable RunError error,
            RunStart.@Nullable Parent parent, @Nullable Instant again) {
        RunStart start = new RunStart(RUN, CODE, "sha", "key", "CALL.REQUESTED", JsonObject.EMPTY, ACTOR, null, BEGUN,
                parent, null);
        RunState run = RunState.of(start, Progress.begun(RunStatus.RUNNING, null), Hold.FREE);
        Progress end = new Progress(status, Phase.FORWARD, null, null,
                status == RunStatus.CANCELLED ? Ending.CANCEL : null, error, null, null, null, null,
                again);
        pod.committed(run, List.of(new Change.Moved(Progress.begun(RunStatus.RUNNING, null)), new Change.Moved(end)),
                (again == null ? BEGUN : again).plusSeconds(3), 0);
    }

    private SpanData span(String name) {
        return spans.getFinishedSpanItems().stream().filter(span -> span.getName().equals(name)).findFirst()
                .orElseThrow();
    }

    private static @Nullable Object attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    @Test
    void writesOneTraceWhoeverCarriesTheRun() {
        attempt(pod, "CALL", false, 1, Outcome::completed);
        attempt(other, "TELL", false, 2, Outcome::completed);
        ends(other, RunStatus.COMPLETED, null, null);

        String trace = "0195f0c27d3a70008abc0123456789ab";
        assertThat(spans.getFinishedSpanItems()).hasSize(3)
                .allSatisfy(span -> assertThat(span.getTraceId()).as("the run's id").isEqualTo(trace));
        SpanData run = span(FOLDED);
        assertThat(run.getParentSpanContext().isValid()).isFalse();
        assertThat(run.getStartEpochNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(BEGUN.getEpochSecond()));
        assertThat(run.getEndEpochNanos() - run.getStartEpochNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(3));
        assertThat(run.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span("CALL").getParentSpanId()).isEqualTo(run.getSpanId());
        assertThat(span("TELL").getParentSpanId()).isEqualTo(run.getSpanId());
        assertThat(span("TELL").getSpanId()).isNotEqualTo(span("CALL").getSpanId());
        assertThat(span("CALL").getResource()).as("who it was can be told").isNotEqualTo(span("TELL").getResource());
        assertThat(span("TELL").getAttributes().get(AttributeKey.longKey("hera.attempt"))).isEqualTo(2L);
        assertThat(spans.getFinishedSpanItems().toString()).as("nobody is named").doesNotContain("nobody's business");
    }

    @Test
    void saysHowAttemptsEnded() {
        attempt(pod, "DONE", false, 1, Outcome::completed);
        attempt(pod, "REFUSED", true, 1, () -> new Outcome.Failed("OUT_OF_STOCK", "there is none"));
        attempt(pod, "LOST", false, 1, () -> new Outcome.Unknown("no answer"));
        attempt(pod, "LATER", false, 1, () -> new Outcome.Postponed(BEGUN, "the breaker is open"));
        assertThatThrownBy(() -> attempt(pod, "BROKEN", false, 1, () -> {
            throw new IllegalStateException("connection lost");
        })).isInstanceOf(IllegalStateException.class);

        assertThat(attribute(span("DONE"), "hera.outcome")).isEqualTo("COMPLETED");
        assertThat(attribute(span("DONE"), "hera.phase")).isEqualTo("FORWARD");
        assertThat(attribute(span("REFUSED"), "hera.phase")).isEqualTo("UNDO");
        assertThat(attribute(span("REFUSED"), "error.type")).isEqualTo("OUT_OF_STOCK");
        assertThat(span("REFUSED").getStatus().getDescription()).isEqualTo("there is none");
        assertThat(span("LOST").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span("LATER").getStatus().getStatusCode()).as("no failure").isEqualTo(StatusCode.UNSET);
        assertThat(attribute(span("LATER"), "hera.reason")).isEqualTo("the breaker is open");
        assertThat(span("BROKEN").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attribute(span("BROKEN"), "hera.outcome")).isEqualTo("BROKEN");
    }

    @Test
    void saysWhyARunEndedAndWhoWaitedForIt() {
        ends(pod, RunStatus.COMPENSATED, new RunError("OUT_OF_STOCK", "there is none", "CALL"),
                new RunStart.Parent(PARENT, "ORDER"));

        SpanData run = span(FOLDED);
        assertThat(run.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attribute(run, "hera.status")).isEqualTo("COMPENSATED");
        assertThat(attribute(run, "error.type")).isEqualTo("OUT_OF_STOCK");
        LinkData link = run.getLinks().getFirst();
        assertThat(link.getSpanContext()).isEqualTo(RunIdentity.of(PARENT));
        assertThat(link.getAttributes().get(AttributeKey.stringKey("hera.node"))).isEqualTo("ORDER");
    }

    /** A span that was told is never changed: collectors keep the first, the last or both. */
    @Test
    void tellsWhatCameAfterAnEndInASpanOfItsOwn() {
        Instant redriven = BEGUN.plusSeconds(3_600);
        ends(pod, RunStatus.FAILED, new RunError("OUT_OF_STOCK", "there is none", "CALL"), null);
        ends(other, RunStatus.FAILED, new RunError("TOO_LATE", "it is over", "CALL"), null, redriven);
        ends(other, RunStatus.COMPLETED, null, null, redriven.plusSeconds(60));

        List<SpanData> told = spans.getFinishedSpanItems();
        assertThat(told).hasSize(3).extracting(SpanData::getSpanId).doesNotHaveDuplicates();
        assertThat(told).extracting(SpanData::getTraceId).containsOnly(told.getFirst().getTraceId());
        assertThat(told).extracting(SpanData::getName).containsOnly(FOLDED);
        assertThat(told.getFirst().getSpanId()).as("whom its nodes name").isEqualTo(RunIdentity.of(RUN).getSpanId());
        assertThat(attribute(told.getFirst(), "hera.status")).as("as it was").isEqualTo("FAILED");
        assertThat(told.subList(1, 3)).extracting(SpanData::getParentSpanContext).containsOnly(RunIdentity.of(RUN));
        assertThat(told.get(1).getStartEpochNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(redriven.getEpochSecond()));
        assertThat(told.get(1).getEndEpochNanos() - told.get(1).getStartEpochNanos())
                .isEqualTo(TimeUnit.SECONDS.toNanos(3));
        assertThat(attribute(told.get(1), "error.type")).isEqualTo("TOO_LATE");
        assertThat(attribute(told.get(2), "hera.status")).isEqualTo("COMPLETED");
    }

    @Test
    void tellsOfNoRunThatOnlyMoved() {
        RunState run = RunState.of(new RunStart(RUN, CODE, "sha", "key", "E", JsonObject.EMPTY, ACTOR, null, BEGUN),
                Progress.begun(RunStatus.RUNNING, null), Hold.FREE);

        pod.committed(run, List.of(new Change.Moved(Progress.begun(RunStatus.PENDING, null))), BEGUN, 0);

        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    /** What is traced is counted as before, whatever is heard. */
    @Test
    void passesOnAllThatItHears() {
        List<String> heard = new ArrayList<>();
        RunMeters all = (RunMeters) Proxy.newProxyInstance(RunMeters.class.getClassLoader(),
                new Class<?>[]{RunMeters.class}, (proxy, method, arguments) -> {
                    heard.add(method.getName());
                    return method.getName().equals("timed") ? ((Supplier<?>) arguments[2]).get() : null;
                });
        TracedRuns traced = new TracedRuns(all, new RunSpans(SimpleSpanProcessor.create(spans)));

        traced.started(CODE);
        traced.refused(CODE);
        traced.claimed();
        traced.takenOver(Duration.ZERO);
        traced.breaker(CODE, true);
        traced.folded(1);
        traced.removedEvents(1);
        traced.audited(1);
        traced.found(CODE, "ORDER");
        attempt(traced, "CALL", false, 1, Outcome::completed);
        ends(traced, RunStatus.COMPLETED, null, null);

        assertThat(heard).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(RunMeters.class.getDeclaredMethods()).filter(method -> !method.isSynthetic())
                        .map(Method::getName).toList());
    }

    /** Over the wire, as a collector hears it; and without one, nothing is waited for. */
    @Test
    void sendsToTheCollectorAndOutlivesIt() throws IOException, InterruptedException {
        LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        collector.createContext("/", exchange -> {
            received.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + HexFormat.of().formatHex(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        URI address = URI.create("http://127.0.0.1:" + collector.getAddress().getPort());
        TracedRuns sending = new TracedRuns(counted, new RunSettings(Duration.ZERO, Optional.of(address)));

        attempt(sending, "CALL", false, 1, Outcome::completed);
        ends(sending, RunStatus.COMPLETED, null, null);
        sending.close();

        String told = received.poll(10, TimeUnit.SECONDS);
        assertThat(told).startsWith("/v1/traces application/x-protobuf ")
                .contains("0195f0c27d3a70008abc0123456789ab")
                .contains(HexFormat.of().formatHex(FOLDED.getBytes(StandardCharsets.UTF_8)));
        collector.stop(0);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            TracedRuns alone = new TracedRuns(counted, new RunSettings(Duration.ZERO,
                    Optional.of(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"))));
            long begun = System.nanoTime();
            for (int i = 0; i < 5_000; i++) {
                attempt(alone, "CALL", false, 1, Outcome::completed);
            }
            alone.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("none waits for an answer")
                    .isLessThan(Duration.ofMinutes(1));
        }
        Logger source = Logger.getLogger("io.opentelemetry");
        assertThat(source.getUseParentHandlers()).as("nothing goes past our log").isFalse();
        assertThat(source.getHandlers()).as("and everything once").hasSize(1);
    }
}
