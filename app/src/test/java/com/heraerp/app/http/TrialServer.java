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
        "content-security-policy", "x-request-id", "server-timing",
    };

    private TrialServer() {}

    static EmbeddedServer start() {
        HeraSettings settings = HeraSettings.from(Map.of("JWT_SECRET", "a secret of the tests, 32 bytes long"));
        TokenSettings tokens = new TokenSettings(settings.tokens().secret(), Optional.empty(), Optional.empty(),
                Optional.empty());
        return ApplicationContext.builder()
                .properties(Map.of("micronaut.server.port", -1, "trial.enabled", true))
                .singletons(settings, tokens, settings.rateLimit(), settings.cache(), settings.ai(),
                        settings.monitoring())
                .run(EmbeddedServer.class);
    }
}
