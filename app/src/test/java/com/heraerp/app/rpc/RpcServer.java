package com.heraerp.app.rpc;

import com.heraerp.app.DemoServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The application over the demo data and a few functions for trial. */
final class RpcServer implements AutoCloseable {

    static final String OWNER = DemoServer.LUXE_OWNER;
    static final String VIEWER = "a0000000-0000-4000-8000-0000000000a4";

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

    private final DemoServer server = new DemoServer(FUNCTIONS);

    /** Runs SQL as the owner of the schema, as an operator would. */
    void execute(String sql) throws SQLException {
        try (Connection connection = server.database().as("hera_owner").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    URI url() {
        return server.url();
    }

    String token(String user) {
        return server.token(user, DemoServer.LUXE);
    }

    @Override
    public void close() {
        server.close();
    }
}
