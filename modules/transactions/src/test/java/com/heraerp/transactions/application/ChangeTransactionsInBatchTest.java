package com.heraerp.transactions.application;

import static com.heraerp.transactions.Callers.a;
import static com.heraerp.transactions.Callers.aJournal;
import static com.heraerp.transactions.Callers.aNote;
import static com.heraerp.transactions.Callers.inLuxe;
import static com.heraerp.transactions.Callers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.guardrails.api.Guardrails;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.change.Batch;
import com.heraerp.kernel.change.BatchResult;
import com.heraerp.kernel.change.OperationResult;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.transactions.api.LedgerCalendar;
import com.heraerp.transactions.application.port.FakeFiscalCalendar;
import com.heraerp.transactions.application.port.FakeTransactionStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeTransactionsInBatchTest {

    private static final String ID = "01890000-0000-7000-8000-000000000001";

    private final FakeTransactionStore store = new FakeTransactionStore();
    private final FakeFiscalCalendar calendar = new FakeFiscalCalendar();
    private final ChangeTransactionsInBatch inBatch = new ChangeTransactionsInBatch(
            new TransactionGuard(new Guardrails()), store, new LedgerCalendar(calendar));

    private BatchResult handle(boolean atomic, List<JsonValue> operations) {
        return inBatch.handle(new ChangeTransactionsInBatch.Command(
                a(Role.OWNER), inLuxe(), new Batch(atomic, new JsonArray(operations))));
    }

    private static JsonObject create(JsonObject body) {
        return body.toBuilder().put("action", "CREATE").build();
    }

    @Test
    void reversesManyAtOnceByADeletionThatSaysSo() {
        BatchResult result = handle(true, List.of(json("{\"action\": \"DELETE\", \"delete_action\": \"reverse\", "
                + "\"transaction_id\": \"" + ID + "\"}"), create(aNote())));

        assertThat(result.results()).allMatch(OperationResult.Done.class::isInstance);
        assertThat(store.changes().getFirst().options()).isEqualTo(json("{\"delete_action\": \"reverse\"}"));
    }

    @Test
    void triesNoAtomicBatchWithAnUnbalancedJournal() {
        BatchResult result = handle(true, List.of(create(aNote()), create(aJournal("2", "1"))));

        assertThat(store.changes()).isEmpty();
        assertThat(result.results().getFirst()).isInstanceOf(OperationResult.NotDone.class);
        assertThat(result.failure()).isNotNull();
    }

    @Test
    void tellsWhatTheStoreRefusedOfOneInTheGuidesWords() {
        store.refusing(Refused.because(Refusal.GUARDRAIL_VIOLATION, "HERA_PERIOD_CLOSED")
                .withContext(json("{\"code\": \"TXN-PERIOD-NOT-FOUND\"}")));

        BatchResult result = handle(false, List.of(create(aJournal("1", "1"))));

        assertThat(result.results()).singleElement().isInstanceOfSatisfying(
                OperationResult.Failed.class, failed -> assertThat(failed.refused().violations()).hasSize(1));
        assertThat(result.failure()).isNull();
    }

    @Test
    void asksForEachDateOnceAndForTwentyAtMost() {
        List<JsonValue> operations = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            operations.add(create(aJournal("2", "1").toBuilder()
                    .put("transaction_date", "2025-%02d-%02d".formatted(1 + i / 28, 1 + i % 28))
                    .build()));
            operations.add(operations.getFirst());
        }

        BatchResult result = handle(false, operations);

        assertThat(result.results()).hasSize(200).allMatch(OperationResult.Failed.class::isInstance);
        assertThat(calendar.questions()).hasSize(20).doesNotHaveDuplicates();
    }
}
