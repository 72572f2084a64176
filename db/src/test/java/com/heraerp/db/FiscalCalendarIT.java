package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fiscal periods that an organization has, made year by year, listed and asked for by a date. */
class FiscalCalendarIT {

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Ledger owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);
    private final Periods periods = new Periods(database);

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

    @Test
    void takesAnOrganizationWithoutAZoneToBeInTheWorldsTime() throws SQLException {
        database.execute("update core_organizations set settings = settings - 'time_zone'");

        assertThat(periodOf("2025-01-31T21:00:00Z")).contains("\"2025-01\"");
        assertThat(owner.at(owner.read(owner.journal("2025-01-31T21:00:00Z", "1.00")), "{fiscal_period}"))
                .isEqualTo("2025-01");
    }

    @Test
    void generatesAFiscalYearThatBeginsInApril() throws SQLException {
        assertThat(periods.generate(2028, 4)).contains("\"created\": 12", "\"2028-04\"", "\"2029-03\"");

        assertThat(owner.sql().one("select hera.list_fiscal_periods('{\"fiscal_year\":\"2028\",\"limit\":1}')"))
                .contains("\"start_date\" : \"2028-04-01\"", "\"end_date\" : \"2028-04-30\"",
                        "\"period_status\" : \"OPEN\"", "next_cursor");
        refusalOf(() -> periods.generate(2028, 6)).is("ZH013", "HERA_WRONG_STATE").naming("period_exists");
        refusalOf(() -> periods.generate(2022, 1)).is("ZH013", "HERA_WRONG_STATE").naming("later_periods_closed");
        owner.journal("2029-03-31", "10.00");
    }

    @Test
    void beginsAYearWithTheMonthOfTheOrganization() throws SQLException {
        assertThat(periods.generate(2028, null)).contains("\"2028-01\"", "\"2028-12\"");
        database.execute("update core_organizations set settings = settings || '{\"fiscal_year_start_month\": 7}'");
        assertThat(periods.generate(2029, null)).contains("\"2029-07\"", "\"2030-06\"");
        database.execute("update core_organizations set settings = settings - 'fiscal_year_start_month'");
        assertThat(periods.generate(2031, null)).contains("\"2031-01\"", "\"2031-12\"");
    }

    /** A year that begins in the middle of a closed one would leave a gap behind it open. */
    @Test
    void makesNoPeriodsAmongClosedOnes() throws SQLException {
        database.execute("set session_replication_role = replica; update core_entities set deleted_at = now()"
                + " where entity_code in ('2024-01', '2024-02', '2024-03'); reset session_replication_role");

        refusalOf(() -> periods.generate(2023, 4)).is("ZH013", "HERA_WRONG_STATE").naming("later_periods_closed");
        refusalOf(() -> periods.generate(2024, 1)).is("ZH013", "HERA_WRONG_STATE").naming("\"2024-04\"");
    }

    @ParameterizedTest
    @CsvSource({"2030,13,start_month", "2030,0,start_month", ",1,fiscal_year", "1899,1,fiscal_year",
        "9999,1,fiscal_year"})
    void refusesAYearThatIsNone(@Nullable Integer year, int month, String field) {
        refusalOf(() -> periods.generate(year, month)).is("ZH009", "HERA_PAYLOAD_INVALID").naming(field);
    }

    @Test
    void makesTheFirstAndTheLastYearThatThereCanBe() throws SQLException {
        Ledger bella = Ledger.of(database.asApp(), Demo.BELLA_OWNER, Demo.BELLA);
        database.execute(
                "set session_replication_role = replica; delete from core_dynamic_data where organization_id = '"
                        + Demo.BELLA + "' and field_name = 'period_status'; reset session_replication_role");

        assertThat(bella.sql().one("select hera.generate_fiscal_year(1900, 1)")).contains("\"1900-12\"");
        assertThat(bella.sql().one("select hera.generate_fiscal_year(9998, 12)")).contains("\"9999-11\"");
    }

    @Test
    void keepsOneKeysAnswerForAWholeYear() throws SQLException {
        Sql keyed = owner.sql().keyed("year", "print");
        String first = String.valueOf(keyed.one("select hera.generate_fiscal_year(2030, 1)"));

        assertThat(keyed.one("select hera.generate_fiscal_year(2030, 1)")).isEqualTo(first);
    }

    @Test
    void leavesTheCalendarToThoseWhoKeepTheBooks() throws SQLException {
        refusalOf(() -> Sql.on(database.asApp()).as(Demo.ADMIN, Demo.LUXE)
                .one("select hera.generate_fiscal_year(2030, 1)"))
                .is("ZH003", "HERA_FORBIDDEN");

        assertThat(periods.generate(2030, 1)).contains("\"created\": 12");
    }

    @Test
    void listsPeriodsByYearAndStatePageByPage() throws SQLException {
        assertThat(periods.listed("{\"fiscal_year\":\"2025\",\"limit\":3}"))
                .isEqualTo("2025-01 2025-02 2025-03 and more");
        assertThat(periods.listed("{\"period_status\":\"CLOSED\"}")).isEqualTo("2024-12");
        assertThat(periods.listed("{\"fiscal_year\":\"1999\"}")).isEmpty();
        String first = String.valueOf(owner.sql().one(
                "select ('{' || hera.list_fiscal_periods('{\"fiscal_year\":\"2025\",\"limit\":11}') || '}')::jsonb ->> 'next_cursor'"));
        assertThat(periods.listed("{\"fiscal_year\":\"2025\",\"limit\":11,\"cursor\":\"" + first + "\"}"))
                .isEqualTo("2025-12");
        for (int year = 2040; year < 2049; year++) {
            periods.generate(year, 1);
        }
        assertThat(periods.listed("{}").split(" ")).as("a hundred unless more are asked for").hasSize(102)
                .endsWith("and", "more");
    }

    /** What was a period once does not count, in whatever is asked. */
    @Test
    void doesNotCountAPeriodThatIsNoMore() throws SQLException {
        owner.journal("2025-12-05", "10.00");
        database.execute("set session_replication_role = replica; update core_entities set deleted_at = now()"
                + " where entity_type = 'FISCAL_PERIOD' and (entity_code like '2026-%' or entity_code = '2024-12');"
                + " reset session_replication_role");

        assertThat(periodOf("2026-03-05")).contains("\"period_status\" : null");
        assertThat(periods.listed("{\"fiscal_year\":\"2026\"}")).isEmpty();
        refusalOf(() -> owner.journal("2026-03-05", "1.00")).is("ZH017", "HERA_PERIOD_CLOSED")
                .naming("TXN-PERIOD-NOT-FOUND");
        refusalOf(() -> periods.change("2024-12", "LOCK", null)).is("ZH005", "HERA_PERIOD_NOT_FOUND");
        refusalOf(() -> new Books(owner).close(2026)).is("ZH005", "HERA_PERIOD_NOT_FOUND");
        assertThat(periods.generate(2026, 1)).contains("\"created\": 12");
    }

    /** It is asked before every posting, and so looks up what it needs, however many periods and other things there are. */
    @Test
    void looksUpThePeriodThatItIsAskedAbout() throws SQLException {
        for (int year = 2028; year < 2048; year++) {
            periods.generate(year, 1);
        }
        String call = "rpc.hera_validate_fiscal_period_v2_enhanced('2024-12-05', '" + Demo.LUXE + "'::uuid)";

        assertThat(owner.sql().one("select " + call)).contains("\"code\": \"TXN-PERIOD-CLOSED\"",
                "Cannot post to closed fiscal period 2024-12 (December 2024)", "\"is_valid\": false");
        String plans = Plans.of(database, call);
        assertThat(plans).contains("core_entities").doesNotContain("Seq Scan");
        assertThat(Plans.rowsInVain(plans)).as(plans).isLessThan(3);
    }

    private String periodOf(@Nullable String date) throws SQLException {
        return periods.one(Demo.STAFF, "select hera.fiscal_period_of(?)", date);
    }
}
