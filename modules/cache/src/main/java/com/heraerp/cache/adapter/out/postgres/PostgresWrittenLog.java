package com.heraerp.cache.adapter.out.postgres;

import com.heraerp.cache.application.port.WrittenLog;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.postgres.Commit;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import io.micronaut.context.BeanProvider;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@Singleton
final class PostgresWrittenLog implements WrittenLog {

    private static final String TOUCHED = Database.reading("hera.touched_since(?, ?)");
    private static final int ID_LENGTH = 36;

    /** Found when it is needed: who only looks into a cache's settings has no database. */
    private final BeanProvider<Database> database;
    private volatile boolean open = true;

    PostgresWrittenLog(BeanProvider<Database> database) {
        this.database = database;
    }

    @Override
    public News since(Map<UUID, String> places) {
        List<UUID> organizations = List.copyOf(places.keySet());
        byte[] answer = database.get().read(overAll(), TOUCHED, (statement, first) -> {
            statement.setArray(first, statement.getConnection().createArrayOf("uuid", organizations.toArray()));
            statement.setArray(first + 1, statement.getConnection()
                    .createArrayOf("text", organizations.stream().map(places::get).toArray()));
        });
        if (answer == null) {
            throw new IllegalStateException("hera.touched_since answers at least its place");
        }
        String[] lines = new String(answer, StandardCharsets.US_ASCII).split("\n");
        List<Commit> touched = new ArrayList<>(lines.length - 1);
        for (int i = 1; i < lines.length; i++) {
            touched.add(
                    Commit.of(UUID.fromString(lines[i].substring(0, ID_LENGTH)), lines[i].substring(ID_LENGTH + 1)));
        }
        return new News(lines[0].substring(0, PLACE_LENGTH),
                Long.parseLong(lines[0].substring(PLACE_LENGTH + 1)), touched);
    }

    /** Of no organization: it is one question about many. */
    private static Scope overAll() {
        UUID platform = OrganizationId.PLATFORM.value();
        return new Scope(platform, platform, "", new DatabaseCall());
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @PreDestroy
    void stop() {
        open = false;
    }
}
