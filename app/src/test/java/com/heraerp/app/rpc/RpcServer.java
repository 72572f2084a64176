package com.heraerp.app.rpc;

import com.heraerp.app.config.HeraSettings;
import com.heraerp.db.TestDatabase;
import com.heraerp.identity.api.TokenMint;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.settings.DatabaseSettings;
import com.heraerp.kernel.settings.TokenSettings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The application over the demo data and a few functions for trial. */
final class RpcServer implements AutoCloseable {

    static final String OWNER = "a0000000-0000-4000-8000-0000000000a1";
    static final String VIEWER = "a0000000-0000-4000-8000-0000000000a4";
    private static final OrganizationId LUXE = new OrganizationId(
            UUID.fromString("a0000000-0000-4000-8000-000000000001"));
    private static final String SECRET = "a secret of the tests, 32 bytes long";

    private static final String FUNCTIONS = """
            create function rpc.trial_rows(p_count integer) returns table (id integer, name text)
              language sql stable set search_path = '' as $$select n, 'n' || n from generate_series(1, p_count) n$$;
            comment on function rpc.trial_rows is 'Numbered rows.';
            create function rpc.trial_echo(p_text text, p_ids integer[] default null, p_on boolean default null)
              returns jsonb language sql stable set search_path = '' as
              $$select jsonb_build_object('text', p_text, 'ids', to_jsonb(p_ids), 'on', p_on)$$;
            create function rpc.trial_nothing() returns void language sql volatile set search_path = '' as 'select';
            grant execute on function rpc.trial_rows, rpc.trial_echo, rpc.trial_nothing to hera_app;
            """;

    private final TestDatabase database = TestDatabase.withDemoData();
    private final TokenSettings tokens = new TokenSettings(Optional.of(SECRET), Optional.empty(), Optional.empty(),
            Optional.empty());
    private final EmbeddedServer server;

    RpcServer() throws SQLException {
        execute(FUNCTIONS);
        HeraSettings settings = HeraSettings.from(Map.of("JWT_SECRET", SECRET));
        DatabaseSettings login = new DatabaseSettings(database.jdbcUrl(), "hera_app", "", 1, 8, Duration.ofSeconds(30));
        server = ApplicationContext.builder()
                .properties(Map.of("micronaut.server.port", -1))
                .singletons(settings, login, tokens, settings.rateLimit(), settings.cache(), settings.ai(),
                        settings.monitoring())
                .run(EmbeddedServer.class);
    }

    /** Runs SQL as the owner of the schema, as an operator would. */
    void execute(String sql) throws SQLException {
        try (Connection connection = database.as("hera_owner").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    URI url() {
        return server.getURI();
    }

    String token(String user) {
        return new TokenMint(tokens).mint(user, LUXE, Instant.now(), Duration.ofHours(1));
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
