package com.heraerp.app;

import com.heraerp.app.config.Build;
import com.heraerp.app.config.DevelopmentTokens;
import com.heraerp.app.config.HeraSettings.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a person reads on the terminal once the server answers: where it is and, with demo data, a first call to paste. */
final class Welcome {

    private static final String DEMO_OWNER = "a0000000-0000-4000-8000-0000000000a1";
    private static final String DEMO_ORGANIZATION = "a0000000-0000-4000-8000-000000000001";
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);

    private Welcome() {}

    static String text(HeraServer server) {
        String where = "HERA " + Build.current().version() + " answers at " + server.url();
        boolean offersToken = server.settings().mode() != Mode.PRODUCTION && server.settings().loadsDemoData()
                && server.tokens().secret().isPresent();
        return offersToken ? where + firstCall(server) : where;
    }

    /** Without an entity_code, so that the same line works a second time. */
    private static String firstCall(HeraServer server) {
        String token = DevelopmentTokens.mint(
                server.tokens(), DEMO_OWNER, Optional.of(DEMO_ORGANIZATION), TOKEN_LIFE, Instant.now());
        return """


                Token of the demo owner (Luxe Salon), valid for 24 hours:

                %s

                A first call:

                curl -i -X POST %s/api/v2.1/entities -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -d '{"entity_type":"PRODUCT","entity_name":"Rose Water 200ml","smart_code":"HERA.SALON.PRODUCT.RETAIL.HAIRCARE.v1"}'

                Stop with Ctrl-C.""".formatted(token, server.url(), token);
    }
}
