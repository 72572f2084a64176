package com.heraerp.transactions.application;

import static com.heraerp.transactions.Callers.a;
import static com.heraerp.transactions.Callers.aJournal;
import static com.heraerp.transactions.Callers.aNote;
import static com.heraerp.transactions.Callers.inLuxe;
import static com.heraerp.transactions.Callers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.guardrails.api.Dialect;
import com.heraerp.guardrails.api.Guardrails;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.transactions.api.LedgerCalendar;
import com.heraerp.transactions.application.port.FakeFiscalCalendar;
import com.heraerp.transactions.application.port.FakeTransactionStore;
import com.heraerp.transactions.domain.PeriodAction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangingTransactionsTest {

    private static final String ID = "01890000-0000-7000-8000-000000000001";

    private final FakeTransactionStore store = new FakeTransactionStore();
    private final FakeFiscalCalendar calendar = new FakeFiscalCalendar();
    private final GuardedTransactions transactions = new GuardedTransactions(
            new TransactionGuard(new Guardrails()), store, new LedgerCalendar(calendar));

    private void post(Role role, JsonObject body) {
        new PostTransaction(transactions).handle(new PostTransaction.Command(a(role), inLuxe(), Dialect.V2_1, body));
    }

    private void revise(Role role, JsonObject body, @Nullable Long version) {
        new ReviseTransaction(transactions)
                .handle(new ReviseTransaction.Command(a(role), inLuxe(), Dialect.V2_1, body, version));
    }

    private void remove(Role role, String action) {
        JsonObject body = json(
                "{\"transaction_id\": \"" + ID + "\", \"action\": \"" + action + "\", \"reason\": \"r\"}");
        new RemoveTransaction(transactions)
                .handle(new RemoveTransaction.Command(a(role), inLuxe(), Dialect.V2_1, body, null));
    }

    private static @Nullable Refusal refusalOf(Runnable call) {
        Refused refused = catchThrowableOfType(Refused.class, call::run);
        return refused == null ? null : refused.refusal();
    }

    @Test
    void postsWhatPassesInTheFormThatIsStoredAndAsksNothing() {
        post(Role.STAFF, aNote());

        assertThat(store.change().header().text("transaction_type")).isEqualTo("NOTE");
        assertThat(store.change().lines()).isNull();
        assertThat(calendar.questions()).isEmpty();
    }

    @Test
    void postsABalancedJournalInOneRoundTripThoughItsPeriodIsClosed() {
        post(Role.FINANCE_ADMIN, aJournal("100.00", "100.00"));

        assertThat(store.change().lines()).hasSize(2);
        assertThat(calendar.questions()).isEmpty();
    }

    @Test
    void completesTheReportOfARefusedJournalWithItsPeriod() {
        Refused refused = catchThrowableOfType(
                Refused.class, () -> post(Role.FINANCE_ADMIN, aJournal("100.00", "90.00")));

        assertThat(refused.violations()).extracting(Violation::code)
                .containsExactly("GL-UNBALANCED.V1", "MULTI-CURRENCY-BALANCE", "TXN-PERIOD-CLOSED");
        assertThat(calendar.questions()).containsExactly("2025-02-10");
        assertThat(store.changes()).isEmpty();
    }

    @Test
    void tellsTheStoresRefusalInTheGuidesWords() {
        store.refusing(Refused.because(Refusal.GUARDRAIL_VIOLATION, "HERA_PERIOD_CLOSED").withContext(json("""
                {"code": "TXN-PERIOD-LOCKED", "period_code": "2024-03", "period_name": "March 2024",
                 "period_status": "LOCKED", "fiscal_year": "2024"}""")));

        Refused refused = catchThrowableOfType(
                Refused.class, () -> post(Role.FINANCE_ADMIN, aJournal("1.00", "1.00")));

        assertThat(refused.violations()).extracting(Violation::message)
                .containsExactly("Cannot post to locked fiscal period 2024-03 (March 2024)");
    }

    @ParameterizedTest
    @CsvSource({"VIEWER,false,false", "STAFF,true,false", "MANAGER,true,false", "ADMIN,true,false",
        "FINANCE_ADMIN,true,true", "OWNER,true,true"})
    void letsEachRolePostWhatItMay(Role role, boolean note, boolean journal) {
        assertThat(refusalOf(() -> post(role, aNote()))).isEqualTo(note ? null : Refusal.FORBIDDEN);
        assertThat(refusalOf(() -> post(role, aJournal("1", "1")))).isEqualTo(journal ? null : Refusal.FORBIDDEN);
        assertThat(refusalOf(() -> revise(role, json("{\"transaction_id\": \"" + ID + "\"}"), null)))
                .isEqualTo(note ? null : Refusal.FORBIDDEN);
    }

    @ParameterizedTest
    @CsvSource({"VIEWER,false,false,false", "STAFF,false,false,false", "MANAGER,true,false,false",
        "ADMIN,true,true,false", "FINANCE_ADMIN,true,false,true", "OWNER,true,true,true"})
    void letsEachRoleRemoveWhatItMay(Role role, boolean soft, boolean hard, boolean reverse) {
        assertThat(refusalOf(() -> remove(role, "soft_delete"))).isEqualTo(soft ? null : Refusal.FORBIDDEN);
        assertThat(refusalOf(() -> remove(role, "hard_delete"))).isEqualTo(hard ? null : Refusal.FORBIDDEN);
        assertThat(refusalOf(() -> remove(role, "reverse"))).isEqualTo(reverse ? null : Refusal.FORBIDDEN);
    }

    @Test
    void saysHowToDeleteInTheStoresWords() {
        remove(Role.OWNER, "reverse");

        assertThat(store.change().options())
                .isEqualTo(json("{\"delete_action\": \"reverse\", \"delete_reason\": \"r\"}"));
    }

    @Test
    void expectsTheVersionOfTheHeaderUnlessTheBodyNamesAnother() {
        revise(Role.STAFF, json("{\"transaction_id\": \"" + ID + "\"}"), 7L);

        assertThat(store.change().options()).isEqualTo(json("{\"expected_version\": 7}"));
        assertThat(refusalOf(() -> revise(
                Role.STAFF, json("{\"transaction_id\": \"" + ID + "\", \"expected_version\": 6}"), 7L)))
                .isEqualTo(Refusal.INVALID_REQUEST);
    }

    @Test
    void refusesAnotherOrganizationAndTheSystemsOwnKinds() {
        JsonObject elsewhere = aNote().toBuilder()
                .put("organization_id", "b0000000-0000-4000-8000-000000000001").build();
        JsonObject audit = aNote().toBuilder().put("transaction_type", "audit").build();

        assertThat(refusalOf(() -> post(Role.OWNER, elsewhere))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(refusalOf(() -> post(Role.OWNER, audit))).isEqualTo(Refusal.FORBIDDEN);
    }

    @ParameterizedTest
    @CsvSource({"VIEWER,false", "STAFF,false", "MANAGER,false", "ADMIN,false", "FINANCE_ADMIN,true", "OWNER,true"})
    void letsFinanceKeepTheCalendar(Role role, boolean may) {
        ChangeFiscalPeriod.Command change = new ChangeFiscalPeriod.Command(
                a(role), inLuxe(), "2025-01", PeriodAction.CLOSE, JsonObject.EMPTY);
        GenerateFiscalYear.Command generate = new GenerateFiscalYear.Command(a(role), inLuxe(), 2030, null);

        assertThat(refusalOf(() -> {
            new ChangeFiscalPeriod(calendar).handle(change);
        }))
                .isEqualTo(may ? null : Refusal.FORBIDDEN);
        assertThat(refusalOf(() -> {
            new GenerateFiscalYear(calendar).handle(generate);
        }))
                .isEqualTo(may ? null : Refusal.FORBIDDEN);
        assertThat(calendar.done()).hasSize(may ? 2 : 0);
        assertThatCode(() -> new ListFiscalPeriods(calendar)
                .handle(new ListFiscalPeriods.Command(a(role), inLuxe(), JsonObject.EMPTY)))
                .doesNotThrowAnyException();
    }
}
