package com.heraerp.transactions.adapter.out.postgres;

import static com.heraerp.transactions.Callers.aJournal;
import static com.heraerp.transactions.Callers.aNote;
import static com.heraerp.transactions.Callers.inLuxe;
import static com.heraerp.transactions.Callers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.db.TestDatabase;
import com.heraerp.guardrails.api.LedgerFacts;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.ChangeAction;
import com.heraerp.kernel.change.StoredBatch;
import com.heraerp.kernel.change.StoredChange;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.Callers;
import com.heraerp.transactions.application.port.FiscalCalendar;
import com.heraerp.transactions.application.port.StoredTransaction;
import com.heraerp.transactions.application.port.TransactionStore;
import com.heraerp.transactions.domain.PeriodAction;
import com.heraerp.transactions.domain.TransactionChange;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostgresTransactionStoreIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();

    /** Currencies of the past, which the database counts like any it does not know. */
    private static final Set<String> WITHDRAWN = Set.of(
            "ADP", "BEF", "BYB", "BYR", "ESP", "GRD", "ITL", "LUF", "MGF", "PTE", "ROL", "TPE", "TRL");

    private final Database database = new Database(DATABASE.asApp());
    private final TransactionStore store = new PostgresTransactionStore(database);
    private final FiscalCalendar calendar = new PostgresFiscalCalendar(database);

    private static TransactionChange change(ChangeAction action, JsonObject body, JsonObject options) {
        JsonArray lines = body.array("lines");
        return new TransactionChange(
                action,
                body.toBuilder().remove("lines").build(),
                lines == null ? null : lines.values().stream().map(JsonObject.class::cast).toList(),
                JsonObject.EMPTY,
                List.of(),
                options);
    }

    private static TransactionChange create(JsonObject body) {
        return change(
                ChangeAction.CREATE,
                body.toBuilder().put("transaction_type", String.valueOf(body.text("transaction_type")).toUpperCase(
                        Locale.ROOT)).build(),
                JsonObject.EMPTY);
    }

    private static TransactionChange reversal(String id) {
        return change(
                ChangeAction.DELETE,
                json("{\"transaction_id\": \"" + id + "\"}"),
                json("{\"delete_action\": \"reverse\", \"reversal_date\": \"2025-03-01\"}"));
    }

    private @Nullable String item(String id) {
        StoredTransaction read = store.read(inLuxe(), UUID.fromString(id), JsonObject.EMPTY);
        return read == null
                ? null
                : new String(read.text(), read.start(), read.text().length - read.start(), StandardCharsets.UTF_8);
    }

    @Test
    void keepsAJournalAndReversesItOnce() {
        StoredChange posted = store.change(inLuxe(), create(aJournal("100.00", "100.00")));
        StoredChange reversed = store.change(inLuxe(), reversal(posted.row().id()));

        assertThat(posted.row().more().text("posting_status")).isEqualTo("posted");
        String reversal = Objects.requireNonNull(reversed.row().more().text("reversal_transaction_id"));
        assertThat(item(reversal)).contains("\"reversal_of_id\":\"" + posted.row().id() + "\"",
                "\"credit_amount\":100.00");
        assertThat(catchThrowableOfType(
                Refused.class, () -> store.change(inLuxe(), reversal(posted.row().id()))).refusal())
                .isEqualTo(Refusal.CONFLICT);
    }

    @Test
    void refusesWhatDoesNotBalanceOrFallsIntoAClosedPeriodByCode() {
        JsonObject late = aJournal("1", "1").toBuilder().put("transaction_date", "2024-12-10").build();

        assertThat(catchThrowableOfType(
                Refused.class, () -> store.change(inLuxe(), create(aJournal("2", "1")))).context().text("code"))
                .isEqualTo("GL-UNBALANCED.V1");
        assertThat(catchThrowableOfType(
                Refused.class, () -> store.change(inLuxe(), create(late))).context().text("code"))
                .isEqualTo("TXN-PERIOD-CLOSED");
    }

    @Test
    void answersAKeyedWriteOnceAndThenItsStoredAnswer() {
        Scope keyed = new Scope(Callers.LUXE, Callers.OWNER,
                "{\"idempotency_key\": \"t-1\", \"fingerprint\": \"f-1\", \"elapsed_ms\": 1}", new DatabaseCall());

        StoredChange first = store.change(keyed, create(aNote()));
        StoredChange second = store.change(keyed, create(aNote()));

        assertThat(second.replayed()).isTrue();
        assertThat(second.row()).isEqualTo(first.row());
    }

    @Test
    void undoesAnAtomicBatchWhenOneIsRefused() {
        StoredBatch batch = store.changeInBatch(
                inLuxe(), true, List.of(create(aNote()), reversal(UUID.randomUUID().toString())));

        assertThat(batch.applied()).isFalse();
        assertThat(batch.results().getLast()).isInstanceOfSatisfying(
                StoredBatch.Failed.class,
                failed -> assertThat(failed.refused().refusal()).isEqualTo(Refusal.NOT_FOUND));
    }

    @Test
    void listsByFilterAndReadsNothingOfOthers() {
        String id = store.change(inLuxe(), create(aNote())).row().id();
        String members = new String(
                store.list(inLuxe(), json("{\"transaction_id\": \"" + id + "\"}")), StandardCharsets.UTF_8);
        Scope bella = new Scope(Callers.BELLA, Callers.OWNER, "", new DatabaseCall());

        assertThat(members).startsWith("\"data\":[").contains(id, "\"count\":1");
        assertThat(store.read(bella, UUID.fromString(id), JsonObject.EMPTY)).isNull();
    }

    @Test
    void knowsThePeriodOfADate() {
        LedgerFacts december = calendar.factsOf(inLuxe(), "2024-12-31");

        assertThat(december.period())
                .isEqualTo(new LedgerFacts.Period("2024-12", "December 2024", "CLOSED", "2024"));
        assertThat(december.hasPeriods()).isTrue();
        assertThat(december.baseCurrency()).isEqualTo("AED");
        // One in the morning of the first of January in Dubai.
        assertThat(Objects.requireNonNull(calendar.factsOf(inLuxe(), "2024-12-31T21:00:00Z").period()).code())
                .isEqualTo("2025-01");
        assertThat(calendar.factsOf(inLuxe(), "1999-01-01").period()).isNull();
    }

    @Test
    void makesAYearThatBeginsInAprilAndListsIt() {
        JsonObject made = calendar.generate(inLuxe(), 2041, 4).told();

        assertThat(made.toJson()).contains("\"2041-04\"", "\"2042-03\"");
        assertThat(new String(calendar.list(inLuxe(), json("{\"fiscal_year\": 2041}")), StandardCharsets.UTF_8))
                .contains("\"count\":12");
        assertThat(catchThrowableOfType(
                Refused.class,
                () -> calendar.change(inLuxe(), "2041-04", PeriodAction.LOCK, JsonObject.EMPTY)).refusal())
                .isEqualTo(Refusal.CONFLICT);
    }

    /** Java and the database refuse an amount by the same minor units. */
    @Test
    void countsTheDecimalsOfEveryCurrencyAsJavaDoes() throws SQLException {
        Map<String, Integer> different = new HashMap<>();
        try (Connection connection = DATABASE.asSuperuser().getConnection();
                Statement statement = connection.createStatement()) {
            for (Currency currency : Currency.getAvailableCurrencies()) {
                try (ResultSet row = statement.executeQuery(
                        "select hera.minor_units('" + currency.getCurrencyCode() + "')")) {
                    row.next();
                    int digits = currency.getDefaultFractionDigits();
                    if (digits >= 0 && row.getInt(1) != digits) {
                        different.put(currency.getCurrencyCode(), row.getInt(1));
                    }
                }
            }
        }

        assertThat(WITHDRAWN).containsAll(different.keySet());
    }
}
