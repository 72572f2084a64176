package com.heraerp.orchestration.adapter.out.otlp;

import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunStatus;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The spans of runs: one for each attempt of a node, and one for the run, which whoever ends it writes. They go out in the background;
 * what the collector does not take in time is lost, and no run waits for it. A span is told once: a run that goes on after its end,
 * redriven or called back, has one more each time, below its own, of what came since.
 */
final class RunSpans implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("service.instance.id");

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final RunIdentity ids = new RunIdentity();

    /** @param processor takes spans that have ended */
    RunSpans(SpanProcessor processor) {
        provider = SdkTracerProvider.builder()
                .setIdGenerator(ids)
                .setResource(Resource.create(Attributes.of(SERVICE, "hera", INSTANCE, UUID.randomUUID().toString())))
                .addSpanProcessor(processor)
                .build();
        tracer = provider.get("com.heraerp.orchestration");
    }

    /** @param collector the base of its addresses, as {@code OTEL_EXPORTER_OTLP_ENDPOINT} has it */
    static RunSpans to(URI collector) {
        CollectorLog.listen();
        String base = collector.toString();
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint((base.endsWith("/") ? base : base + '/') + "v1/traces")
                .setConnectTimeout(PATIENCE)
                .setTimeout(PATIENCE)
                .build();
        return new RunSpans(BatchSpanProcessor.builder(exporter).build());
    }

    /** Carries out an attempt of a node. */
    Outcome attempt(String smartCode, Invocation invocation, Supplier<Outcome> attempt) {
        Span span = tracer.spanBuilder(invocation.node())
                .setParent(Context.root().with(Span.wrap(RunIdentity.of(invocation.runId()))))
                .setAttribute("hera.run_id", invocation.runId().toString())
                .setAttribute("hera.orchestration", Codes.folded(smartCode))
                .setAttribute("hera.organization_id",
                        String.valueOf(invocation.actor().text("organization_id")))
                .setAttribute("hera.phase", invocation.undoing() ? "UNDO" : "FORWARD")
                .setAttribute("hera.attempt", invocation.attempt())
                .startSpan();
        @Nullable
        Outcome outcome = null;
        try {
            outcome = attempt.get();
            return outcome;
        } finally {
            note(span, outcome);
            span.end();
        }
    }

    /** @param outcome null when the attempt broke off and will be made anew */
    private static void note(Span span, @Nullable Outcome outcome) {
        switch (outcome) {
            case null -> span.setAttribute("hera.outcome", "BROKEN").setStatus(StatusCode.ERROR);
            case Outcome.Completed completed -> span.setAttribute("hera.outcome", "COMPLETED");
            case Outcome.Postponed(Instant until, String reason) ->
                span.setAttribute("hera.outcome", "POSTPONED").setAttribute("hera.reason", reason);
            case Outcome.Unknown(String message) ->
                span.setAttribute("hera.outcome", "UNKNOWN").setStatus(StatusCode.ERROR, message);
            case Outcome.Failed(String code, String message, var context) ->
                span.setAttribute("hera.outcome", "FAILED").setAttribute("error.type", code)
                        .setStatus(StatusCode.ERROR, message);
        }
    }

    /** A run is at its end. */
    void ended(RunStart run, Progress end, Instant now) {
        Instant again = end.again();
        SpanBuilder builder = tracer.spanBuilder(Codes.folded(run.smartCode()))
                .setParent(again == null
                        ? Context.root()
                        : Context.root().with(Span.wrap(RunIdentity.of(run.id()))))
                .setStartTimestamp(again == null ? run.at() : again)
                .setAttribute("hera.run_id", run.id().toString())
                .setAttribute("hera.organization_id", String.valueOf(run.actor().text("organization_id")))
                .setAttribute("hera.event", run.event())
                .setAttribute("hera.status", end.status().name());
        RunStart.Parent parent = run.parent();
        if (parent != null) {
            builder.addLink(RunIdentity.of(parent.runId()), Attributes.of(AttributeKey.stringKey("hera.node"),
                    parent.node()));
        }
        Span span = again == null ? ids.as(run.id(), builder::startSpan) : builder.startSpan();
        RunError error = end.error();
        if (error != null) {
            span.setAttribute("error.type", error.code());
        }
        if (end.status() != RunStatus.COMPLETED) {
            span.setStatus(StatusCode.ERROR, error == null ? end.status().name() : error.message());
        }
        span.end(now);
    }

    /** Sends what is left, as far as that is possible in a moment. */
    @Override
    public void close() {
        provider.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
