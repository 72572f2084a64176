package com.heraerp.app.http.netty;

import com.heraerp.kernel.web.Call;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/** The headers that every answer has, whoever made it. */
final class AnswerHeaders {

    private static final AsciiString[] FIXED = {
        AsciiString.cached("x-content-type-options"), AsciiString.cached("nosniff"),
        AsciiString.cached("x-frame-options"), AsciiString.cached("DENY"),
        AsciiString.cached("x-xss-protection"), AsciiString.cached("1; mode=block"),
        AsciiString.cached("strict-transport-security"), AsciiString.cached("max-age=31536000"),
    };
    private static final AsciiString POLICY = AsciiString.cached("content-security-policy");
    private static final AsciiString OURS_ALONE = AsciiString.cached("default-src 'self'");
    private static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");
    private static final AsciiString SERVER_TIMING = AsciiString.cached("server-timing");

    private AnswerHeaders() {}

    static void addTo(HttpHeaders headers, Call call) {
        for (int i = 0; i < FIXED.length; i += 2) {
            headers.set(FIXED[i], FIXED[i + 1]);
        }
        // A page with a style of its own names it by hash and is stricter otherwise.
        if (!headers.contains(POLICY)) {
            headers.set(POLICY, OURS_ALONE);
        }
        headers.set(HttpHeaderNames.DATE, AnswerDate.of(System.currentTimeMillis()));
        headers.set(REQUEST_ID, call.requestId());
        headers.set(SERVER_TIMING, call.timings().header(call.elapsedMillis()));
    }
}
