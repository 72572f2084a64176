package com.heraerp.transactions.application.port;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.StoredBatch;
import com.heraerp.kernel.change.StoredChange;
import com.heraerp.kernel.change.StoredRow;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.domain.TransactionChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Remembers what it was asked, and refuses what it is told to refuse. */
public final class FakeTransactionStore implements TransactionStore {

    private final List<TransactionChange> changes = new ArrayList<>();
    private @Nullable Refused refusal;

    /** Refuses the next changes. */
    public FakeTransactionStore refusing(Refused because) {
        this.refusal = because;
        return this;
    }

    /** What was carried out. */
    public List<TransactionChange> changes() {
        return List.copyOf(changes);
    }

    /** The only change that was carried out. */
    public TransactionChange change() {
        if (changes.size() != 1) {
            throw new AssertionError(changes.size() + " changes");
        }
        return changes.getFirst();
    }

    @Override
    public StoredChange change(Scope scope, TransactionChange change) {
        if (refusal != null) {
            throw refusal;
        }
        changes.add(change);
        return new StoredChange(row(), false, -1);
    }

    @Override
    public StoredBatch changeInBatch(Scope scope, boolean atomic, List<TransactionChange> batch) {
        List<StoredBatch.Result> results = new ArrayList<>();
        for (TransactionChange change : batch) {
            if (refusal == null) {
                changes.add(change);
                results.add(new StoredBatch.Done(results.size(), row()));
            } else {
                results.add(new StoredBatch.Failed(results.size(), refusal));
            }
        }
        return new StoredBatch(refusal == null || !atomic, results, false, -1);
    }

    private static StoredRow row() {
        return new StoredRow(UUID.randomUUID().toString(), 1, JsonObject.EMPTY);
    }

    @Override
    public byte[] list(Scope scope, JsonObject asked) {
        return "\"data\":[],\"count\":0".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable StoredTransaction read(Scope scope, UUID id, JsonObject includes) {
        return null;
    }
}
