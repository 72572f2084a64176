package com.heraerp.app.http;

import com.heraerp.app.config.HeraSettings;
import com.heraerp.kernel.settings.TokenSettings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.Optional;

/** The HTTP ground alone, with trial routes and no database, on a free port. */
final class TrialServer {

    /** What every answer carries. */
    static final String[] HEADERS = {
        "x-content-type-options", "x-frame-options", "x-xss-protection", "strict-transport-security",
        "content-security-policy", "x-request-id", "server-timing", "date",
    };

    private TrialServer() {}

    static EmbeddedServer start() {
        return start("");
    }

    /** @param origins of pages that may call, as {@code HERA_CORS_ORIGINS} has them */
    static EmbeddedServer start(String origins) {
        HeraSettings settings = HeraSettings.from(Map.of(
                "JWT_SECRET", "a secret of the tests, 32 bytes long", "HERA_CORS_ORIGINS", origins));
        TokenSettings tokens = new TokenSettings(settings.tokens().secret(), Optional.empty(), Optional.empty(),
                Optional.empty());
        return ApplicationContext.builder()
                .properties(Map.of("micronaut.server.port", -1, "trial.enabled", true))
                .singletons(tokens)
                .singletons(settings.beans())
                .run(EmbeddedServer.class);
    }
}
