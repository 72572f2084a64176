package com.heraerp.app.http.netty;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.settings.CorsSettings;
import com.heraerp.kernel.web.Call;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers which pages of other sites may call ({@code HERA_CORS_ORIGINS}). Every answer tells it, an error too: a
 * page that may not read why it was refused can only guess. Without such pages nothing is told, and browsers keep to
 * this server's own.
 */
final class Cors {

    /** Browsers show a page only what is named here. */
    private static final AsciiString EXPOSED = AsciiString.cached(String.join(", ",
            "ETag", "Location", "X-Request-Id", "Server-Timing", "Idempotency-Replayed", "Retry-After",
            "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Content-Disposition", "Allow",
            "WWW-Authenticate"));
    private static final AsciiString METHODS = AsciiString.cached("GET, HEAD, POST, PUT, PATCH, DELETE");
    private static final AsciiString TRUE = AsciiString.cached("true");
    private static final AsciiString ORIGIN = AsciiString.cached("Origin");
    private static final AsciiString ALL_OF_A_PREFLIGHT = AsciiString.cached(
            "Access-Control-Request-Method, Access-Control-Request-Headers");
    private static final AsciiString TIMING = AsciiString.cached("timing-allow-origin");

    /** Two hours, in seconds: browsers remember no longer. */
    private static final AsciiString REMEMBERED = AsciiString.cached("7200");

    private final CorsSettings settings;

    Cors(CorsSettings settings) {
        this.settings = settings;
    }

    /** The origin of the page that sent the request, when it may call; null otherwise. */
    @Nullable
    String callerOf(HttpRequest request) {
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        return origin != null && settings.allows(origin) ? origin : null;
    }

    /** Whether a browser asks for a page of another site what that may send. */
    static boolean isPreflight(HttpRequest request) {
        return HttpMethod.OPTIONS.equals(request.method())
                && request.headers().contains(HttpHeaderNames.ORIGIN)
                && request.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /**
     * The answer of a preflight. No browser sends a token with one, so none is asked for: it is granted to a page that may
     * call, and any other is told which setting would let it.
     *
     * @param caller the origin that asked, null when its pages may not call
     */
    FullHttpResponse preflightAnswer(HttpRequest request, @Nullable String caller, Call call) {
        return caller == null
                ? GateAnswers.refusal(notConfigured(request.headers().get(HttpHeaderNames.ORIGIN)), call)
                : granted(request.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS));
    }

    private Refused notConfigured(String origin) {
        String named = settings.origins().isEmpty() ? "no origin at all" : "other origins";
        return Refused.because(Refusal.FORBIDDEN, "CORS is not configured for the origin " + origin)
                .withDetails("HERA_CORS_ORIGINS names " + named + ", so pages of this one may not call")
                .withHint(
                        "Start the server with this origin in HERA_CORS_ORIGINS, exactly as the browser sends it; several are separated by commas")
                .withContext(JsonObject.builder().put("origin", origin).build());
    }

    /** @param caller the origin that asked, null when no page did that may call */
    void addTo(HttpHeaders answer, @Nullable String caller) {
        if (settings.origins().isEmpty()) {
            return;
        }
        // Also for those that are told nothing: what a cache keeps for one is not for the others.
        answer.add(HttpHeaderNames.VARY, ORIGIN);
        if (caller != null) {
            answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, caller);
            // Callers in the field send cookies, which nobody reads; without this their browsers would keep the answer.
            answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE);
            answer.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
            answer.set(TIMING, caller);
        }
    }

    /** All methods there are, and whatever headers were asked for. None of them gives a right. */
    private static FullHttpResponse granted(@Nullable String askedHeaders) {
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT, Unpooled.EMPTY_BUFFER);
        answer.headers()
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, REMEMBERED)
                .set(HttpHeaderNames.VARY, ALL_OF_A_PREFLIGHT);
        if (askedHeaders != null) {
            answer.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, askedHeaders);
        }
        return answer;
    }
}
