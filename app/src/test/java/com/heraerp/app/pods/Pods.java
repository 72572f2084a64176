package com.heraerp.app.pods;

import com.heraerp.app.HeraServer;
import com.heraerp.app.config.HeraSettings;
import com.heraerp.db.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Several whole applications over one database of their own with the demo data in it. */
final class Pods implements AutoCloseable {

    private final TestDatabase database = TestDatabase.withDemoData();
    private final List<HeraServer> servers = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>(Map.of(
            "PORT", "0",
            "JWT_SECRET", Pod.SECRET,
            "LOG_LEVEL", "ERROR",
            "RATE_LIMIT_MAX_REQUESTS", Integer.toString(Integer.MAX_VALUE),
            "DATABASE_URL", database.jdbcUrl().replace("jdbc:postgresql://", "postgresql://hera_app:unused@")));

    /** @param redis its address; empty: the processes know nothing of each other but the database */
    Pods(int count, Optional<String> redis) {
        redis.ifPresent(url -> variables.put("REDIS_URL", url));
        for (int i = 0; i < count; i++) {
            start();
        }
    }

    /** One more. */
    Pod start() {
        HeraServer server = new HeraServer(HeraSettings.from(variables)).start();
        servers.add(server);
        return new Pod(server.url());
    }

    Pod pod(int index) {
        return new Pod(servers.get(index).url());
    }

    /** Stops one as SIGTERM does. */
    void stop(int index) {
        servers.get(index).close();
    }

    TestDatabase database() {
        return database;
    }

    @Override
    public void close() {
        servers.forEach(HeraServer::close);
        database.close();
    }
}
