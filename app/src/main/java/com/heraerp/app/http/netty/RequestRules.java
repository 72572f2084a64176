package com.heraerp.app.http.netty;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which request heads are refused before anything else looks at them. */
final class RequestRules {

    /** The longest request target, in bytes (contract, "Errors"). */
    static final int MAX_URI_BYTES = 8192;

    /** A request line: the longest target with its method and version. */
    static final int MAX_LINE_BYTES = MAX_URI_BYTES + 64;

    /** All headers of a request together, in bytes. */
    static final int MAX_HEADER_BYTES = 16_384;

    private static final int MAX_IDEMPOTENCY_KEY = 255;

    private RequestRules() {}

    /** Why this head is refused; null when it may go on. */
    static @Nullable Refused problem(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return undecodable(request.decoderResult().cause());
        }
        if (request.uri().length() > MAX_URI_BYTES) {
            return tooLongUri();
        }
        Refused framing = framing(request);
        return framing != null ? framing : headers(request.headers());
    }

    /** What a failed decoding is called. */
    static Refused undecodable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return tooLongUri();
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Refused.because(Refusal.HEADERS_TOO_LARGE,
                    "The headers are longer than " + MAX_HEADER_BYTES + " bytes");
        }
        return Gate.malformed("The request is not well-formed HTTP/1.1");
    }

    private static Refused tooLongUri() {
        return Refused.because(Refusal.URI_TOO_LONG, "The address is longer than " + MAX_URI_BYTES + " bytes");
    }

    private static @Nullable Refused framing(HttpRequest request) {
        HttpHeaders headers = request.headers();
        HttpVersion version = request.protocolVersion();
        boolean http11 = HttpVersion.HTTP_1_1.equals(version);
        if (!http11 && !HttpVersion.HTTP_1_0.equals(version)) {
            return Gate.malformed("Only HTTP/1.1 and HTTP/1.0 are spoken here");
        }
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || http11 && hosts.isEmpty()) {
            return Gate.malformed("Exactly one Host header is required");
        }
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return null;
        }
        boolean plainChunks = codings.size() == 1 && "chunked".equalsIgnoreCase(codings.getFirst());
        return http11 && plainChunks ? null : Gate.malformed("The only Transfer-Encoding is chunked, named once");
    }

    private static @Nullable Refused headers(HttpHeaders headers) {
        String coding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        if (coding != null && !"identity".equalsIgnoreCase(coding)) {
            return Refused.because(Refusal.UNSUPPORTED_MEDIA_TYPE, "Request bodies are sent without Content-Encoding");
        }
        String key = headers.get("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > MAX_IDEMPOTENCY_KEY)) {
            return Refused.field(
                    "Idempotency-Key", "Idempotency-Key holds 1 to " + MAX_IDEMPOTENCY_KEY + " characters");
        }
        return null;
    }
}
