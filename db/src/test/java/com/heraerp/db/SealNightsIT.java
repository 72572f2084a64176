package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verifying by night goes on where it stopped, comes back to what is old, and names what is broken (promises L8, L9). */
class SealNightsIT {

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Ledger owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);

    @BeforeEach
    void work() throws SQLException {
        for (int day = 1; day <= 6; day++) {
            owner.journal("2025-01-0" + day, "10.00");
            sealOne();
        }
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void compareWhatIsNewOnceAndWhatIsOldInRounds() throws SQLException {
        assertThat(more(4, 2)).isEqualTo("4 true null");
        assertThat(more(4, 2)).as("two old ones and the other two").isEqualTo("4 false null");
        assertThat(place()).isEqualTo("6 3");
        assertThat(more(4, 3)).isEqualTo("3 false null");
        assertThat(place()).isEqualTo("6 6");
        assertThat(more(4, 3)).as("to the end of the round").isEqualTo("1 false null");
        assertThat(more(4, 3)).as("and from the beginning again").isEqualTo("3 false null");
        assertThat(place()).isEqualTo("6 4");
    }

    @Test
    void nameWhatWasChangedLongAgo() throws SQLException {
        more(10, 0);
        tamper("update universal_transaction_lines set description = 'x' where transaction_id = (select id"
                + " from universal_transactions where is_gl and organization_id = '" + Demo.LUXE
                + "' order by id offset 4 limit 1)");

        assertThat(more(10, 2)).isEqualTo("2 false null");
        assertThat(more(10, 2)).isEqualTo("2 false null");
        assertThat(more(10, 2)).as("the fifth seal").startsWith("0 false 5 posting");
        assertThat(more(10, 2)).as("until it is as it was sealed").startsWith("0 false 5 posting");
    }

    @Test
    void nameWhatIsBrokenAmongTheNew() throws SQLException {
        tamper("update universal_transactions set transaction_status = 'X' where transaction_type = 'SEAL'"
                + " and transaction_code like '%03'");

        assertThat(more(10, 2)).startsWith("2 false 3 seal");
        assertThat(place()).startsWith("2 ");
    }

    @Test
    void noticeThatTheEndOfTheChainIsGone() throws SQLException {
        more(10, 2);
        tamper("delete from universal_transactions where transaction_type = 'SEAL' and transaction_code like '%06'");

        assertThat(more(10, 2)).startsWith("0 false 6 seal");
        sealOne();
        assertThat(more(10, 2)).as("also when it was made anew").startsWith("0 false 6 seal");
    }

    @Test
    void addUpOneClosedPeriodANight() throws SQLException {
        Books books = new Books(owner);
        assertThat(period(0)).as("none was closed while hashes were kept").isEqualTo("null");
        books.period("2025-01", "CLOSE");
        books.period("2025-02", "CLOSE");
        assertThat(period(0)).isEqualTo("null");
        assertThat(period(1)).isEqualTo("null");

        tamper("update universal_transaction_lines set debit_amount = debit_amount + 1, base_amount = base_amount + 1"
                + " where debit_amount is not null and organization_id = '" + Demo.LUXE + "'");

        assertThat(period(20_000)).isEqualTo("2025-01");
        assertThat(period(20_001)).isEqualTo("2025-02");
    }

    /** What a night says: seals, whether more is left, and the seal and kind of what is broken. */
    private String more(int fresh, int again) throws SQLException {
        return String.valueOf(owner.sql().one("""
                select concat_ws(' ', n ->> 'seals', n ->> 'more', coalesce(
                  concat_ws(' ', n -> 'broken' ->> 'seal', n -> 'broken' ->> 'kind', nullif(n -> 'broken' ->> 'reason', '')), ''),
                  case when n -> 'broken' = 'null' then 'null' end)
                from hera.verify_more_seals(?::integer, ?::integer) n""", fresh, again)).replace("  ", " ");
    }

    private String place() throws SQLException {
        return String.valueOf(owner.sql().one("select newest || ' ' || again from reporting.seals_verified"));
    }

    private String period(long night) throws SQLException {
        return String.valueOf(owner.sql().one("select hera.verify_period(?::bigint)", night));
    }

    private void tamper(String sql) {
        database.execute("set session_replication_role = replica; " + sql + "; reset session_replication_role");
    }

    private void sealOne() throws SQLException {
        UUID platform = new UUID(0, 0);
        Sql.on(database.asApp()).as(platform, platform).one("select hera.seal_log(1000)::text");
    }
}
