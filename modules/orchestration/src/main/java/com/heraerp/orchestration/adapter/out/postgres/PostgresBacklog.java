package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.orchestration.application.port.Backlog;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;

@Singleton
final class PostgresBacklog implements Backlog {

    private static final String BACKLOG = "select b.claimable_ms, b.outbox_ms, b.orphans from hera.run_backlog() b";

    private final PodSession pod;

    PostgresBacklog(PodSession pod) {
        this.pod = pod;
    }

    @Override
    public Now read() {
        return pod.over(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(BACKLOG);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return new Now(Duration.ofMillis(row.getLong(1)), Duration.ofMillis(row.getLong(2)), row.getLong(3));
            }
        });
    }
}
