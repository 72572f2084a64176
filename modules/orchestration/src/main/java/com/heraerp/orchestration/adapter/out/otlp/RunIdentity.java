package com.heraerp.orchestration.adapter.out.otlp;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a run's own span the ids that follow from the run's, and every other span a random one. Whoever carries a run, and after whomever,
 * writes into the same trace without having been told of it; and who has a run's id has its trace's: the same 32 digits.
 */
final class RunIdentity implements IdGenerator {

    private final IdGenerator random = IdGenerator.random();
    private final ThreadLocal<@Nullable UUID> next = new ThreadLocal<>();

    /** A run's own span, which is there when the run has ended, as the others name it before. */
    static SpanContext of(UUID runId) {
        return SpanContext.createFromRemoteParent(traceId(runId), spanId(runId), TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    private static String traceId(UUID runId) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(runId.getMostSignificantBits()) + hex.toHexDigits(runId.getLeastSignificantBits());
    }

    private static String spanId(UUID runId) {
        return SpanId.fromLong(runId.getLeastSignificantBits());
    }

    /** Does {@code begin}, which begins the run's own span. */
    <T> T as(UUID runId, Supplier<T> begin) {
        next.set(runId);
        try {
            return begin.get();
        } finally {
            next.remove();
        }
    }

    @Override
    public String generateTraceId() {
        UUID runId = next.get();
        return runId == null ? random.generateTraceId() : traceId(runId);
    }

    @Override
    public String generateSpanId() {
        UUID runId = next.get();
        return runId == null ? random.generateSpanId() : spanId(runId);
    }
}
