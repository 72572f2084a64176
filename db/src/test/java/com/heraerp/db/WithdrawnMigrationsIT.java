package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a migration left behind, and the only way out of {@code reversed}: its withdrawal (D6). No statement moves in either. */
class WithdrawnMigrationsIT {

    private static final String COLUMNS = "debit_turnover,credit_turnover,debit_balance,credit_balance";
    private static final String ONCE = "1000 AED 100 0 100 0; 4000 AED 0 100 0 100";

    private final MigratedSale migrated = new MigratedSale();

    @AfterEach
    void drop() {
        migrated.close();
    }

    @Test
    void leavesOriginalAndReversalOutOfTurnover() throws SQLException {
        assertThat(turnover()).isEqualTo(ONCE);
        assertThat(migrated.counted()).isEqualTo(migrated.reposted);
        assertThat(migrated.books.rows("trial_balance", MigratedSale.FEBRUARY + ",\"include_reversed\":true", COLUMNS))
                .startsWith("1000 AED 200 100 100 0");
        assertThat(migrated.owner.at(migrated.books.statement("general_ledger", MigratedSale.FEBRUARY), "{count}"))
                .isEqualTo("2");
        assertThat(migrated.owner.at(
                migrated.books.statement("general_ledger", MigratedSale.FEBRUARY + ",\"include_reversed\":true"),
                "{count}"))
                .isEqualTo("6");
    }

    /** A migrated.reversal of another date is a correction, whatever a caller notes on it: both stay where they were turned over. */
    @Test
    void takesNoCorrectionForAMigration() throws SQLException {
        String wrong = migrated.sale("");
        String correction = migrated.owner.at(
                migrated.owner.delete(wrong, "reverse", "\"reversal_date\":\"2025-03-05\""),
                "{reversal_transaction_id}");
        migrated.owner.update(correction, "\"metadata\":{\"migration_batch_id\":\"m:1\"}", null);

        assertThat(turnover()).startsWith("1000 AED 200 0 200 0");
    }

    @Test
    void givesTheOriginalBack() throws SQLException {
        String answer = migrated.books.withdraw(migrated.reposted);

        assertThat(List.of(migrated.owner.at(answer, "{transaction_id}"),
                migrated.owner.at(answer, "{reversal_transaction_id}"),
                migrated.owner.at(answer, "{reposted_transaction_id}")))
                .containsExactly(migrated.original, migrated.reversal, migrated.reposted);
        assertThat(turnover()).isEqualTo(ONCE);
        assertThat(migrated.counted()).isEqualTo(migrated.original);
        assertThat(migrated.owner.at(migrated.owner.read(migrated.original), "{posting_status}")).isEqualTo("posted");
        assertThat(migrated.owner.at(migrated.owner.read(migrated.original), "{version}"))
                .isEqualTo(migrated.owner.at(answer, "{version}"))
                .isEqualTo("3");
        for (String pair : List.of(migrated.reversal, migrated.reposted)) {
            assertThat(migrated.owner.at(migrated.owner.read(pair), "{posting_status}")).isEqualTo("posted");
            assertThat(migrated.owner.at(migrated.owner.read(pair), "{metadata,migration_withdrawn}"))
                    .isEqualTo("true");
        }
    }

    /** Each of the three by what it became, in one transaction's log. */
    @Test
    void isLogged() throws SQLException {
        migrated.books.withdraw(migrated.reposted);

        assertThat(migrated.owner.sql().all(
                """
                select case subject_id when ?::uuid then 'original' when ?::uuid then 'reversal' else 'reposted' end || ' '
                  || (metadata ->> 'action') || ' ' || (metadata ->> 'reason') || ' ' || (metadata #>> '{changes,0,path}')
                from universal_transactions
                where log_xid = (select max(log_xid) from universal_transactions where transaction_type = 'AUDIT') order by 1""",
                migrated.original, migrated.reversal)).containsExactly("original RESTORE rolled back posting_status",
                        "reposted UPDATE rolled back metadata.migration_withdrawn",
                        "reversal UPDATE rolled back metadata.migration_withdrawn");
    }

    /** What was given back is as it was before: it is migrated again, withdrawn again, and reversed for good. */
    @Test
    void mayBeMigratedAgain() throws SQLException {
        migrated.books.withdraw(migrated.reposted);
        migrated.books.reverseForMigration(migrated.original, MigratedSale.DAY);
        String again = migrated.sale(Books.insteadOf(migrated.original));
        assertThat(turnover()).isEqualTo(ONCE);
        assertThat(migrated.counted()).isEqualTo(again);

        migrated.books.withdraw(again);
        assertThat(turnover()).isEqualTo(ONCE);
        assertThat(migrated.counted()).isEqualTo(migrated.original);

        migrated.owner.delete(migrated.original, "reverse", "\"reversal_date\":\"" + MigratedSale.DAY + "\"");
        assertThat(turnover()).isEqualTo("1000 AED 100 100 0 0; 4000 AED 100 100 0 0");
    }

    /** The number of the migrated.original may have gone to what was posted instead. */
    @Test
    void sharesANumberWithWhatWasPostedInstead() throws SQLException {
        String numbered = migrated.sale(",\"transaction_number\":\"S-1\"");
        migrated.books.reverseForMigration(numbered, MigratedSale.DAY);
        String instead = migrated.sale(",\"transaction_number\":\"S-1\"" + Books.insteadOf(numbered));

        migrated.books.withdraw(instead);

        assertThat(migrated.owner.at(migrated.owner.read(numbered), "{transaction_number}")).isEqualTo("S-1");
        refusalOf(() -> migrated.sale(",\"transaction_number\":\"S-1\"")).is("23505", "duplicate key");
    }

    @Test
    void leavesSealsWhole() throws SQLException {
        seal();
        migrated.books.withdraw(migrated.reposted);
        seal();

        assertThat(migrated.owner.at(String.valueOf(Sql.on(migrated.database.asApp()).as(Demo.OWNER, Demo.LUXE)
                .one("select hera.verify_seals(1, 1000, null)")), "{broken}")).isEqualTo("null");
    }

    private void seal() throws SQLException {
        while (!"0".equals(
                Sql.on(migrated.database.asApp()).as(Demo.OWNER, Demo.LUXE).one("select hera.seal_log(1000)"))) {
            // Until nothing is left.
        }
    }

    private String turnover() throws SQLException {
        return migrated.books.rows("trial_balance", MigratedSale.FEBRUARY, COLUMNS);
    }
}
