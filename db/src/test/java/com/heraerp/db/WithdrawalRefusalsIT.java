package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which migrations are not withdrawn, by whom, and why: nothing has changed then. */
class WithdrawalRefusalsIT {

    private final MigratedSale migrated = new MigratedSale();

    @AfterEach
    void drop() {
        migrated.close();
    }

    @Test
    void happensOnce() throws SQLException {
        migrated.books.withdraw(migrated.reposted);

        refusalOf(() -> migrated.books.withdraw(migrated.reposted)).is("ZH013", "HERA_")
                .naming("\"state\": \"withdrawn\"");
        refusalOf(() -> migrated.owner.reverse(migrated.reposted)).is("ZH013", "HERA_")
                .naming("\"state\": \"withdrawn\"");
        refusalOf(() -> migrated.owner.reverse(migrated.reversal)).is("ZH013", "HERA_")
                .naming("\"state\": \"is_reversal\"");
    }

    @Test
    void isRefusedWhereAPeriodIsClosed() throws SQLException {
        migrated.books.period("2025-01", "CLOSE");
        migrated.books.period("2025-02", "CLOSE");

        refusalOf(() -> migrated.books.withdraw(migrated.reposted)).is("ZH017", "HERA_");
        assertThat(migrated.counted()).isEqualTo(migrated.reposted);
    }

    @Test
    void isRefusedOnceWhatWasPostedInsteadIsReversed() throws SQLException {
        migrated.owner.reverse(migrated.reposted);

        refusalOf(() -> migrated.books.withdraw(migrated.reposted)).is("ZH013", "HERA_")
                .naming("\"state\": \"already_reversed\"");
    }

    @Test
    void isRefusedToWhoMayNotReverse() {
        Books staff = new Books(Ledger.of(migrated.database.asApp(), Demo.STAFF, Demo.LUXE));
        Books bella = new Books(Ledger.of(migrated.database.asApp(), Demo.BELLA_OWNER, Demo.BELLA));

        refusalOf(() -> staff.withdraw(migrated.reposted)).is("ZH003", "HERA_FORBIDDEN");
        refusalOf(() -> bella.withdraw(migrated.reposted)).is("ZH005", "HERA_TRANSACTION_NOT_FOUND");
        refusalOf(() -> migrated.books.withdraw(UUID.randomUUID().toString())).is("ZH005",
                "HERA_TRANSACTION_NOT_FOUND");
    }

    /** What was posted "instead" must say the same of the same day; else the migrated.books would move. */
    @ParameterizedTest
    @CsvSource({
        "2025-02-05, 4000, 99.99, not_equal",
        "2025-02-05, 1010, 100.00, not_equal",
        "2025-02-06, 4000, 100.00, not_migrated"})
    void isRefusedOfSomethingElse(String day, String account, String amount, String state) throws SQLException {
        String first = migrated.sale("");
        migrated.books.reverseForMigration(first, MigratedSale.DAY);
        String other = migrated.books.entry(day, Ledger.CASH, account.equals("4000") ? Ledger.REVENUE : Books.BANK,
                amount,
                Books.insteadOf(first));

        refusalOf(() -> migrated.books.withdraw(other)).is("ZH013", "HERA_").naming("\"state\": \"" + state + "\"");
    }

    /** Of a currency that has no rate, what was posted instead is compared by its own amounts. */
    @Test
    void isRefusedOfAnotherAmountWithoutARate() throws SQLException {
        String yen = ",\"currency_code\":\"JPY\"";
        String first = migrated.books.entry(MigratedSale.DAY, Ledger.CASH, Ledger.REVENUE, "100", yen);
        migrated.books.reverseForMigration(first, MigratedSale.DAY);
        String other = migrated.books.entry(MigratedSale.DAY, Ledger.CASH, Ledger.REVENUE, "99",
                yen + Books.insteadOf(first));

        refusalOf(() -> migrated.books.withdraw(other)).is("ZH013", "HERA_").naming("\"state\": \"not_equal\"");
    }

    /** The same amount at another rate is worth something else. */
    @Test
    void isRefusedOfAnotherValue() throws SQLException {
        String euro = ",\"currency_code\":\"EUR\"";
        migrated.books.rate("EUR", "2025-01-01", "4.00");
        String first = migrated.books.entry(MigratedSale.DAY, Ledger.CASH, Ledger.REVENUE, "100.00", euro);
        migrated.books.reverseForMigration(first, MigratedSale.DAY);
        migrated.books.rate("EUR", "2025-02-01", "5.00");
        String other = migrated.books.entry(MigratedSale.DAY, Ledger.CASH, Ledger.REVENUE, "100.00",
                euro + Books.insteadOf(first));

        refusalOf(() -> migrated.books.withdraw(other)).is("ZH013", "HERA_").naming("\"state\": \"not_equal\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        ",\"metadata\":{\"original_transaction_id\":\"soon\"}",
        ",\"metadata\":{\"original_transaction_id\":null}"})
    void isRefusedOfWhatNoMigrationPosted(String more) throws SQLException {
        String posted = migrated.sale(more);

        refusalOf(() -> migrated.books.withdraw(posted)).is("ZH013", "HERA_").naming("\"state\": \"not_migrated\"");
    }

    @Test
    void isRefusedWhenTheOriginalStands() throws SQLException {
        String stands = migrated.sale("");
        String claims = migrated.sale(Books.insteadOf(stands));

        refusalOf(() -> migrated.books.withdraw(claims)).is("ZH013", "HERA_").naming("\"state\": \"posted\"");
    }
}
