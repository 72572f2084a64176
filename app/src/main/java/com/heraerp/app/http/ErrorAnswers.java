package com.heraerp.app.http;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.ErrorStatus;
import com.heraerp.kernel.web.VersionTag;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.math.BigDecimal;

/** Makes answers of refusals. */
public final class ErrorAnswers {

    private static final String RETRY_SOON = "1";

    private ErrorAnswers() {}

    /** The answer that tells the client of {@code request} why it was refused. */
    public static MutableHttpResponse<byte[]> of(Refused refused, HttpRequest<?> request) {
        int status = ErrorStatus.of(refused.refusal()).status();
        return fill(HttpResponse.status(HttpStatus.valueOf(status)), refused, request);
    }

    /** As {@link #of}, on an answer that has its status and headers already. */
    static MutableHttpResponse<byte[]> fill(MutableHttpResponse<?> answer, Refused refused, HttpRequest<?> request) {
        Call call = Calls.of(request);
        if (isWorthWaiting(refused)) {
            answer.header(HttpHeaders.RETRY_AFTER, retryAfter(refused));
        }
        if (refused.refusal() == Refusal.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (refused.refusal() == Refusal.VERSION_CONFLICT
                && refused.context().get("current_version") instanceof JsonNumber(BigDecimal current)) {
            answer.header(HttpHeaders.ETAG, VersionTag.of(current.longValue()));
        }
        return answer.body(ErrorBody.of(refused, call)).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private static boolean isWorthWaiting(Refused refused) {
        int status = ErrorStatus.of(refused.refusal()).status();
        return status == 429 || status == 503 || status == 409 && refused.isRetryable();
    }

    /** Seconds: what the refusal's context says as {@code retry_after_seconds}, or one. */
    private static String retryAfter(Refused refused) {
        return refused.context().get("retry_after_seconds") instanceof JsonNumber(BigDecimal seconds)
                ? seconds.toBigInteger().toString()
                : RETRY_SOON;
    }
}
