package com.heraerp.app.journey;

import com.heraerp.app.ApiCaller;
import com.heraerp.app.HeraServer;
import com.heraerp.app.config.HeraSettings;
import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.identity.api.TokenMint;
import com.heraerp.kernel.OrganizationId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * One application for all journeys of this JVM, on a free port, over a database of its own with the demo organizations.
 * Journeys make what they need and name it uniquely, so that they do not see each other.
 */
final class RunningHera {

    private static final RunningHera ONLY = new RunningHera();

    private final HeraServer server;
    private final DescribedAnswers described;

    private RunningHera() {
        TestDatabase database = TestDatabase.withDemoData();
        String address = database.jdbcUrl().replace("jdbc:postgresql://", "postgresql://hera_app@");
        server = new HeraServer(HeraSettings.from(Map.of(
                "PORT", "0",
                "DATABASE_URL", address,
                "RATE_LIMIT_MAX_REQUESTS", "1000000",
                "JWT_SECRET", "a secret for journeys of at least 32 bytes"))).start();
        described = new DescribedAnswers(description(server.url()));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    }

    private static String description(URI url) {
        try (InputStream document = url.resolve("/api/openapi.json").toURL().openStream()) {
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where it answers. */
    static URI url() {
        return ONLY.server.url();
    }

    /** What it says of itself. */
    static DescribedAnswers described() {
        return ONLY.described;
    }

    /** A member of Luxe who calls. */
    static Caller as(UUID user) {
        return as(user, Demo.LUXE);
    }

    /** A user who calls for an organization. */
    static Caller as(UUID user, UUID organization) {
        String token = new TokenMint(ONLY.server.tokens())
                .mint(user.toString(), new OrganizationId(organization), Instant.now(), Duration.ofHours(1));
        return new Caller(ApiCaller.at(ONLY.server.url(), token));
    }

    /** What {@code seen} tells when it tells what is wanted, or after ten seconds. */
    static String until(Supplier<String> seen, String wanted) {
        String told = seen.get();
        for (long end = System.nanoTime() + 10_000_000_000L; !told.equals(wanted) && System.nanoTime() < end;) {
            LockSupport.parkNanos(20_000_000);
            told = seen.get();
        }
        return told;
    }

    /** Somebody who does not say who he is. */
    static Caller anonymously() {
        return new Caller(ApiCaller.at(ONLY.server.url(), ""));
    }
}
