package com.heraerp.transactions.adapter.out.postgres;

import com.heraerp.kernel.change.StoredBatch;
import com.heraerp.kernel.change.StoredChange;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.ArrayLiteral;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.kernel.postgres.StoredAnswers;
import com.heraerp.transactions.application.port.StoredTransaction;
import com.heraerp.transactions.application.port.TransactionStore;
import com.heraerp.transactions.domain.TransactionChange;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresTransactionStore implements TransactionStore {

    private static final String CHANGE = Database.writing(
            "rpc.hera_transactions_crud_v2(?, ?, ?, ?::jsonb, ?::jsonb[], ?::jsonb, ?::jsonb[], ?::jsonb)");
    private static final String CHANGE_IN_BATCH = Database.writing(
            "hera.change_transactions_in_batch(?, ?::jsonb[])");
    private static final String LIST = Database.reading("hera.list_transactions(?::jsonb)");
    private static final String READ = Database.reading("hera.read_transaction(?, ?::jsonb)");

    private static final StoredAnswers ANSWERS = new StoredAnswers(
            "transaction_id", List.of("transaction_number", "posting_status", "reversal_transaction_id"));

    private final Database database;

    PostgresTransactionStore(Database database) {
        this.database = database;
    }

    @Override
    public StoredChange change(Scope scope, TransactionChange change) {
        Outcome outcome = database.write(scope, CHANGE, (statement, first) -> {
            statement.setString(first, change.action().name());
            statement.setObject(first + 1, scope.actorUserId());
            statement.setObject(first + 2, scope.organizationId());
            statement.setString(first + 3, change.header().toJson());
            statement.setString(first + 4, change.lines() == null ? null : ArrayLiteral.of(change.lines()));
            statement.setString(first + 5, orNull(change.dynamic()));
            statement.setString(
                    first + 6, change.relationships().isEmpty() ? null : ArrayLiteral.of(change.relationships()));
            statement.setString(first + 7, orNull(change.options()));
        });
        return ANSWERS.change(outcome);
    }

    @Override
    public StoredBatch changeInBatch(Scope scope, boolean atomic, List<TransactionChange> changes) {
        String operations = ArrayLiteral.of(
                changes.stream().map(PostgresTransactionStore::operation).toList());
        Outcome outcome = database.write(scope, CHANGE_IN_BATCH, (statement, first) -> {
            statement.setBoolean(first, atomic);
            statement.setString(first + 1, operations);
        });
        return ANSWERS.batch(outcome);
    }

    private static JsonObject operation(TransactionChange change) {
        JsonObject.Builder operation = JsonObject.builder()
                .put("action", change.action().name())
                .put("transaction", change.header())
                .put("options", change.options());
        if (change.lines() != null) {
            operation.put("lines", new JsonArray(List.copyOf(change.lines())));
        }
        if (!change.dynamic().isEmpty()) {
            operation.put("dynamic", change.dynamic());
        }
        if (!change.relationships().isEmpty()) {
            operation.put("relationships", new JsonArray(List.copyOf(change.relationships())));
        }
        return operation.build();
    }

    @Override
    public byte[] list(Scope scope, JsonObject asked) {
        byte[] members = database.read(
                scope, LIST, (statement, first) -> statement.setString(first, asked.toJson()));
        if (members == null) {
            throw new IllegalStateException("hera.list_transactions answers a page, empty or not");
        }
        return members;
    }

    @Override
    public @Nullable StoredTransaction read(Scope scope, UUID id, JsonObject includes) {
        byte[] text = database.read(scope, READ, (statement, first) -> {
            statement.setObject(first, id);
            statement.setString(first + 1, includes.toJson());
        });
        return text == null ? null : versioned(text);
    }

    /** The function answers the version, one space, and the item, so that nobody reads the item for its version. */
    static StoredTransaction versioned(byte[] text) {
        long version = 0;
        int at = 0;
        while (text[at] != ' ') {
            version = version * 10 + (text[at++] - '0');
        }
        return new StoredTransaction(version, text, at + 1);
    }

    private static @Nullable String orNull(JsonObject object) {
        return object.isEmpty() ? null : object.toJson();
    }
}
