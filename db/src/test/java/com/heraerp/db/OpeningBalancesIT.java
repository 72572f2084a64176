package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an organization brings with it from its former books: a kind of its own (GL_OPENING). */
class OpeningBalancesIT {

    private static final UUID PAYABLES = UUID.fromString("a0000000-0000-4000-8000-000000002000");
    private static final UUID EQUITY = UUID.fromString("a0000000-0000-4000-8000-000000003000");
    private static final String OPENING = "{\"transaction_type\":\"GL_OPENING\",\"smart_code\":\"HERA.FIN.GL.BALANCE.OPENING.V1\","
            + "\"transaction_date\":\"2025-01-01\"%s}";
    /** The other side is nobody's. */
    private static final String NOWHERE = """
            [{"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"%s","debit_amount":5.00},
             {"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","credit_amount":5.00}]"""
            .formatted(Ledger.CASH);
    private static final String SPAN = "opening_balance,debit_turnover,credit_turnover,debit_balance,credit_balance";

    private TestDatabase database;
    private Ledger owner;
    private Books books;

    @BeforeEach
    void begin() {
        database = TestDatabase.withDemoData();
        owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);
        books = new Books(owner);
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void areWhatAccountsOpenedWithInTheSpanTheyCameIn() throws SQLException {
        opening("", Ledger.CASH, EQUITY, "500.00");
        books.entry("2025-01-20", Books.RENT, Ledger.CASH, "30.00", "");

        String january = "1000 AED 500 0 30 470 0; 3000 AED -500 0 0 0 500; 6000 AED 0 30 0 30 0";
        assertThat(books.rows("trial_balance", "\"period\":\"2025-01\"", SPAN)).isEqualTo(january);
        books.keep();
        assertThat(books.rows("trial_balance", "\"period\":\"2025-01\"", SPAN)).as("from kept balances")
                .isEqualTo(january);
        assertThat(books.rows("trial_balance", "\"period\":\"2025-02\"", SPAN)).as("the next month opens as it closed")
                .isEqualTo("1000 AED 470 0 0 470 0; 3000 AED -500 0 0 0 500; 6000 AED 30 0 0 30 0");
        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-12-31\"", "debit_balance,credit_balance"))
                .isEqualTo("1000 AED 470 0; 3000 AED 0 500; 6000 AED 30 0");
        assertThat(books.totals("balance_sheet", "\"as_of\":\"2025-12-31\"", "assets,liabilities,equity"))
                .isEqualTo("AED 470 0 470");
        assertThat(books.totals("profit_and_loss", "\"as_of\":\"2025-12-31\"", "revenue,expense"))
                .isEqualTo("AED 0 30");
    }

    @Test
    void keepTheirBranchTheirCurrencyAndTheMomentTheyWereRecorded() throws SQLException {
        String before = String.valueOf(owner.sql().one("select hera.utc(clock_timestamp())"));
        opening(",\"business_context\":{\"branch_id\":\"" + Demo.BRANCH + "\"}", Ledger.CASH, EQUITY, "500.00");

        String january = "\"period\":\"2025-01\"";
        assertThat(books.rows("trial_balance", january + ",\"branch_id\":\"" + Demo.BRANCH + "\"", "opening_balance"))
                .isEqualTo("1000 AED 500; 3000 AED -500");
        assertThat(books.rows("trial_balance", january + ",\"branch_id\":\"" + Demo.LUXE + "\"", SPAN)).isEmpty();
        assertThat(books.rows("trial_balance", january + ",\"currency\":\"EUR\"", SPAN)).isEmpty();
        assertThat(books.rows("trial_balance", january + ",\"recorded_as_of\":\"" + before + "\"", SPAN)).isEmpty();
    }

    /** What converting leaves over goes to the account for it, which is no balance sheet's. */
    @Test
    void mayBeOfAForeignCurrencyWhoseConversionLeavesARest() throws SQLException {
        books.rate("EUR", "2025-01-01", "4.005");
        owner.create(OPENING.formatted(",\"currency_code\":\"EUR\""), """
                [{"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"%1$s","debit_amount":1.00},
                 {"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"%2$s","credit_amount":0.50},
                 {"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"%2$s","credit_amount":0.50}]"""
                .formatted(Ledger.CASH, EQUITY));

        assertThat(books.rows("trial_balance", "\"period\":\"2025-01\",\"presentation\":\"base\"",
                "opening_balance,debit_turnover,credit_turnover"))
                .contains("1000 AED 4.01 0 0").contains("3000 AED -4 0 0").contains("AED -0.01 0 0");
    }

    @Test
    void areCorrectedByAReversalWhichIsAMovement() throws SQLException {
        String id = opening("", Ledger.CASH, EQUITY, "500.00");
        owner.delete(id, "reverse", "\"reversal_date\":\"2025-03-05\"");

        assertThat(books.rows("trial_balance", "\"period\":\"2025-03\"", SPAN))
                .isEqualTo("1000 AED 500 0 500 0 0; 3000 AED -500 500 0 0 0");
        assertThat(books.rows("trial_balance", "\"from\":\"2025-01-01\",\"to\":\"2025-12-31\"", SPAN))
                .isEqualTo("1000 AED 500 0 500 0 0; 3000 AED -500 500 0 0 0");
    }

    /** A mistake has to be taken back also where it is seen by what the account has become. */
    @Test
    void areReversedWhateverTheirAccountsHaveBecome() throws SQLException {
        String id = opening("", Ledger.CASH, EQUITY, "500.00");
        database.execute("update core_dynamic_data set field_value_text = 'revenue' where field_name = 'account_type'"
                + " and entity_id = '" + EQUITY + "'");

        refusalOf(() -> opening("", Ledger.CASH, EQUITY, "500.00")).is("ZH018", "HERA_GL_AMOUNT_INVALID: line 2");
        owner.delete(id, "reverse", "\"reversal_date\":\"2025-03-05\"");

        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-12-31\"", "debit_balance"))
                .isEqualTo("1000 AED 0; 3000 AED 0");
    }

    @Test
    void standOnAccountsThatAreCarriedForward() throws SQLException {
        refusalOf(() -> opening("", Ledger.CASH, Ledger.REVENUE, "500.00"))
                .is("ZH018", "HERA_GL_AMOUNT_INVALID: line 2").naming("GL-OPENING-ACCOUNT");
        String draft = opening(",\"posting_status\":\"draft\"", Books.RENT, EQUITY, "500.00");
        refusalOf(() -> owner.update(draft, "\"posting_status\":\"posted\"", null))
                .is("ZH018", "HERA_GL_AMOUNT_INVALID: line 1").naming("\"account_type\":\"expense\"");
        refusalOf(() -> opening("", Demo.ARGAN_OIL, Books.RENT, "500.00"))
                .is("ZH018", "HERA_GL_AMOUNT_INVALID: line 1").naming("\"account_code\":\"PROD-ARGAN-100\"");
        refusalOf(() -> owner.create(OPENING.formatted(""), NOWHERE))
                .is("ZH018", "HERA_GL_AMOUNT_INVALID: line 2").naming("GL-OPENING-ACCOUNT");
        assertThat(opening("", Ledger.CASH, PAYABLES, "5.00")).as("a liability is carried forward").isNotNull();
        String journal = owner.draft("2025-01-05", "10.00");
        refusalOf(
                () -> owner.update(journal, "\"transaction_type\":\"GL_OPENING\",\"posting_status\":\"posted\"", null))
                .is("ZH018", "HERA_GL_AMOUNT_INVALID");
        // Whoever writes it, past the functions, too.
        Sql writer = Sql.on(database.asWriter()).as(Demo.OWNER, Demo.LUXE);
        refusalOf(() -> writer.one("""
                with t as (
                  insert into universal_transactions (organization_id, transaction_type, smart_code, transaction_date,
                    posting_status)
                  values (?::uuid, 'GL_OPENING', 'HERA.FIN.GL.BALANCE.OPENING.V1', '2025-01-01', 'posted')
                  returning organization_id, id)
                insert into universal_transaction_lines (organization_id, transaction_id, line_number, line_type, smart_code,
                  entity_id, currency_code, debit_amount, credit_amount)
                select t.organization_id, t.id, l.n, 'GL', 'HERA.FIN.GL.LINE.ENTRY.V1', ?::uuid, 'AED', l.debit, l.credit
                from t, (values (1, 5, null), (2, null, 5)) l (n, debit, credit) returning id""",
                Demo.LUXE, Books.RENT)).is("ZH018", "HERA_GL_AMOUNT_INVALID");
    }

    private String opening(String more, UUID debit, UUID credit, String amount) throws SQLException {
        return owner.id(owner.create(OPENING.formatted(more), """
                [{"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"%s","debit_amount":%s},
                 {"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"%s","credit_amount":%s}]"""
                .formatted(debit, amount, credit, amount)));
    }
}
