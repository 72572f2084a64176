package com.heraerp.app;

import com.heraerp.app.config.HeraSettings;
import com.heraerp.db.TestDatabase;
import com.heraerp.identity.api.TokenMint;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.settings.DatabaseSettings;
import com.heraerp.kernel.settings.TokenSettings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The whole application on a port of its own, over a database of its own that holds the demo organizations. */
public final class DemoServer implements AutoCloseable {

    /** The organization "Luxe Salon". */
    public static final OrganizationId LUXE = organization("a0000000-0000-4000-8000-000000000001");

    /** The organization "Bella Salon". */
    public static final OrganizationId BELLA = organization("b0000000-0000-4000-8000-000000000001");

    /** The owner of {@link #LUXE}, member of nothing else. */
    public static final String LUXE_OWNER = "a0000000-0000-4000-8000-0000000000a1";

    /** The owner of {@link #BELLA}, member of nothing else. */
    public static final String BELLA_OWNER = "b0000000-0000-4000-8000-0000000000b1";

    /** The origin whose pages may call. */
    public static final String SHOP = "https://shop.example";

    private static final String SECRET = "a secret of the tests, 32 bytes long";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final TokenSettings tokens = new TokenSettings(Optional.of(SECRET), Optional.empty(), Optional.empty(),
            Optional.empty());
    private final EmbeddedServer server;

    /** Starts; HTTP answers when it returns. */
    public DemoServer() {
        this("select");
    }

    /** Starts after the owner of the schema has run {@code sql}. */
    public DemoServer(String sql) {
        database.execute("set role hera_owner; " + sql + "; reset role");
        HeraSettings settings = HeraSettings.from(Map.of(
                "JWT_SECRET", SECRET, "RATE_LIMIT_MAX_REQUESTS", "1000000", "HERA_CORS_ORIGINS", SHOP));
        DatabaseSettings login = new DatabaseSettings(database.jdbcUrl(), "hera_app", "", 1, 8, Duration.ofSeconds(30));
        server = ApplicationContext.builder()
                .properties(Map.of("micronaut.server.port", -1))
                .singletons(login, tokens)
                .singletons(settings.beans())
                .run(EmbeddedServer.class);
    }

    private static OrganizationId organization(String id) {
        return new OrganizationId(UUID.fromString(id));
    }

    /** Where it answers. */
    public URI url() {
        return server.getURI();
    }

    /** The beans of the application. */
    public ApplicationContext context() {
        return server.getApplicationContext();
    }

    /** What it stores. */
    public TestDatabase database() {
        return database;
    }

    /** A token, valid for an hour. */
    public String token(String user, OrganizationId organization) {
        return new TokenMint(tokens).mint(user, organization, Instant.now(), Duration.ofHours(1));
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
