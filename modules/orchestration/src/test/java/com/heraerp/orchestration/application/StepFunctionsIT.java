package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.db.Demo;
import com.heraerp.db.Sql;
import com.heraerp.db.TestDatabase;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What steps call and undo, and how runs are read back, asked of the database directly by the application's role. */
class StepFunctionsIT {

    private static final String ADD = "POS.CART.LINE_ADD.REQUESTED";

    private static TestDatabase database;
    private static Engine engine;
    private static Sql staff;
    private static Sql owner;

    @BeforeAll
    static void start() {
        database = TestDatabase.withDemoData();
        engine = new Engine(database, List.of());
        engine.bundled.handle();
        engine.engine.start();
        staff = Sql.on(database.asApp()).as(Demo.STAFF, Demo.LUXE);
        owner = Sql.on(database.asApp()).as(Demo.OWNER, Demo.LUXE);
    }

    @AfterAll
    static void stop() {
        engine.close();
        database.close();
    }

    @Test
    void callAFunctionByNameWithWhatItTakes() throws SQLException {
        assertThat(called("""
                {"function":"hera_validate_smart_code","arguments":{"p_code":"HERA.SALON.INV.PRODUCT.SHAMPOO.V1"}}"""))
                .contains("HERA.SALON.INV.PRODUCT.SHAMPOO.V1");
        assertThatThrownBy(() -> called("{\"function\":\"hera_no_such\"}"))
                .hasMessageContaining("HERA_PAYLOAD_INVALID");
        assertThatThrownBy(() -> called("{\"function\":\"hera_validate_smart_code\",\"arguments\":{\"p_colour\":1}}"))
                .hasMessageContaining("does not take p_colour");
    }

    @Test
    void tellRunsAndWhatHappenedInThem() throws SQLException {
        RunState run = added(engine.newCart(""), 1);

        assertThat(staff.one("select hera.list_runs(?::jsonb)", "{\"status\":\"COMPLETED\",\"node\":\"PERSIST_ADD\"}"))
                .contains(run.start().id().toString());
        assertThat(staff.one("select hera.list_runs(?::jsonb)", "{\"status\":\"FAILED\"}"))
                .doesNotContain(run.start().id().toString());
        assertThat(staff.one("select hera.run_timeline(?::uuid)", run.start().id()))
                .contains("RESERVE_SOFT", "PERSIST_ADD", "REPRICE_AFTER_ADD");
        assertThat(Sql.on(database.asApp()).as(Demo.BELLA_OWNER, Demo.BELLA)
                .one("select hera.run_timeline(?::uuid)", run.start().id())).isNull();
    }

    @Test
    void keepThePlanOfEveryVersion() throws SQLException {
        String checksum = String.valueOf(engine.one("""
                select ai_insights -> 'versions' -> 0 ->> 'plan_checksum' from core_entities
                where entity_type = 'ORCHESTRATION' and entity_code = upper('%s')""".formatted(Registry.CART)));
        Sql platform = Sql.on(database.asApp()).as(Demo.PLATFORM_ADMIN, Demo.PLATFORM);
        String sql = "select hera.spec_of_checksum('ORCHESTRATION', ?, ?)";

        assertThat(platform.one(sql, Registry.CART, checksum)).contains("PERSIST_ADD");
        assertThat(platform.one(sql, Registry.CART, "another")).isNull();
        assertThat(staff.one(sql, Registry.CART, checksum)).isNull();
    }

    @Test
    void takeATransactionBackOnce() throws SQLException {
        String journal = owner.one("""
                select rpc.hera_transactions_crud_v2('CREATE', ?::uuid, ?::uuid,
                  '{"transaction_type":"JOURNAL_ENTRY","smart_code":"HERA.FIN.GL.JOURNAL.MANUAL.V1","transaction_date":"2025-03-03"}',
                  array['{"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"a0000000-0000-4000-8000-000000001000","debit_amount":5}',
                    '{"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"a0000000-0000-4000-8000-000000004000","credit_amount":5}']::jsonb[],
                  null, null, null) ->> 'transaction_id'""", Demo.OWNER, Demo.LUXE);
        String inputs = "{\"transaction_id\":\"" + journal + "\"}";

        assertThat(undone(inputs)).contains("reversal_transaction_id");
        assertThat(undone(inputs)).contains("NOTHING");
        assertThat(undone("{}")).contains("NOTHING");
        assertThat(engine.one("select posting_status from universal_transactions where id = '" + journal + "'"))
                .isEqualTo("reversed");
    }

    @Test
    void putALineAndItsReservationBack() throws SQLException {
        String cart = engine.newCart("");
        added(cart, 3);
        String lines = "from universal_transaction_lines l where l.transaction_id = '" + cart + "'";
        String before = String.valueOf(engine.one("select to_jsonb(l) - 'updated_at' " + lines));
        String restore = "{\"cart_id\":\"" + cart + "\",\"previous\":{\"row\":" + before + "}}";
        String giveBack = "{\"cart_id\":\"" + cart + "\",\"entity_id\":\"" + Demo.ARGAN_OIL
                + "\",\"quantity_delta\":2}";
        database.execute("update universal_transaction_lines set quantity = 9 where transaction_id = '" + cart + "'");

        staff.one("select hera.cart_restore_line(?::jsonb, '{}')", restore.replace("\"row\":{",
                "\"row\":{\"updated_at\":\"2026-01-01T00:00:00Z\","));
        staff.one("select hera.stock_restore(?::jsonb, '{}')", giveBack);

        assertThat(engine.one("select to_jsonb(l) - 'updated_at' " + lines)).hasToString(before);
        assertThat(engine
                .one("select relationship_data ->> 'quantity' from core_relationships where from_transaction_id = '"
                        + cart + "' and relationship_type = 'RESERVES'"))
                .isEqualTo("1");
        assertThat(staff.one("select hera.cart_restore_line('{}', '{}')")).isEqualTo("{}");
        assertThat(staff.one("select hera.stock_restore('{}', '{}')")).contains("entity_id");
        engine.free(cart);
    }

    private static RunState added(String cart, int quantity) {
        RunState run = engine.cart(cart, ADD, "{\"line_type\":\"RETAIL\",\"entity_id\":\"" + Demo.ARGAN_OIL
                + "\",\"quantity\":" + quantity + "}", "", Duration.ofSeconds(60));
        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
        return run;
    }

    private static @Nullable String called(String inputs) throws SQLException {
        return staff.one("select hera.call_rpc(?::jsonb, '{}')", inputs);
    }

    private static @Nullable String undone(String inputs) throws SQLException {
        return staff.one("select hera.undo_transaction_creation(?::jsonb, '{\"run_id\":\"r\"}')", inputs);
    }
}
