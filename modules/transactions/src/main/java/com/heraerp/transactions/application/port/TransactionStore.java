package com.heraerp.transactions.application.port;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.StoredBatch;
import com.heraerp.kernel.change.StoredChange;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.domain.TransactionChange;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where transactions are kept. Every method is one round trip and, for a write, one database transaction; everything
 * the store refuses is a {@link Refused}.
 */
public interface TransactionStore {

    /** Carries out one change. */
    StoredChange change(Scope scope, TransactionChange change);

    /**
     * Carries out many changes in order.
     *
     * @param atomic whether one failure undoes them all
     */
    StoredBatch changeInBatch(Scope scope, boolean atomic, List<TransactionChange> changes);

    /**
     * A page of transactions as finished JSON members {@code "data":[…],"count":n[,"next_cursor":"…"][,"total":n]}.
     *
     * @param asked filters, includes, page and order by their parameters' names
     */
    byte[] list(Scope scope, JsonObject asked);

    /**
     * One transaction as finished JSON, null when the organization has none of this id.
     *
     * @param includes {@code include_*} options by name
     */
    @Nullable
    StoredTransaction read(Scope scope, UUID id, JsonObject includes);
}
