package com.heraerp.db;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which function of schemas {@code rpc} and {@code hera} is executed by whose tests; PostgreSQL itself counts. A module that
 * owns functions has a test of its own, the last to run, that they are executed there.
 */
public final class FunctionCoverage {

    private static final String OURS = """
            select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname in ('rpc', 'hera') and not exists (
              select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')""";

    /** What PostgreSQL does not count although it runs: plain SQL, which the planner puts into the statement that calls it. */
    static final Set<String> UNCOUNTED = Set.of("hera.entity_item", "hera.line_item", "hera.transaction_item");

    /** What other modules' tests execute, by module. */
    private static final Map<String, Set<String>> ELSEWHERE = Map.of(
            "documents", Set.of("hera.document_lines", "hera.document_party", "hera.document_reference",
                    "hera.transaction_document"),
            "orchestration", Set.of("hera.active_specs", "hera.asked_id", "hera.asked_instant", "hera.asked_items",
                    "hera.asked_number", "hera.asked_payments", "hera.asked_quantities", "hera.asked_returns",
                    "hera.asked_till", "hera.average_cost", "hera.branch_of", "hera.call_rpc", "hera.cart_add_line",
                    "hera.cart_close", "hera.cart_delete_line", "hera.cart_facts", "hera.cart_item", "hera.cart_line",
                    "hera.cart_of", "hera.cart_reopen", "hera.cart_reprice", "hera.cart_restore_line",
                    "hera.cart_stands", "hera.cart_touched", "hera.cart_update_line", "hera.checkout_allocate",
                    "hera.claim_events", "hera.claim_runs", "hera.count_post", "hera.enter_registry", "hera.enter_run",
                    "hera.hold_till", "hera.is_cart_open", "hera.ledger_entry", "hera.left_of_sale",
                    "hera.line_of_cart", "hera.list_runs", "hera.lock_product", "hera.lock_run", "hera.loyalty_earn",
                    "hera.loyalty_points", "hera.loyalty_revert", "hera.loyalty_take_back", "hera.move_item",
                    "hera.move_items", "hera.move_points", "hera.move_stock", "hera.note_run", "hera.number_field",
                    "hera.post_trade", "hera.price_cart_lines", "hera.purchase_post", "hera.refund_entries",
                    "hera.refund_post", "hera.refund_prepare", "hera.refuse_cart_line", "hera.refuse_known_document",
                    "hera.refuse_unknown_branch", "hera.refuse_unsaleable", "hera.register_spec", "hera.reserve_stock",
                    "hera.revert_item",
                    "hera.run_text", "hera.run_timeline", "hera.run_times", "hera.sale_entries", "hera.sale_lines",
                    "hera.sale_of", "hera.sale_post", "hera.settle_event", "hera.settle_place", "hera.spec_answer",
                    "hera.spec_field", "hera.spec_of_checksum", "hera.specs_stamp", "hera.spread_cart_tax",
                    "hera.start_answer", "hera.start_run", "hera.stock_adjust", "hera.stock_arrive", "hera.stock_at",
                    "hera.stock_count", "hera.stock_dispatch", "hera.stock_issue", "hera.stock_place",
                    "hera.stock_receive", "hera.stock_release", "hera.stock_reserve", "hera.stock_restore",
                    "hera.stock_return", "hera.stock_revert", "hera.store_points", "hera.store_spec",
                    "hera.subject_key", "hera.till_close", "hera.till_count", "hera.till_number", "hera.till_takings",
                    "hera.trading_account", "hera.transfer_items", "hera.transfer_of", "hera.transfer_open",
                    "hera.transfer_post", "hera.transfer_settle", "hera.transfer_stands", "hera.transfer_unsettle",
                    "hera.undo_entity_creation", "hera.undo_transaction_creation", "hera.usual_accounts",
                    "hera.write_run"));

    private FunctionCoverage() {}

    /** The functions of {@code module} that no test in this JVM has executed. */
    public static Set<String> unexecutedOf(String module) {
        Set<String> unexecuted = new TreeSet<>(ELSEWHERE.getOrDefault(module, Set.of()));
        unexecuted.removeAll(TestServer.get().executedFunctions());
        return unexecuted;
    }

    /** The functions that no test in this JVM has executed and no other module answers for. */
    static Set<String> unexecuted() throws SQLException {
        Set<String> unexecuted = all();
        unexecuted.removeAll(TestServer.get().executedFunctions());
        unexecuted.removeAll(elsewhere());
        return unexecuted;
    }

    static Set<String> all() throws SQLException {
        try (TestDatabase database = TestDatabase.fresh()) {
            return new TreeSet<>(Sql.on(database.asSuperuser()).all(OURS));
        }
    }

    static Set<String> elsewhere() {
        return ELSEWHERE.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }
}
