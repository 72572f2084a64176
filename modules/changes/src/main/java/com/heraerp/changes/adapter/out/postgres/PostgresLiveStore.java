package com.heraerp.changes.adapter.out.postgres;

import com.heraerp.changes.application.port.LiveStore;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@Singleton
final class PostgresLiveStore implements LiveStore {

    private static final String NEWS = Database.reading("hera.feed_news(?, ?)");
    private static final String END = Database.reading("hera.feed_end()");
    private static final String MEMBERS = Database.reading("hera.are_members(?, ?)");
    private static final int UUID_LENGTH = 36;

    private final Database database;

    PostgresLiveStore(Database database) {
        this.database = database;
    }

    /** Of no organization: the two questions about many are answered by functions that look over all. */
    private static Scope overAll() {
        UUID platform = OrganizationId.PLATFORM.value();
        return new Scope(platform, platform, "", new DatabaseCall());
    }

    @Override
    public Map<UUID, News> news(Map<UUID, String> places) {
        if (places.isEmpty()) {
            return Map.of();
        }
        List<UUID> organizations = List.copyOf(places.keySet());
        byte[] answer = database.read(overAll(), NEWS, (statement, first) -> {
            statement.setArray(first, array(statement, "uuid", organizations.toArray()));
            statement.setArray(first + 1,
                    array(statement, "text", organizations.stream().map(places::get).toArray()));
        });
        if (answer == null) {
            return Map.of();
        }
        Map<UUID, News> news = new HashMap<>();
        for (String one : new String(answer, StandardCharsets.US_ASCII).split(",")) {
            news.put(UUID.fromString(one.substring(0, UUID_LENGTH)), one.endsWith("+") ? News.READY : News.HELD_BACK);
        }
        return news;
    }

    @Override
    public String end(Scope scope) {
        byte[] cursor = database.read(scope, END, (statement, first) -> {});
        if (cursor == null) {
            throw new IllegalStateException("hera.feed_end answers a cursor");
        }
        return new String(cursor, StandardCharsets.US_ASCII);
    }

    @Override
    public List<Listener> revoked(List<Listener> listeners) {
        if (listeners.isEmpty()) {
            return List.of();
        }
        byte[] answer = database.read(overAll(), MEMBERS, (statement, first) -> {
            statement.setArray(first, array(statement, "uuid", listeners.stream().map(Listener::userId).toArray()));
            statement.setArray(first + 1,
                    array(statement, "uuid", listeners.stream().map(Listener::organizationId).toArray()));
        });
        if (answer == null || answer.length != listeners.size()) {
            throw new IllegalStateException("hera.are_members answers one letter for each");
        }
        List<Listener> revoked = new ArrayList<>();
        for (int i = 0; i < answer.length; i++) {
            if (answer[i] != 't') {
                revoked.add(listeners.get(i));
            }
        }
        return revoked;
    }

    private static Array array(PreparedStatement statement, String type, Object[] values) throws SQLException {
        return statement.getConnection().createArrayOf(type, values);
    }
}
