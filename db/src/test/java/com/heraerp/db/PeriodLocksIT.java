package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who changes a period or a year waits for who is at it, and decides by what is there then. */
class PeriodLocksIT {

    private static final String CLOSE = "select hera.change_fiscal_period('2025-01', 'CLOSE', '{}')";
    private static final String JOURNAL = "select rpc.hera_transactions_crud_v2('CREATE', '" + Demo.OWNER + "', '"
            + Demo.LUXE + "', '{" + Ledger.JOURNAL + ",\"transaction_date\":\"2025-01-15\"}', array['"
            + Ledger.line("\"debit_amount\":1.00", Ledger.CASH) + "', '"
            + Ledger.line("\"credit_amount\":1.00", Books.BANK) + "']::jsonb[])";
    private static final String OTHER_CURRENCY = "select hera.revise_organization('{\"settings\":{\"base_currency\":\"EUR\"}}')";
    private static final String CLOSE_YEAR = "select hera.close_fiscal_year(2025, '{}')::text";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Ledger owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);

    @AfterEach
    void end() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {CLOSE, CLOSE_YEAR})
    void countsADraftThatWasNotCommittedYet(String closing) {
        refusalOf(() -> afterwards(draft("2025-01-15"), closing)).is("ZH013", "HERA_WRONG_STATE")
                .naming("financial_drafts");
    }

    @Test
    void countsADraftOfAYearsLastPeriodThatWasNotCommittedYet() {
        refusalOf(() -> afterwards(draft("2025-12-15"), CLOSE_YEAR)).is("ZH013", "HERA_WRONG_STATE")
                .naming("financial_drafts");
    }

    private static String draft(String date) {
        return "select rpc.hera_transactions_crud_v2('CREATE', '" + Demo.OWNER + "', '" + Demo.LUXE + "', '{"
                + Ledger.JOURNAL + ",\"transaction_date\":\"" + date + "\",\"posting_status\":\"draft\"}')";
    }

    @Test
    void opensNoPeriodWhileALaterOneIsBeingClosed() {
        refusalOf(
                () -> afterwards(CLOSE, "select hera.change_fiscal_period('2024-12', 'OPEN', '{\"reason\":\"late\"}')"))
                .is("ZH013", "HERA_WRONG_STATE").naming("later_periods_closed");
    }

    @Test
    void closesAYearOnce() throws SQLException {
        owner.journal("2025-03-05", "100.00");

        refusalOf(() -> afterwards(CLOSE_YEAR, CLOSE_YEAR)).is("ZH013", "HERA_WRONG_STATE").naming("year_closed");
        assertThat(owner.sql().one("select count(*) from universal_transactions where transaction_type = 'GL_CLOSING'"))
                .isEqualTo("1");
    }

    @Test
    void makesAYearOnce() {
        String generate = "select hera.generate_fiscal_year(2040, 1)::text";

        refusalOf(() -> afterwards(generate, generate)).is("ZH013", "HERA_WRONG_STATE").naming("period_exists");
    }

    @Test
    void reopensAYearOnce() throws SQLException {
        owner.journal("2025-03-05", "100.00");
        owner.sql().one(CLOSE_YEAR);
        String reopen = "select hera.reopen_fiscal_year(2025, '{\"reason\":\"late\"}')::text";

        refusalOf(() -> afterwards(reopen, reopen)).is("ZH013", "HERA_WRONG_STATE").naming("not_closed");
    }

    /** Whoever writes the state, past the functions, too. */
    @Test
    void waitsForWhoIsPosting() throws SQLException {
        String journal = "select rpc.hera_transactions_crud_v2('CREATE', '" + Demo.OWNER + "', '" + Demo.LUXE + "', '{"
                + Ledger.JOURNAL + ",\"transaction_date\":\"2025-01-15\"}')";

        assertThat(afterwards(journal, """
                update core_dynamic_data set field_value_text = 'CLOSED' where field_name = 'period_status' and entity_id = (
                  select id from core_entities where entity_code = '2025-01' and entity_type = 'FISCAL_PERIOD')
                returning field_value_text""", Sql.on(database.asWriter()).as(Demo.OWNER, Demo.LUXE)))
                .isEqualTo("CLOSED");
    }

    @Test
    void keepsTheBaseCurrencyThatSomethingIsBeingPostedIn() {
        refusalOf(() -> afterwards(JOURNAL, OTHER_CURRENCY)).is("ZH013", "HERA_WRONG_STATE")
                .naming("settings.base_currency");
    }

    @Test
    void valuesNothingInABaseCurrencyThatIsNoMore() throws SQLException {
        String posted = owner.id(afterwards(OTHER_CURRENCY, JOURNAL));

        assertThat(owner.sql().all("select base_amount from universal_transaction_lines where transaction_id = ?::uuid",
                posted)).containsExactly(null, null);
    }

    @Test
    void keepsTheTimeZoneOfAPeriodThatIsBeingClosed() throws SQLException {
        owner.journal("2025-01-05", "1.00");

        refusalOf(() -> afterwards(CLOSE, "select hera.revise_organization('{\"settings\":{\"time_zone\":\"UTC\"}}')"))
                .is("ZH013", "HERA_WRONG_STATE").naming("settings.time_zone");
    }

    private String afterwards(String first, String second) throws SQLException {
        return afterwards(first, second, owner.sql());
    }

    /** What {@code second} answers that has begun while {@code first} was not committed, and had to wait for it. */
    private String afterwards(String first, String second, Sql caller) throws SQLException {
        try (Connection connection = database.asApp().getConnection();
                Statement statement = connection.createStatement();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            connection.setAutoCommit(false);
            statement.execute("select set_config('hera.organization_id', '" + Demo.LUXE
                    + "', true), set_config('hera.actor_user_id', '" + Demo.OWNER + "', true)");
            statement.execute(first);
            Future<String> waiting = threads.submit(() -> String.valueOf(caller.one(second)));
            long bound = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!waiting.isDone() && !isSomebodyWaiting() && System.nanoTime() < bound) {
                Thread.onSpinWait();
            }
            assertThat(waiting.isDone()).as("it waits").isFalse();
            connection.commit();
            connection.setAutoCommit(true);
            return waiting.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SQLException refused) {
                throw refused;
            }
            throw new IllegalStateException(failed);
        } catch (InterruptedException | TimeoutException stuck) {
            throw new IllegalStateException(stuck);
        }
    }

    private boolean isSomebodyWaiting() throws SQLException {
        try (Connection connection = database.asSuperuser().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")) {
            return rows.next();
        }
    }
}
