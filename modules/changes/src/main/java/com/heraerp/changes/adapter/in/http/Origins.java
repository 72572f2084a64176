package com.heraerp.changes.adapter.in.http;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.settings.CorsSettings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Keeps pages of other sites from listening through a visitor's browser, but for those that the operator named. */
@Singleton
final class Origins {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final CorsSettings cors;

    Origins(CorsSettings cors) {
        this.cors = cors;
    }

    /**
     * Lets a request pass that names no origin, as programs do, this server's own, or one that may call.
     *
     * @throws Refused 403 otherwise
     */
    void refuseForeign(HttpRequest<?> request) {
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (origin != null && !cors.allows(origin) && !isOurs(origin, request.getHeaders().get(HttpHeaders.HOST))) {
            throw Refused.because(Refusal.FORBIDDEN, "Pages of another origin may not listen here");
        }
    }

    /** Whether host and port are the same; behind a proxy that ends TLS the scheme may differ. */
    static boolean isOurs(String origin, @Nullable String host) {
        try {
            URI from = URI.create(origin);
            if (host == null || from.getHost() == null) {
                return false;
            }
            URI to = URI.create(from.getScheme() + "://" + host);
            return from.getHost().equalsIgnoreCase(to.getHost()) && port(from) == port(to);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) || "wss".equalsIgnoreCase(address.getScheme())
                ? HTTPS
                : HTTP;
    }
}
