package com.heraerp.app.http;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Locale;

/** Refuses bodies by what their headers say, before a byte of them is read. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class BodyRules {

    /** Bodies that are held in memory; imports stream and have other media types. */
    private static final long MAX_JSON_BYTES = 10L * 1024 * 1024;

    private static final String JSON = "application/json";
    private static final String CHARSET = "charset=";

    @RequestFilter
    void check(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type == null || !Below.is(request, "/api") && !Below.is(request, "/rest")) {
            return;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        if (lower.startsWith(JSON) && declaredLength(headers) > MAX_JSON_BYTES) {
            throw Failures.tooLarge();
        }
        int at = lower.indexOf(CHARSET);
        // Another character set read as UTF-8 would be stored garbled.
        if (at >= 0 && !isUtf8(lower.substring(at + CHARSET.length()))) {
            throw Refused.because(Refusal.UNSUPPORTED_MEDIA_TYPE, "Bodies are sent in UTF-8");
        }
    }

    private static long declaredLength(HttpHeaders headers) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        // The decoder has checked that it is a number.
        return length == null ? 0 : Long.parseLong(length);
    }

    private static boolean isUtf8(String charset) {
        String name = charset.replace("\"", "").split(";", 2)[0].strip();
        return name.equals("utf-8") || name.equals("utf8");
    }
}
