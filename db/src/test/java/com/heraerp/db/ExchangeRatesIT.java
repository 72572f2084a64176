package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a line in a foreign currency is worth: by which rate, rounded how, and where the rest goes (promise L13). */
class ExchangeRatesIT {

    private static final String EURO = ",\"currency_code\":\"EUR\"";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Ledger owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);
    private final Books books = new Books(owner);

    @AfterEach
    void end() {
        database.close();
    }

    /** The day is that of the organization, which is four hours ahead of UTC. */
    @ParameterizedTest
    @CsvSource({"2025-01-31,", "2025-02-01,40.00", "2025-02-28,40.00", "2025-02-28T19:59:59Z,40.00",
        "2025-02-28T20:00:00Z,50.00", "2025-03-01,50.00", "2025-12-31,50.00"})
    void areThoseOfTheLatestDayUpToTheEntrys(String date, String worth) throws SQLException {
        rate("EXCHANGE_RATE", "EUR/AED 2025-03-01", "5");
        rate("EXCHANGE_RATE", "EUR/AED 2025-02-01", "4");

        assertThat(worthOf(books.entry(date, Ledger.CASH, Books.BANK, "10.00", EURO)))
                .isEqualTo(worth == null ? "null null" : worth + " -" + worth);
    }

    @Test
    void areNoneThatAreNotPositiveNotDatedOrNotThereAnyMore() throws SQLException {
        rate("EXCHANGE_RATE", "EUR/AED 2025-01-01", "4");
        rate("EXCHANGE_RATE", "EUR/AED 2025-01-02", "0");
        rate("EXCHANGE_RATE", "EUR/AED 2025-01-03", "-5");
        rate("EXCHANGE_RATE", "EUR/AED 2025-01-04 LATE", "6");
        rate("LEASE", "EUR/AED 2025-01-05", "7");
        String gone = rate("EXCHANGE_RATE", "EUR/AED 2025-01-06", "8");
        owner.sql().one(
                "select rpc.hera_entities_crud_v1('DELETE', ?::uuid, ?::uuid, jsonb_build_object('entity_id', ?))",
                Demo.OWNER, Demo.LUXE, gone);
        rate("EXCHANGE_RATE", "EUR/AEDX 2025-01-07", "9");

        assertThat(worthOf(books.entry("2025-02-05", Ledger.CASH, Books.BANK, "10.00", EURO)))
                .isEqualTo("40.00 -40.00");
    }

    /** Half up, away from nothing, at the minor unit of the base currency. */
    @ParameterizedTest
    @CsvSource({"KWD,0.33335,0.333 -0.333", "KWD,0.3335,0.334 -0.334", "JPY,162.5,163 -163", "JPY,162.4,162 -162",
        "AED,4.005,4.01 -4.01", "AED,4.004,4.00 -4.00"})
    void areRoundedAsTheBaseCurrencyIs(String base, String rate, String worth) throws SQLException {
        owner.sql().one(
                "select hera.revise_organization(jsonb_build_object('settings', jsonb_build_object('base_currency', ?)))",
                base);
        rate("EXCHANGE_RATE", "EUR/" + base + " 2025-01-01", rate);

        assertThat(worthOf(books.entry("2025-02-05", Ledger.CASH, Books.BANK, "1.00", EURO))).isEqualTo(worth);
    }

    @ParameterizedTest
    @CsvSource({"debit,credit,0 null 0.01 3", "credit,debit,null 0 -0.01 3"})
    void leaveTheRestOnItsAccountOnEitherSide(String one, String two, String rest) throws SQLException {
        rate("EXCHANGE_RATE", "EUR/AED 2025-01-01", "4.005");
        String id = owner.id(owner.create(
                "{" + Ledger.JOURNAL + ",\"transaction_date\":\"2025-02-05\"" + EURO + "}",
                "[" + Ledger.line("\"" + one + "_amount\":2.00", Ledger.CASH) + ","
                        + Ledger.line("\"" + two + "_amount\":1.00", Books.BANK) + ","
                        + Ledger.line("\"" + two + "_amount\":1.00", Books.EQUITY) + "]"));

        assertThat(owner.sql().one("""
                select concat_ws(' ', coalesce(trim_scale(l.debit_amount)::text, 'null'), coalesce(trim_scale(l.credit_amount)::text, 'null'),
                  l.base_amount, l.line_number - 1)
                from universal_transaction_lines l join core_entities a on a.id = l.entity_id
                where l.transaction_id = ?::uuid and a.smart_code = 'HERA.FIN.GL.ACCOUNT.ROUNDING.V1'
                  and l.description = 'Currency rounding' and l.currency_code = 'AED'""", id)).isEqualTo(rest);
    }

    @Test
    void areNotNeededWhereThereIsNoBaseCurrency() throws SQLException {
        owner.sql().one("select hera.revise_organization('{\"settings\":{\"base_currency\":null}}')");
        String draft = owner.id(owner.create("{" + Ledger.JOURNAL
                + ",\"transaction_date\":\"2025-02-05\",\"posting_status\":\"draft\"" + EURO + "}",
                "[" + Ledger.line("\"debit_amount\":2.00", Ledger.CASH) + ","
                        + Ledger.line("\"credit_amount\":2.00", Books.BANK) + "]"));
        owner.update(draft, "\"posting_status\":\"posted\"", null);

        assertThat(worthOf(draft)).isEqualTo("null null");
    }

    /** A line of a GL transaction that is no entry has no worth, and needs no rate. */
    @Test
    void areNotForLinesThatAreNoEntries() throws SQLException {
        rate("EXCHANGE_RATE", "EUR/AED 2025-01-01", "4");
        String id = owner.id(owner.create("{" + Ledger.JOURNAL + ",\"transaction_date\":\"2025-02-05\"" + EURO + "}",
                "[" + Ledger.line("\"debit_amount\":2.00", Ledger.CASH) + ","
                        + Ledger.line("\"credit_amount\":2.00", Books.BANK)
                        + ",{\"line_type\":\"NOTE\",\"smart_code\":\"HERA.FIN.GL.LINE.NOTE.V1\",\"description\":\"why\"}]"));

        assertThat(worthOf(id)).isEqualTo("8.00 -8.00 null");
    }

    private String worthOf(String transaction) throws SQLException {
        return String
                .valueOf(
                        owner.sql()
                                .one("select string_agg(coalesce(base_amount::text, 'null'), ' ' order by line_number)"
                                        + " from universal_transaction_lines where transaction_id = ?::uuid",
                                        transaction));
    }

    private String rate(String type, String code, String rate) throws SQLException {
        return owner.at(String.valueOf(owner.sql().one(
                """
                select rpc.hera_entities_crud_v1('CREATE', ?::uuid, ?::uuid, jsonb_build_object('entity_type', ?, 'entity_name', 'Rate',
                  'entity_code', ?, 'smart_code', 'HERA.FIN.RATE.EXCHANGE.DAILY.V1'), jsonb_build_object('rate', jsonb_build_object(
                  'field_type', 'number', 'field_value_number', ?::numeric, 'smart_code', 'HERA.FIN.RATE.DYN.RATE.V1')))""",
                owner.actor(), Demo.LUXE, type, code, rate)), "{entity_id}");
    }
}
