package com.heraerp.changes.adapter.out.postgres;

import com.heraerp.changes.api.FeedPage;
import com.heraerp.changes.api.FeedQuery;
import com.heraerp.changes.api.HistoryPage;
import com.heraerp.changes.application.port.ChangeStore;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresChangeStore implements ChangeStore {

    private static final String ENTITY_HISTORY = Database.reading("hera.entity_history(?, ?, ?)");
    private static final String TRANSACTION_HISTORY = Database.reading("hera.transaction_history(?, ?, ?)");

    private static final String CHANGES = Database.reading("hera.read_changes(?::jsonb)");

    private final Database database;

    PostgresChangeStore(Database database) {
        this.database = database;
    }

    @Override
    public byte @Nullable [] entityHistory(Scope scope, HistoryPage page) {
        return history(scope, ENTITY_HISTORY, page);
    }

    @Override
    public byte @Nullable [] transactionHistory(Scope scope, HistoryPage page) {
        return history(scope, TRANSACTION_HISTORY, page);
    }

    private byte @Nullable [] history(Scope scope, String sql, HistoryPage page) {
        return database.read(scope, sql, (statement, first) -> {
            statement.setObject(first, page.subject());
            statement.setInt(first + 1, page.limit());
            statement.setString(first + 2, page.cursor());
        });
    }

    @Override
    public FeedPage changesAfter(Scope scope, FeedQuery query) {
        byte[] lines = database.read(
                scope, CHANGES, (statement, first) -> statement.setString(first, FeedText.asked(query)));
        if (lines == null) {
            throw new IllegalStateException("hera.read_changes answers a page, empty or not");
        }
        return FeedText.page(lines);
    }
}
