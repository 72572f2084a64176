package com.heraerp.app.http;

import com.heraerp.kernel.web.Call;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts a request's id, and the caller's trace when it sent one, beside every log line written for it, on whatever
 * thread.
 */
record LogContext(String requestId, @Nullable String traceId) implements ThreadPropagatedContextElement<Boolean> {

    private static final int TRACE_START = 3;
    private static final int TRACE_END = 35;

    static LogContext of(Call call, @Nullable String traceparent) {
        return new LogContext(call.requestId(), traceOf(traceparent));
    }

    /** The trace id of a W3C {@code traceparent} such as {@code 00-<32 hex>-<16 hex>-01}; null for anything else. */
    private static @Nullable String traceOf(@Nullable String traceparent) {
        if (traceparent == null || traceparent.length() < 55 || traceparent.charAt(TRACE_END) != '-') {
            return null;
        }
        String id = traceparent.substring(TRACE_START, TRACE_END);
        return id.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80) ? id : null;
    }

    @Override
    public Boolean updateThreadContext() {
        MDC.put("request_id", requestId);
        if (traceId != null) {
            MDC.put("trace_id", traceId);
        }
        return Boolean.TRUE;
    }

    @Override
    public void restoreThreadContext(@Nullable Boolean before) {
        MDC.remove("request_id");
        if (traceId != null) {
            MDC.remove("trace_id");
        }
    }
}
