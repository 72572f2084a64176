package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opening, closing, locking fiscal periods, and that nothing financial is dated where it may not be. */
class FiscalPeriodsIT {

    private TestDatabase database;
    private Ledger owner;

    @BeforeEach
    void begin() {
        database = TestDatabase.withDemoData();
        owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void knowsIntoWhichPeriodADateFallsWhereTheOrganizationIs() throws SQLException {
        assertThat(periodOf("2025-01-31T21:00:00Z")).as("already February in Dubai").contains("\"2025-02\"", "\"OPEN\"",
                "\"has_periods\" : true", "\"base_currency\" : \"AED\"");
        assertThat(periodOf("2024-11-30")).contains("\"2024-11\"", "\"LOCKED\"");
        assertThat(periodOf("1999-01-01")).contains("\"period_status\" : null", "\"has_periods\" : true");
        assertThat(periodOf(null)).contains("\"OPEN\"");
    }

    private String periodOf(@Nullable String date) throws SQLException {
        return String.valueOf(
                Sql.on(database.asApp()).as(Demo.STAFF, Demo.LUXE).one("select hera.fiscal_period_of(?)", date));
    }

    private String change(String code, String action, @Nullable String options) throws SQLException {
        return change(Demo.FINANCE_ADMIN, code, action, options);
    }

    private String change(UUID actor, String code, String action, @Nullable String options) throws SQLException {
        return String.valueOf(Sql.on(database.asApp()).as(actor, Demo.LUXE).one(
                "select hera.change_fiscal_period(?, ?, ?::jsonb)", code, action, options));
    }

    /** The fields of a period, as listings show them. */
    private String snapshotOf(String code) throws SQLException {
        return String
                .valueOf(owner.sql().one("select dynamic_snapshot from core_entities where entity_code = ?", code));
    }

    private String generate(int year, int month) throws SQLException {
        return String.valueOf(owner.sql().one("select hera.generate_fiscal_year(?::int, ?::int)", String.valueOf(year),
                String.valueOf(month)));
    }

    @Test
    void closesInOrderAndReopensTheLatestFirstWithAReason() throws SQLException {
        refusalOf(() -> change("2025-03", "CLOSE", null)).is("ZH013", "HERA_WRONG_STATE")
                .naming("\"periods\": [\"2025-01\", \"2025-02\"]");

        assertThat(change("2025-01", "CLOSE", null)).contains("\"period_status\": \"CLOSED\"",
                "\"previous_status\": \"OPEN\"", "\"version\": 2");
        refusalOf(() -> change("2025-01", "CLOSE", null)).is("ZH013", "HERA_WRONG_STATE").naming("\"closed\"");
        change("2025-02", "CLOSE", null);

        refusalOf(() -> change("2025-02", "OPEN", "{\"reason\":\" \"}")).is("ZH009", "HERA_PAYLOAD_INVALID")
                .naming("reason");
        refusalOf(() -> change("2025-01", "OPEN", "{\"reason\":\"late invoice\"}")).is("ZH013", "HERA_WRONG_STATE")
                .naming("\"periods\": [\"2025-02\"]");
        change("2025-02", "OPEN", "{\"reason\":\"late invoice\"}");
        assertThat(owner.sql()
                .one("select hera.entity_history(id, 1, null) from core_entities where entity_code = '2025-02'"))
                .contains("PERIOD_OPEN", "late invoice", "\"from\": \"CLOSED\"", "dynamic.closed_at");
        assertThat(snapshotOf("2025-01")).contains("CLOSED", "closed_at", "books_hash");
        assertThat(snapshotOf("2025-02")).contains("OPEN").doesNotContain("closed_at", "books_hash");
        refusalOf(() -> change("2025-02", "OPEN", "{\"reason\":\"again\"}")).is("ZH013", "HERA_WRONG_STATE");
    }

    @Test
    void changesOnlyTheVersionThatWasRead() throws SQLException {
        refusalOf(() -> change("2025-01", "CLOSE", "{\"expected_version\":2}")).is("ZH006", "HERA_VERSION_CONFLICT")
                .naming("\"current_version\" : 1");

        assertThat(change("2025-01", "CLOSE", "{\"expected_version\":1}")).contains("\"version\": 2");
    }

    @Test
    void answersARepeatedKeyWithTheFirstAnswer() throws SQLException {
        Sql keyed = owner.sql().keyed("january", "print");
        String close = "select hera.change_fiscal_period('2025-01', 'CLOSE', '{}')";
        String first = String.valueOf(keyed.one(close));

        assertThat(keyed.one(close)).isEqualTo(first);
    }

    @Test
    void locksForGood() throws SQLException {
        refusalOf(() -> change("2025-01", "LOCK", null)).is("ZH013", "HERA_WRONG_STATE").naming("not_closed");
        change("2024-12", "LOCK", null);

        for (String action : List.of("OPEN", "CLOSE", "LOCK")) {
            refusalOf(() -> change("2024-12", action, "{\"reason\":\"please\"}")).is("ZH013", "HERA_WRONG_STATE")
                    .naming("\"locked\"");
        }
        Sql writer = Sql.on(database.asWriter()).as(Demo.OWNER, Demo.LUXE);
        refusalOf(() -> writer
                .all("update core_dynamic_data set field_value_text = 'OPEN' where field_name = 'period_status'"
                        + " and field_value_text = 'LOCKED'"))
                .is("ZH013", "HERA_WRONG_STATE");
        refusalOf(() -> writer.all("delete from core_dynamic_data where field_name = 'period_status'"
                + " and field_value_text = 'LOCKED'")).is("ZH013", "HERA_WRONG_STATE");
    }

    @Test
    void listsTheFinancialDraftsThatHinderAClosing() throws SQLException {
        String draft = owner.draft("2025-01-31", "10.00");
        owner.create("{\"transaction_type\":\"APPOINTMENT\",\"smart_code\":\"HERA.SALON.APPOINTMENT.TXN.BOOKED.V1\","
                + "\"transaction_date\":\"2025-01-31\"}", null);

        refusalOf(() -> change("2025-01", "CLOSE", null)).is("ZH013", "HERA_WRONG_STATE").naming(draft);
        change("2025-01", "CLOSE", "{\"force\":true}");
        refusalOf(() -> owner.update(draft, "\"posting_status\":\"posted\"", null)).is("ZH017", "HERA_PERIOD_CLOSED");
        owner.update(draft, "\"transaction_date\":\"2025-02-01\",\"posting_status\":\"posted\"", null);

        assertThat(owner.at(owner.read(draft), "{fiscal_period}")).isEqualTo("2025-02");
    }

    @Test
    void locksAPeriodThatWasClosedOverADraft() throws SQLException {
        owner.draft("2025-01-31", "10.00");
        change("2025-01", "CLOSE", "{\"force\":true}");

        assertThat(change("2025-01", "LOCK", null)).contains("\"period_status\": \"LOCKED\"");
    }

    @Test
    void doesNotMindAVoidDraft() throws SQLException {
        String draft = owner.draft("2025-01-31", "10.00");
        owner.sql().one(
                "select rpc.hera_txn_crud_v1('VOID', ?::uuid, ?::uuid, jsonb_build_object('transaction_id', ?))",
                Demo.OWNER, Demo.LUXE, draft);

        change("2025-01", "CLOSE", null);

        refusalOf(() -> owner.update(draft, "\"posting_status\":\"posted\",\"transaction_date\":\"2025-02-01\"", null))
                .is("ZH013", "HERA_WRONG_STATE").naming("void");
    }

    @ParameterizedTest
    @CsvSource({"2024-12-31,TXN-PERIOD-CLOSED", "2024-05-01,TXN-PERIOD-LOCKED", "2019-05-01,TXN-PERIOD-NOT-FOUND",
        "2024-12-31T19:59:59Z,TXN-PERIOD-CLOSED", "2024-12-31T20:00:00Z,", "2025-01-01,"})
    void datesByTheDayOfTheOrganizationsZone(String date, @Nullable String code) throws SQLException {
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
        owner.create("{\"transaction_type\":\"APPOINTMENT\",\"smart_code\":\"HERA.SALON.APPOINTMENT.TXN.BOOKED.V1\","
                + "\"transaction_date\":\"" + date + "\"}", null);
    }

    @Test
    void keepsWhatLiesInAClosedPeriodAsItIs() throws SQLException {
        String sale = owner.id(owner.create(
                "{\"transaction_type\":\"SALE\",\"smart_code\":\"HERA.SALON.POS.TXN.SALE.V1\",\"transaction_date\":\"2025-01-15\"}",
                "[{\"line_type\":\"ITEM\",\"smart_code\":\"HERA.SALON.POS.LINE.ITEM.V1\",\"line_amount\":5.00}]"));
        String journal = owner.journal("2025-01-15", "10.00");
        change("2025-01", "CLOSE", null);

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

    @Test
    void generatesAFiscalYearThatBeginsInApril() throws SQLException {
        assertThat(generate(2028, 4)).contains("\"created\": 12", "\"2028-04\"", "\"2029-03\"");

        assertThat(owner.sql().one("select hera.list_fiscal_periods('{\"fiscal_year\":\"2028\",\"limit\":1}')"))
                .contains(
                        "\"start_date\" : \"2028-04-01\"", "\"end_date\" : \"2028-04-30\"",
                        "\"period_status\" : \"OPEN\"",
                        "next_cursor");
        refusalOf(() -> generate(2028, 6)).is("ZH013", "HERA_WRONG_STATE").naming("period_exists");
        refusalOf(() -> generate(2022, 1)).is("ZH013", "HERA_WRONG_STATE").naming("later_periods_closed");
        refusalOf(() -> generate(2030, 13)).is("ZH009", "HERA_PAYLOAD_INVALID").naming("start_month");
        owner.journal("2029-03-31", "10.00");
    }

    @Test
    void keepsOneKeysAnswerForAWholeYear() throws SQLException {
        Sql keyed = owner.sql().keyed("year", "print");
        String first = String.valueOf(keyed.one("select hera.generate_fiscal_year(2030, 1)"));

        assertThat(keyed.one("select hera.generate_fiscal_year(2030, 1)")).isEqualTo(first);
    }

    @Test
    void leavesPeriodsToThoseWhoMay() {
        for (UUID actor : List.of(Demo.STAFF, Demo.MANAGER, Demo.ADMIN, Demo.VIEWER)) {
            refusalOf(() -> change(actor, "2025-01", "CLOSE", null)).is("ZH003", "HERA_FORBIDDEN");
        }
        refusalOf(() -> change("1999-01", "CLOSE", null)).is("ZH005", "HERA_PERIOD_NOT_FOUND");
    }

    @Test
    void askedAboutAPeriodAnswersInUnderTenMilliseconds() throws SQLException {
        String answer = String.valueOf(owner.sql().one(
                "select rpc.hera_validate_fiscal_period_v2_enhanced('2024-12-05', ?::uuid)", Demo.LUXE));

        assertThat(answer).contains("\"code\": \"TXN-PERIOD-CLOSED\"",
                "Cannot post to closed fiscal period 2024-12 (December 2024)", "\"is_valid\": false");
        String micros = owner.sql().one("""
                with began as materialized (select clock_timestamp() as at),
                called as materialized (select count(rpc.hera_validate_fiscal_period_v2_enhanced('2026-03-05'::date + (n % 9)::int, ?::uuid))
                  from began, generate_series(1, 200) n)
                select extract(milliseconds from clock_timestamp() - began.at) / 200 from began, called""", Demo.LUXE);
        assertThat(Double.parseDouble(String.valueOf(micros))).as("milliseconds a call").isLessThan(10);
    }
}
