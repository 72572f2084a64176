package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be dated into a fiscal period: nothing financial into one that is not open, and drafts hinder its closing. */
class DatedInPeriodsIT {

    private static final String APPOINTMENT = "{\"transaction_type\":\"APPOINTMENT\",\"smart_code\":\"HERA.SALON.APPOINTMENT.TXN.BOOKED.V1\","
            + "\"transaction_date\":\"%s\"}";
    private static final String SALE = "{\"transaction_type\":\"SALE\",\"smart_code\":\"HERA.SALON.POS.TXN.SALE.V1\","
            + "\"transaction_date\":\"%s\"}";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Ledger owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);
    private final Periods periods = new Periods(database);

    @AfterEach
    void end() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"2024-12-31,TXN-PERIOD-CLOSED", "2024-05-01,TXN-PERIOD-LOCKED", "2019-05-01,TXN-PERIOD-NOT-FOUND",
        "2024-12-31T19:59:59Z,TXN-PERIOD-CLOSED", "2024-12-31T20:00:00Z,", "2025-01-01,"})
    void isDecidedByTheDayOfTheOrganizationsZone(String date, @Nullable String code) throws SQLException {
        for (String type : List.of("JOURNAL_ENTRY", "SALE")) {
            String transaction = "{\"transaction_type\":\"" + type
                    + "\",\"smart_code\":\"HERA.SALON.POS.TXN.SALE.V1\",\"transaction_date\":\"" + date + "\"}";
            if (code == null) {
                assertThat(owner.at(owner.read(owner.id(owner.create(transaction, null))), "{fiscal_period}"))
                        .isEqualTo("2025-01");
            } else {
                refusalOf(() -> owner.create(transaction, null)).is("ZH017", "HERA_PERIOD_CLOSED").naming(code);
            }
        }
        owner.create(APPOINTMENT.formatted(date), null);
    }

    /** Where no calendar is kept, only the books ask for one (D5). */
    @Test
    void isAnythingButBooksWhereThereIsNoCalendar() throws SQLException {
        database.execute("set session_replication_role = replica; update core_entities set deleted_at = now()"
                + " where entity_type = 'FISCAL_PERIOD' and organization_id = '" + Demo.LUXE
                + "'; reset session_replication_role");

        assertThat(owner.at(owner.read(owner.id(owner.create(SALE.formatted("2025-01-15"), null))), "{fiscal_period}"))
                .isEqualTo("null");
        refusalOf(() -> owner.journal("2025-01-15", "1.00")).is("ZH017", "HERA_PERIOD_CLOSED")
                .naming("TXN-PERIOD-NOT-FOUND");
        assertThat(periods.one(Demo.STAFF, "select hera.fiscal_period_of('2025-01-15')"))
                .contains("\"has_periods\" : false");
    }

    @Test
    void isAskedOfNobodyWhoDoesNotSeeTheOrganization() {
        Sql nowhere = Sql.on(database.asSuperuser());

        refusalOf(() -> nowhere.one("select hera.hold_period(?::uuid, now(), true)", Demo.OF_NONE)).is("ZH001",
                "HERA_ORG_REQUIRED");
    }

    @Test
    void listsTheFinancialDraftsThatHinderAClosing() throws SQLException {
        String draft = owner.draft("2025-01-31", "10.00");
        String second = owner.draft("2025-01-01", "10.00");
        owner.draft("2025-02-01", "10.00");
        String posted = owner.journal("2025-01-02", "10.00");
        String gone = owner.draft("2025-01-03", "10.00");
        owner.delete(gone, "soft_delete", "");
        owner.create(APPOINTMENT.formatted("2025-01-31"), null);

        Refusals.Refusal refusal = refusalOf(() -> periods.change("2025-01", "CLOSE", null))
                .is("ZH013", "HERA_WRONG_STATE");
        assertThat(refusal.detail()).contains("\"count\": 2").containsSubsequence(draft, second)
                .doesNotContain(posted, gone);
        periods.change("2025-01", "CLOSE", "{\"force\":true}");
        refusalOf(() -> owner.update(draft, "\"posting_status\":\"posted\"", null)).is("ZH017", "HERA_PERIOD_CLOSED");
        owner.update(draft, "\"transaction_date\":\"2025-02-01\",\"posting_status\":\"posted\"", null);

        assertThat(owner.at(owner.read(draft), "{fiscal_period}")).isEqualTo("2025-02");
    }

    @Test
    void namesAThousandDraftsAndNoMore() throws SQLException {
        String draft = owner.draft("2025-01-31", "10.00");
        database.execute("""
                set session_replication_role = replica;
                insert into universal_transactions (organization_id, transaction_type, transaction_number, smart_code,
                  transaction_date, posting_status, transaction_status, is_gl, is_financial, fiscal_period, created_by, updated_by)
                select t.organization_id, t.transaction_type, 'DRAFT-' || n, t.smart_code, t.transaction_date, t.posting_status,
                  t.transaction_status, t.is_gl, true, t.fiscal_period, t.created_by, t.updated_by
                from universal_transactions t, generate_series(1, 1200) n where t.id = '%s';
                reset session_replication_role""".formatted(draft));

        assertThat(refusalOf(() -> periods.change("2025-01", "CLOSE", null)).detail()).contains("\"count\": 1000",
                draft);
    }

    @Test
    void locksAPeriodThatWasClosedOverADraft() throws SQLException {
        owner.draft("2025-01-31", "10.00");
        periods.change("2025-01", "CLOSE", "{\"force\":true}");

        assertThat(periods.change("2025-01", "LOCK", null)).contains("\"period_status\": \"LOCKED\"");
    }

    @Test
    void doesNotMindAVoidDraft() throws SQLException {
        String draft = owner.draft("2025-01-31", "10.00");
        owner.sql().one(
                "select rpc.hera_txn_crud_v1('VOID', ?::uuid, ?::uuid, jsonb_build_object('transaction_id', ?))",
                Demo.OWNER, Demo.LUXE, draft);

        periods.change("2025-01", "CLOSE", null);

        refusalOf(() -> owner.update(draft, "\"posting_status\":\"posted\",\"transaction_date\":\"2025-02-01\"", null))
                .is("ZH013", "HERA_WRONG_STATE").naming("void");
    }

    @Test
    void keepsWhatLiesInAClosedPeriodAsItIs() throws SQLException {
        String sale = owner.id(owner.create(SALE.formatted("2025-01-15"),
                "[{\"line_type\":\"ITEM\",\"smart_code\":\"HERA.SALON.POS.LINE.ITEM.V1\",\"line_amount\":5.00}]"));
        String journal = owner.journal("2025-01-15", "10.00");
        periods.change("2025-01", "CLOSE", null);

        refusalOf(() -> owner.update(sale, "\"total_amount\":1", null)).is("ZH017", "HERA_PERIOD_CLOSED");
        refusalOf(() -> owner.delete(sale, "soft_delete", "")).is("ZH017", "HERA_PERIOD_CLOSED");
        refusalOf(() -> owner.update(sale, "\"transaction_date\":\"2025-02-15\"", null)).is("ZH017",
                "HERA_PERIOD_CLOSED");
        refusalOf(() -> owner.delete(journal, "reverse", "\"reversal_date\":\"2025-01-20\"")).is("ZH017",
                "HERA_PERIOD_CLOSED");
        Sql writer = Sql.on(database.asWriter()).as(Demo.OWNER, Demo.LUXE);
        refusalOf(() -> writer
                .all("update universal_transaction_lines set line_amount = 6 where transaction_id = '" + sale + "'"))
                .is("ZH017", "HERA_PERIOD_CLOSED");
        owner.update(sale, "\"metadata\":{\"note\":\"audited\"}", null);
        owner.delete(journal, "reverse", "\"reversal_date\":\"2025-02-01\"");
    }
}
