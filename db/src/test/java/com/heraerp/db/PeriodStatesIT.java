package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening, closing and locking a fiscal period: in which order, by whom, and what of it is kept. */
class PeriodStatesIT {

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Ledger owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);
    private final Periods periods = new Periods(database);

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void closesInOrderAndReopensTheLatestFirst() throws SQLException {
        refusalOf(() -> periods.change("2025-03", "CLOSE", null)).is("ZH013", "HERA_WRONG_STATE")
                .naming("\"periods\": [\"2025-01\", \"2025-02\"]");

        assertThat(periods.change("2025-01", "close", null)).contains("\"period_status\": \"CLOSED\"",
                "\"previous_status\": \"OPEN\"", "\"version\": 2");
        refusalOf(() -> periods.change("2025-01", "CLOSE", null)).is("ZH013", "HERA_WRONG_STATE").naming("\"closed\"");
        periods.change("2025-02", "CLOSE", "{\"reason\":\"all is in\"}");
        assertThat(periods.latestChangeOf("2025-02")).contains("PERIOD_CLOSE", "all is in",
                Demo.FINANCE_ADMIN.toString());
        periods.change("2025-03", "CLOSE", null);

        refusalOf(() -> periods.change("2025-01", "OPEN", "{\"reason\":\"late invoice\"}"))
                .is("ZH013", "HERA_WRONG_STATE").naming("\"periods\": [\"2025-02\", \"2025-03\"]");
        periods.change("2025-03", "OPEN", "{\"reason\":\"late invoice\"}");
        assertThat(periods.latestChangeOf("2025-03")).contains("PERIOD_OPEN", "late invoice", "\"from\": \"CLOSED\"",
                "dynamic.closed_at");
        assertThat(periods.snapshotOf("2025-02")).contains("CLOSED", "closed_at", "books_hash");
        assertThat(periods.snapshotOf("2025-03")).contains("OPEN").doesNotContain("closed_at", "books_hash");
        refusalOf(() -> periods.change("2025-03", "OPEN", "{\"reason\":\"again\"}")).is("ZH013", "HERA_WRONG_STATE")
                .naming("\"open\"");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"{}", "{\"reason\":null}", "{\"reason\":\" \"}"})
    void reopensOnlyWithAReason(@Nullable String options) {
        refusalOf(() -> periods.change("2024-12", "OPEN", options)).is("ZH009", "HERA_PAYLOAD_INVALID: reopening")
                .naming("\"reason\"");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"SHUT", ""})
    void knowsThreeActions(@Nullable String action) {
        refusalOf(() -> periods.one(Demo.OWNER, "select hera.change_fiscal_period('2025-01', ?, '{\"reason\":\"x\"}')",
                action)).is("ZH009", "HERA_PAYLOAD_INVALID: action").naming("\"action\"");
    }

    @Test
    void changesOnlyTheVersionThatWasRead() throws SQLException {
        refusalOf(() -> periods.change("2025-01", "CLOSE", "{\"expected_version\":2}"))
                .is("ZH006", "HERA_VERSION_CONFLICT").naming("\"current_version\" : 1");

        assertThat(periods.change("2025-01", "CLOSE", "{\"expected_version\":1}")).contains("\"version\": 2");
        assertThat(
                periods.one(Demo.OWNER, "select version || ' ' || updated_by from core_entities where entity_code = ?",
                        "2025-01"))
                .isEqualTo("2 " + Demo.FINANCE_ADMIN);
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
        refusalOf(() -> periods.change("2025-01", "LOCK", null)).is("ZH013", "HERA_WRONG_STATE").naming("not_closed");
        periods.change("2024-12", "LOCK", null);

        for (String action : List.of("OPEN", "CLOSE", "LOCK")) {
            refusalOf(() -> periods.change("2024-12", action, "{\"reason\":\"please\"}"))
                    .is("ZH013", "HERA_WRONG_STATE").naming("\"locked\"");
        }
    }

    /** Whoever writes it, past the functions, too. */
    @ParameterizedTest
    @ValueSource(strings = {"update core_dynamic_data set field_value_text = 'OPEN' where",
        "update core_dynamic_data set field_name = 'was_status' where", "delete from core_dynamic_data where"})
    void locksForGoodAgainstTheWriter(String statement) {
        Sql writer = Sql.on(database.asWriter()).as(Demo.OWNER, Demo.LUXE);

        refusalOf(() -> writer.all(statement + " field_name = 'period_status' and field_value_text = 'LOCKED'"))
                .is("ZH013", "HERA_WRONG_STATE").naming("locked");
    }

    /** What is a period's state is one of a period only, and only of one's own. */
    @Test
    void leavesFieldsOfTheSameNameAlone() throws SQLException {
        owner.sql().one("""
                select rpc.hera_entities_crud_v1('CREATE', ?::uuid, ?::uuid, '{"entity_type":"LESSON","entity_name":"First",
                  "smart_code":"HERA.SALON.LESSON.PERIOD.FIRST.V1"}', '{"period_status":{"field_type":"text",
                  "field_value_text":"LOCKED","smart_code":"HERA.SALON.LESSON.DYN.STATUS.V1"}}')""", Demo.OWNER,
                Demo.LUXE);

        assertThat(Sql.on(database.asWriter()).as(Demo.OWNER, Demo.LUXE)
                .all("""
                update core_dynamic_data d set field_value_text = 'OPEN' from core_entities e
                where e.id = d.entity_id and e.entity_type = 'LESSON' and d.field_name = 'period_status' returning d.id"""))
                .hasSize(1);
    }

    @Test
    void keepsSinceWhenAndOfWhatAlsoAnEmptyPeriodWasClosed() throws SQLException {
        periods.change("2025-01", "CLOSE", null);

        assertThat(periods.snapshotOf("2025-01")).containsPattern("\"books_hash\": *\"[0-9a-f]{64}\"");
        assertThat(owner.sql().one("select hera.verify_periods()")).contains("\"2025-01\"", "\"intact\":true");
    }

    /** So that no report after it has to add up the month again. */
    @Test
    void bringsKeptBalancesUpToDate() throws SQLException {
        owner.journal("2025-01-05", "10.00");
        periods.change("2025-01", "CLOSE", null);

        assertThat(owner.sql().one("select sum(debit) from reporting.balances")).isEqualTo("10.00");
    }

    @Test
    void leavesPeriodsToThoseWhoMay() {
        for (UUID actor : List.of(Demo.STAFF, Demo.MANAGER, Demo.ADMIN, Demo.VIEWER)) {
            refusalOf(() -> periods.change(actor, "2025-01", "CLOSE", null)).is("ZH003", "HERA_FORBIDDEN");
        }
        refusalOf(() -> periods.change("1999-01", "CLOSE", null)).is("ZH005", "HERA_PERIOD_NOT_FOUND");
    }
}
