package com.heraerp.entities.adapter.in.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Locale;

/** Whether a caller wants no remembered answer: {@code Cache-Control: no-cache} (RFC 9111, section 5.2.1.4). */
final class Freshness {

    private Freshness() {}

    static boolean isAskedBy(HttpRequest<?> request) {
        String control = request.getHeaders().get(HttpHeaders.CACHE_CONTROL);
        return control != null && control.toLowerCase(Locale.ROOT).contains("no-cache");
    }
}
