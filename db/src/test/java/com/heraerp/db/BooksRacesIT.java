package com.heraerp.db;

import static com.heraerp.db.Refusals.stateOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** Books under many hands at once. With {@code -Dhera.proof.full=true} at full size. */
class BooksRacesIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private final Ledger owner = Ledger.of(DATABASE.asApp(), Demo.OWNER, Demo.LUXE);

    /** Promise L3. */
    @Test
    void letsOneOfManyReversalsThrough() throws Exception {
        int callers = Proof.size(60, 200);
        String id = owner.journal("2026-03-05", "100.00");

        List<String> answers = AtOnce.run(callers, caller -> () -> {
            try {
                return owner.reverse(id);
            } catch (PSQLException refused) {
                assertThat(refused.getSQLState()).isEqualTo("ZH013");
                return owner.at(String.valueOf(refused.getServerErrorMessage().getDetail()),
                        "{reversal_transaction_id}");
            }
        });

        assertThat(answers.stream().distinct()).as("all are told of the one reversal").hasSize(1);
        assertThat(owner.sql().one("select count(*) from universal_transactions where reversal_of_id = ?::uuid", id))
                .isEqualTo("1");
        assertThat(owner.at(owner.read(id), "{version}")).isEqualTo("2");
    }

    /** Promise L6: posters race one closing; what is posted was there before it, the rest is refused. */
    @Test
    void letsNothingSlipIntoAPeriodThatCloses() throws Exception {
        int rounds = Proof.size(12, 200);
        int slipped = 0;
        int posted = 0;
        for (int round = 0; round < rounds; round++) {
            List<String> states = AtOnce.run(9, caller -> () -> stateOf(caller == 4
                    ? () -> period("2025-01", "CLOSE")
                    : () -> owner.journal("2025-01-" + (10 + caller), "10.00")));
            assertThat(states).allMatch(state -> List.of("done", "ZH017").contains(state));
            assertThat(states.get(4)).isEqualTo("done");
            posted += (int) states.stream().filter("done"::equals).count() - 1;
            slipped += Integer.parseInt(String.valueOf(owner.sql().one("""
                    select count(*) from universal_transactions t, core_dynamic_data c, core_entities e
                    where e.entity_code = '2025-01' and c.entity_id = e.id and c.field_name = 'closed_at'
                      and t.fiscal_period = '2025-01' and t.created_at > c.field_value_date""")));
            period("2025-01", "OPEN");
        }

        assertThat(slipped).isZero();
        System.out.println("posted before a closing: " + posted + " of " + rounds * 8);
    }

    /** A statement's snapshot may be older than its lock: under stricter isolation the posting fails instead of lying. */
    @Test
    void doesNotTrustASnapshotFromBeforeTheClosing() throws Exception {
        try (Connection connection = DATABASE.asApp().getConnection(); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("select set_config('hera.organization_id', '" + Demo.LUXE
                    + "', true), set_config('hera.actor_user_id', '" + Demo.OWNER + "', true)");
            period("2025-01", "CLOSE");
            String state = stateOf(() -> {
                statement.execute("select rpc.hera_transactions_crud_v2('CREATE', '" + Demo.OWNER + "', '" + Demo.LUXE
                        + "', '{" + Ledger.JOURNAL + ",\"transaction_date\":\"2025-01-05\"}')");
                return "";
            });
            connection.rollback();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(true);
            period("2025-01", "OPEN");

            assertThat(state).isEqualTo("40001");
        }
    }

    /** A line that arrives while its draft is being posted is either balanced with the rest or refused. */
    @Test
    void postsADraftWithoutTheLineThatCameTooLate() throws Exception {
        for (int round = 0; round < Proof.size(10, 200); round++) {
            String draft = owner.draft("2026-03-05", "10.00");
            String late = "insert into universal_transaction_lines (organization_id, transaction_id, line_number, line_type,"
                    + " smart_code, currency_code, debit_amount) values ('" + Demo.LUXE + "', '" + draft
                    + "', 99, 'GL', 'HERA.FIN.GL.LINE.ENTRY.V1', 'AED', 7)";
            Sql writer = Sql.on(DATABASE.asWriter()).as(Demo.OWNER, Demo.LUXE);

            List<String> states = AtOnce.run(2, caller -> () -> stateOf(caller == 0
                    ? () -> owner.update(draft, "\"posting_status\":\"posted\"", null)
                    : () -> String.valueOf(writer.all(late))));

            assertThat(states).containsAnyOf("ZH013", "ZH016").contains("done");
        }
        assertThat(unbalanced(DATABASE)).isEqualTo("0");
    }

    private String period(String code, String action) throws SQLException {
        return String.valueOf(
                owner.sql().one("select hera.change_fiscal_period(?, ?, '{\"reason\":\"race\"}')", code, action));
    }

    /** How many posted journals, of every tenant, do not balance in some currency. */
    static String unbalanced(TestDatabase database) throws SQLException {
        return String.valueOf(Sql.on(database.asSuperuser()).one("""
                select count(*) from (
                  select from universal_transactions t
                  join universal_transaction_lines l on l.organization_id = t.organization_id and l.transaction_id = t.id
                  where t.posting_status <> 'draft'
                  group by t.organization_id, t.id, l.currency_code
                  having sum(coalesce(l.debit_amount, 0)) <> sum(coalesce(l.credit_amount, 0))) u"""));
    }
}
