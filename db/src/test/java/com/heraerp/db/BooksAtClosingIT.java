package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promise L8: what closed books said is still what they say, and whoever changed it past the guards is noticed. */
class BooksAtClosingIT {

    private static final String INTACT = "2025-01 true; 2025-02 true; 2025-03 true, true";
    private static final String CHANGED = "2025-01 true; 2025-02 false; 2025-03 false, false";
    /** An id that sorts as cash does: only what is said of the account tells the two apart. */
    private static final String BEFORE_CASH = "a0000000-0000-4000-8000-0000000000f1";
    /** The journals of February. */
    private static final String JOURNAL = "select id from universal_transactions where is_gl and fiscal_period = '2025-02'";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Ledger owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);
    private final Books books = new Books(owner);

    @BeforeEach
    void close() throws SQLException {
        assertThat(verified()).as("nothing is closed yet").isEqualTo(", true");
        owner.journal("2025-01-05", "100.00");
        books.entry("2025-02-05", Ledger.CASH, Books.BANK, "7.00",
                ",\"business_context\":{\"branch_id\":\"" + Demo.BRANCH + "\"}");
        books.entry("2025-02-06", Ledger.CASH, Books.BANK, "7.00", ",\"currency_code\":\"JPY\"");
        for (String month : new String[]{"2025-01", "2025-02", "2025-03"}) {
            books.period(month, "CLOSE");
        }
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void staysWhateverHappensLater() throws SQLException {
        String later = owner.journal("2025-04-05", "3.00");
        owner.delete(later, "reverse", "\"reversal_date\":\"2025-04-06\"");
        String february = String.valueOf(owner.sql().one(JOURNAL + " order by id limit 1"));
        owner.delete(february, "reverse", "\"reversal_date\":\"2025-04-05\"");
        assertThat(verified()).isEqualTo(INTACT);

        books.keep();
        assertThat(verified()).as("from kept balances").isEqualTo(INTACT);
        database.execute("delete from reporting.balances; delete from reporting.balances_until");
        assertThat(verified()).as("from lines").isEqualTo(INTACT);
    }

    /** Whatever a report could tell of a line: where it stands, in what, how much, and what that is worth. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "debit_amount = debit_amount + 0.01                     | debit_amount > 0",
        "credit_amount = credit_amount + 0.01                   | credit_amount > 0",
        "base_amount = base_amount + 0.01                       | debit_amount > 0",
        "base_amount = base_amount - 0.01                       | credit_amount > 0",
        "base_amount = 0                                        | debit_amount > 0 and currency_code = 'JPY'",
        "entity_id = '" + BEFORE_CASH + "'                      | debit_amount > 0 and currency_code = 'AED'",
        "entity_id = null                                       | credit_amount > 0",
        "currency_code = 'CHF'                                  | debit_amount > 0"})
    void noticesAnotherLine(String change, String which) throws SQLException {
        past("update universal_transaction_lines set " + change + " where " + which + " and transaction_id in ("
                + JOURNAL
                + ")");

        assertThat(verified()).isEqualTo(CHANGED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "business_context = '{\"branch_id\": \"elsewhere\"}'                | business_context <> '{}'",
        "business_context = '{}'                                            | true",
        "transaction_type = 'GL_CLOSING'                                    | true",
        "transaction_date = '2025-05-01', fiscal_period = '2025-05'         | true",
        "posted_at = now() + interval '1 day'                               | true"})
    void noticesAnotherHeader(String change, String which) throws SQLException {
        past("update universal_transactions set " + change + " where " + which + " and id in (" + JOURNAL + ")");

        assertThat(verified()).isEqualTo(CHANGED);
    }

    /** A journal that is whole, balanced and sealed as any other, but is dated where nothing could come any more. */
    @Test
    void noticesWhatWasPutBehindAClosing() throws SQLException {
        owner.journal("2025-04-05", "3.00");
        past("update universal_transactions set transaction_date = '2025-02-05', fiscal_period = '2025-02' where is_gl"
                + " and fiscal_period = '2025-04'");

        assertThat(verified()).isEqualTo(CHANGED);
        assertThat(night(0)).isEqualTo("null");
        assertThat(night(1)).isEqualTo("2025-02");
        books.keep();
        assertThat(verified()).as("also where balances are kept")
                .isEqualTo(CHANGED);
    }

    /** Nothing of it shows today; but then it was another report that was closed. */
    @Test
    void noticesThatTheRecordSaysAnotherTime() throws SQLException {
        past("update universal_transactions set posted_at = now() + interval '1 day' where id in (" + JOURNAL + ")");

        assertThat(night(0)).isEqualTo("null");
        assertThat(night(1)).isEqualTo("2025-02");
    }

    @Test
    void forgetsAPeriodThatIsNoMore() throws SQLException {
        past("update universal_transaction_lines set debit_amount = 9 where debit_amount = 7");
        assertThat(night(2)).isEqualTo("2025-03");
        past("update core_entities set deleted_at = now() where entity_code in ('2025-02', '2025-03')");

        assertThat(verified()).isEqualTo("2025-01 true, true");
        assertThat(night(2)).isEqualTo("null");
    }

    /** {@code period intact; period intact, all}. */
    private String verified() throws SQLException {
        return String.valueOf(owner.sql().one("""
                select coalesce(string_agg(concat_ws(' ', p.it ->> 'period_code', p.it ->> 'intact'), '; ' order by p.place), '')
                  || ', ' || (v.answer ->> 'intact')
                from (select ('{' || hera.verify_periods() || '}')::jsonb) v (answer)
                left join jsonb_array_elements(v.answer -> 'data') with ordinality p (it, place) on true
                group by v.answer"""));
    }

    private String night(long night) throws SQLException {
        return String.valueOf(owner.sql().one("select hera.verify_period(?::bigint)", night));
    }

    /** Past the guards, as only a superuser could. */
    private void past(String sql) {
        database.execute("set session_replication_role = replica; " + sql + "; reset session_replication_role");
    }
}
