package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wire forms of {@code hera_txn_crud_v1} and the small transaction functions. */
class SmallTransactionFunctionsIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final String SALE = """
            "transaction_type":"SALE","smart_code":"HERA.SALON.POS.TXN.SALE.V1","transaction_date":"2026-03-05\"""";
    private final Ledger owner = Ledger.of(DATABASE.asApp(), Demo.OWNER, Demo.LUXE);

    private static String crud(UUID actor, String action, String payload) throws SQLException {
        return String.valueOf(Sql.on(DATABASE.asApp()).as(actor, Demo.LUXE).one(
                "select rpc.hera_txn_crud_v1(?, ?::uuid, ?::uuid, ?::jsonb)", action, actor, Demo.LUXE, payload));
    }

    private String emitted() throws SQLException {
        return owner.id(String.valueOf(owner.sql().one("""
                select rpc.hera_txn_emit_v1(?::uuid, ?::jsonb, p_total_amount => 10.50,
                  p_lines => '[{"line_type":"item","line_amount":10.50}]')""", Demo.LUXE, "{" + SALE + "}")));
    }

    @Test
    void createsReadsQueriesUpdatesAndVoids() throws SQLException {
        String created = crud(Demo.STAFF, "CREATE", "{\"header\":{" + SALE
                + ",\"posting_status\":\"draft\"},\"lines\":[{\"line_type\":\"item\",\"line_amount\":5.00}]}");
        String id = owner.id(created);
        assertThat(created).contains("\"action\": \"CREATE\"", "\"smart_code\": \"HERA.SALON.POS.TXN.SALE.V1\"",
                "5.00");
        assertThat(crud(Demo.VIEWER, "READ", "{\"transaction_id\":\"" + id + "\"}")).contains("\"line_amount\": 5.00");
        assertThat(crud(Demo.VIEWER, "QUERY", "{\"status\":\"PENDING\",\"date_from\":\"2026-03-05\",\"limit\":5}"))
                .contains(id, "\"transactions\"");
        assertThat(crud(Demo.STAFF, "UPDATE", "{\"transaction_id\":\"" + id + "\",\"header\":{\"status\":\"PACKED\"}}"))
                .contains("\"transaction_status\": \"PACKED\"", "\"version\": 2");
        assertThat(crud(Demo.MANAGER, "VOID", "{\"transaction_id\":\"" + id + "\"}"))
                .contains("\"transaction_status\": \"VOID\"");
        assertThat(crud(Demo.MANAGER, "DELETE", "{\"transaction_id\":\"" + id + "\"}")).contains("\"mode\": \"SOFT\"");
    }

    @Test
    void reversesWhatIsPostedAlsoWhenAskedToVoidIt() throws SQLException {
        String id = emitted();
        refusalOf(() -> crud(Demo.MANAGER, "VOID", "{\"transaction_id\":\"" + id + "\"}")).is("ZH003",
                "HERA_FORBIDDEN");
        assertThat(crud(Demo.OWNER, "VOID", "{\"transaction_id\":\"" + id + "\"}"))
                .contains("\"posting_status\": \"reversed\"", "reversal_transaction_id");

        String answer = String.valueOf(owner.sql().one(
                "select rpc.hera_txn_reverse_v1(?::uuid, p_original_txn_id => ?::uuid, p_reversal_reason => 'wrong')",
                Demo.LUXE, emitted()));
        assertThat(answer).contains("\"reversal_reason\": \"wrong\"", "\"line_amount\": -10.50",
                "\"total_amount\": -10.50");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2026-03-05 | true  | \"errors\": []", "2024-12-05 | false | TXN-PERIOD-CLOSED", "2019-01-05 | false | ZH017"})
    void triesWithoutDoing(String date, String valid, String part) throws SQLException {
        String before = owner.sql().one("select count(*) from universal_transactions");

        String answer = crud(Demo.VIEWER, "VALIDATE",
                "{\"header\":{" + SALE + ",\"transaction_date\":\"" + date + "\"}}");

        assertThat(answer).contains("\"valid\": " + valid, part);
        assertThat(owner.sql().one("select count(*) from universal_transactions")).isEqualTo(before);
    }

    @Test
    void answersOneKeyOnce() throws SQLException {
        Sql keyed = owner.sql().keyed("emit", "print");
        String call = "select rpc.hera_txn_emit_v1('" + Demo.LUXE + "', '{" + SALE + "}')";
        String first = keyed.one(call);

        assertThat(keyed.one(call)).isEqualTo(first);
    }

    @Test
    void tellsWhetherLinesBalance() throws SQLException {
        String id = owner.journal("2026-03-05", "100.00");
        assertThat(owner.sql().one("select rpc.hera_validate_gl_balance_v2(?::uuid, ?::uuid)", Demo.LUXE, id))
                .contains("\"is_balanced\": true", "\"total_debits\": 100.00", "\"line_count\": 3");
        assertThat(owner.sql().one("select rpc.hera_validate_gl_balance_v2(?::uuid, null, ?::jsonb)", Demo.LUXE, """
                [{"debit_amount":100,"currency_code":"AED"},{"line_amount":90.00,"line_data":{"side":"cr"}}]"""))
                .contains("\"is_balanced\": false", "\"net_balance\": 10.00");
        refusalOf(() -> owner.sql().one("select rpc.hera_validate_gl_balance_v2(?::uuid)", Demo.LUXE)).is("ZH009",
                "HERA_PAYLOAD_INVALID");
    }

    @Test
    void readsAndQueriesByThemselves() throws SQLException {
        String id = emitted();

        assertThat(owner.sql().one("select rpc.hera_txn_read_v1(?::uuid, ?::uuid, false)", Demo.LUXE, id))
                .contains("\"transaction\"").doesNotContain("\"lines\"");
        assertThat(owner.sql().one("select rpc.hera_txn_query_v1(?::uuid, p_transaction_type => 'sale', p_limit => 1)",
                Demo.LUXE)).contains("\"count\": 1");
        refusalOf(() -> owner.sql().one("select rpc.hera_txn_read_v1(?::uuid, ?::uuid)", Demo.BELLA, id)).is("ZH002",
                "HERA_MEMBERSHIP_REQUIRED");
    }
}
