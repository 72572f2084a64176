package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.postgresql.util.PSQLException;

/**
 * Promise L10: sequences of postings, reversals, migrations (reversed and posted
 * anew), migrations withdrawn, closings, lockings and reopenings of periods and years, each step taken by
 * the database and by {@link ModelLedger}: both let it through or both refuse it, and in the end both say the same. Ten
 * thousand sequences by {@code mvn -pl db -am verify -Dit.test=LedgerModelIT -Dtest=None
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dhera.proof.full=true}; jqwik prints the
 * seed, and of a failure the shortest sequence that fails.
 */
class LedgerModelIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final List<UUID> ACCOUNTS = List.of(Ledger.CASH, Ledger.REVENUE, Ledger.TAX, Books.RENT);

    @Property(tries = 60)
    void doesWhatTheModelDoes(@ForAll("sequences") List<ModelLedger.Step> steps) throws SQLException {
        run(steps);
    }

    @Property(tries = 10_000)
    @AddLifecycleHook(OnlyAsAWhole.class)
    void doesWhatTheModelDoesTenThousandTimes(@ForAll("sequences") List<ModelLedger.Step> steps) throws SQLException {
        run(steps);
    }

    /** The many tries are for the whole proof. */
    static final class OnlyAsAWhole implements SkipExecutionHook {
        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            return Proof.size(0, 1) == 1 ? SkipResult.doNotSkip() : SkipResult.skip("with -Dhera.proof.full=true");
        }
    }

    @Provide
    Arbitrary<List<ModelLedger.Step>> sequences() {
        Arbitrary<Integer> month = Arbitraries.integers().between(0, ModelLedger.MONTHS - 1);
        Arbitrary<Integer> account = Arbitraries.integers().between(0, ACCOUNTS.size() - 1);
        Arbitrary<ModelLedger.Step> post = Combinators.combine(
                month, account, account, Arbitraries.integers().between(1, 999)).as(ModelLedger.Post::new);
        Arbitrary<ModelLedger.Step> reverse = Combinators.combine(Arbitraries.integers().between(0, 5), month)
                .as(ModelLedger.Reverse::new);
        Arbitrary<ModelLedger.Step> migrate = Arbitraries.integers().between(0, 5).map(ModelLedger.Migrate::new);
        Arbitrary<ModelLedger.Step> withdraw = Arbitraries.integers().between(0, 5).map(ModelLedger.Withdraw::new);
        Arbitrary<ModelLedger.Step> period = Combinators.combine(
                month, Arbitraries.of("CLOSE", "CLOSE", "CLOSE", "OPEN", "LOCK")).as(ModelLedger.Period::new);
        Arbitrary<ModelLedger.Step> year = Arbitraries.of(true, false).map(ModelLedger.Year::new);
        Arbitrary<ModelLedger.Step> step = Arbitraries
                .oneOf(List.of(post, post, post, reverse, migrate, migrate, withdraw, withdraw, period, period, year));
        return step.list().ofMinSize(4).ofMaxSize(16);
    }

    private static void run(List<ModelLedger.Step> steps) throws SQLException {
        Books books = new Books(Ledger.of(DATABASE.asApp(), Demo.OWNER, Tenants.likeLuxe(DATABASE, "2025-0[123]")));
        ModelLedger model = new ModelLedger();
        for (ModelLedger.Step step : steps) {
            String expected = model.take(step);
            assertThat(taken(step, books, model)).as("%s after %s", step, steps).isEqualTo(expected);
        }
        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-03-31\"", "debit_balance,credit_balance"))
                .isEqualTo(model.trialBalance());
        assertThat(
                books.rows("trial_balance", "\"from\":\"2025-01-01\",\"to\":\"2025-03-31\",\"include_closing\":false",
                        "debit_turnover,credit_turnover"))
                .isEqualTo(model.turnover());
        assertThat(books.totals("profit_and_loss", "\"as_of\":\"2025-03-31\"", "net_income"))
                .isEqualTo(model.netIncome());
        assertThat(books.ledger().sql().one("select hera.verify_periods()")).endsWith("\"intact\":true");
    }

    /** "done", the state that refused it, or "" for a step that there was nothing to take with. */
    private static String taken(ModelLedger.Step step, Books books, ModelLedger model) throws SQLException {
        try {
            switch (step) {
                case ModelLedger.Post post -> model.posted(entry(books, post, ""));
                case ModelLedger.Reverse(int journal, int month) -> {
                    String id = model.idOf(journal);
                    if (id == null) {
                        return "";
                    }
                    books.ledger().delete(id, "reverse", "\"reversal_date\":\"2025-0" + (month + 1) + "-20\"");
                }
                case ModelLedger.Migrate(int journal) -> {
                    String id = model.idOf(journal);
                    if (id == null) {
                        return "";
                    }
                    ModelLedger.Post post = model.postOf(journal);
                    books.reverseForMigration(id, date(post));
                    model.posted(entry(books, post, Books.insteadOf(id)));
                }
                case ModelLedger.Withdraw(int journal) -> {
                    String id = model.idOf(journal);
                    if (id == null) {
                        return "";
                    }
                    books.withdraw(id);
                }
                case ModelLedger.Period(int month, String action) -> books.period("2025-0" + (month + 1), action);
                case ModelLedger.Year(boolean close) -> {
                    if (close) {
                        books.close(2025);
                    } else {
                        books.reopen(2025);
                    }
                }
            }
            return "done";
        } catch (PSQLException refused) {
            return String.valueOf(refused.getSQLState());
        }
    }

    private static String entry(Books books, ModelLedger.Post post, String more) throws SQLException {
        int cents = post.cents();
        return books.entry(date(post), ACCOUNTS.get(post.debit()), ACCOUNTS.get(post.credit()),
                cents / 100 + "." + cents % 100 / 10 + cents % 10, more);
    }

    private static String date(ModelLedger.Post post) {
        return "2025-0" + (post.month() + 1) + "-15";
    }
}
