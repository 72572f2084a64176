package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings that books are told by stay while books stand on them, whoever writes them. */
class BooksSettingsIT {

    private static final String POSTED = "what is posted has its worth in the base currency";
    private static final String DAYS = "what is posted lies on days of the time zone";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Ledger owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);
    private final Books books = new Books(owner);

    @AfterEach
    void end() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"EUR\"", "null"})
    void keepsTheBaseCurrencyOnceSomethingIsPosted(String currency) throws SQLException {
        owner.draft("2025-01-05", "10.00");
        set("\"base_currency\":\"GBP\"");
        set("\"base_currency\":\"AED\"");
        owner.journal("2025-01-05", "10.00");

        refusalOf(() -> set("\"base_currency\":" + currency)).is("ZH013", "HERA_WRONG_STATE: " + POSTED)
                .naming("settings.base_currency");
        refusalOf(() -> Sql.on(database.asWriter()).as(Demo.OWNER, Demo.LUXE).one(
                "update core_organizations set settings = settings - 'base_currency' where id = ? returning id",
                Demo.LUXE)).is("ZH013", "HERA_WRONG_STATE: " + POSTED);
        set("\"base_currency\":\"AED\",\"tax_rate\":7.5,\"locale\":\"de\"");
        assertThat(books.totals("trial_balance", "\"as_of\":\"2025-12-31\",\"presentation\":\"base\"", "debit,credit"))
                .isEqualTo("AED 10 10");
    }

    /** What was posted without it has no worth in it, then or now. */
    @Test
    void takesABaseCurrencyLater() throws SQLException {
        set("\"base_currency\":null");
        books.entry("2025-01-05", Ledger.CASH, Books.BANK, "10.00", ",\"currency_code\":\"EUR\"");

        set("\"base_currency\":\"AED\"");

        books.entry("2025-01-06", Ledger.CASH, Books.BANK, "5.00", "");
        assertThat(books.totals("trial_balance", "\"as_of\":\"2025-12-31\",\"presentation\":\"base\"",
                "debit,credit,base_balance")).isEqualTo("AED 5 5 0; EUR 10 10 null");
    }

    /** Else what a closed month said would be said of other days. */
    @Test
    void keepsTheTimeZoneOfWhatIsClosed() throws SQLException {
        owner.journal("2025-02-05", "10.00");
        set("\"time_zone\":\"Europe/Berlin\"");
        set("\"time_zone\":\"Asia/Dubai\"");
        books.period("2025-01", "CLOSE");
        set("\"time_zone\":\"Asia/Riyadh\"");
        set("\"time_zone\":\"Asia/Dubai\"");
        books.period("2025-02", "CLOSE");

        refusalOf(() -> set("\"time_zone\":\"Asia/Riyadh\"")).is("ZH013", "HERA_WRONG_STATE: " + DAYS)
                .naming("settings.time_zone");
        refusalOf(() -> set("\"time_zone\":null")).is("ZH013", "HERA_WRONG_STATE: " + DAYS);
        set("\"time_zone\":\"Asia/Dubai\"");
        books.period("2025-02", "OPEN");
        set("\"time_zone\":null");
        assertThat(owner.sql().one("select hera.verify_periods()")).endsWith("\"intact\":true");
    }

    /** The first of February in Dubai is still January in London. */
    @Test
    void keepsTheTimeZoneOfWhatWouldComeToLieInAnotherPeriod() throws SQLException {
        owner.journal("2025-02-01", "10.00");
        owner.draft("2025-02-28T21:00:00Z", "10.00");

        refusalOf(() -> set("\"time_zone\":\"Europe/London\"")).is("ZH013", "HERA_WRONG_STATE: " + DAYS);

        set("\"time_zone\":\"Asia/Tokyo\"");
        assertThat(books.rows("trial_balance", "\"period\":\"2025-02\"", "opening_balance,debit_turnover"))
                .startsWith("1000 AED 0 10;");
    }

    /** As it may have been before this was refused: an entry of February that by now is one of January's last evening. */
    @Test
    void losesNothingThatWasPostedInAnotherTimeZone() throws SQLException {
        owner.journal("2025-02-01", "10.00");
        database.execute("set session_replication_role = replica; update core_organizations set settings = settings"
                + " || '{\"time_zone\":\"Europe/London\"}'; reset session_replication_role");

        for (String end : new String[]{"2025-01-31", "2025-02-15", "2025-03-15"}) {
            assertThat(books.rows("trial_balance", "\"as_of\":\"" + end + "\"", "debit_balance"))
                    .isEqualTo("1000 AED 10; 2200 AED 0; 4000 AED 0");
        }
        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-01-30\"", "debit_balance")).isEmpty();
    }

    /** Of other organizations, and of what is no part of the books, nothing is asked. */
    @Test
    void asksOnlyItsOwnBooks() throws SQLException {
        Ledger bella = Ledger.of(database.asApp(), Demo.BELLA_OWNER, Demo.BELLA);
        bella.create("{\"transaction_type\":\"SALE\",\"smart_code\":\"HERA.SALON.POS.TXN.SALE.V1\","
                + "\"transaction_date\":\"2025-01-05\"}", null);
        owner.journal("2025-01-05", "10.00");
        books.period("2025-01", "CLOSE");

        bella.sql().one(
                "select hera.revise_organization('{\"settings\":{\"base_currency\":\"CHF\",\"time_zone\":\"UTC\"}}')");

        assertThat(bella.sql().one("select hera.base_currency(?::uuid)", Demo.BELLA)).isEqualTo("CHF");
    }

    private String set(String settings) throws SQLException {
        return String.valueOf(
                owner.sql().one("select hera.revise_organization(?::jsonb)", "{\"settings\":{" + settings + "}}"));
    }
}
