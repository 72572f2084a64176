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
            "orchestration",
            Set.of("hera.active_specs", "hera.audited_runs", "hera.begin_run", "hera.call_rpc", "hera.cart_add_line",
                    "hera.cart_delete_line",
                    "hera.cart_facts", "hera.cart_item", "hera.cart_line", "hera.cart_of", "hera.cart_reprice",
                    "hera.cart_restore_line", "hera.cart_touched", "hera.cart_update_line", "hera.claim_events",
                    "hera.claim_runs", "hera.enter_registry", "hera.enter_run", "hera.event_item",
                    "hera.fold_runs", "hera.orphaned_runs", "hera.remove_events",
                    "hera.is_cart_open", "hera.line_of_cart", "hera.list_events", "hera.list_runs",
                    "hera.listened_to", "hera.lock_run", "hera.note_run", "hera.price_cart_lines",
                    "hera.record_run_lines", "hera.refuse_cart_line", "hera.register_spec", "hera.replay_event",
                    "hera.reserve_stock",
                    "hera.run_backlog", "hera.run_steps", "hera.run_text", "hera.run_timeline", "hera.run_times",
                    "hera.schedules",
                    "hera.settle_event", "hera.spec_answer", "hera.spec_field", "hera.spec_of_checksum",
                    "hera.note_rehearsed", "hera.rehearsed_rows", "hera.silent_pods", "hera.spec_triggers",
                    "hera.specs_stamp", "hera.spread_cart_tax", "hera.spread_run_steps", "hera.start_answer",
                    "hera.start_run", "hera.stock_adjust", "hera.stock_release", "hera.stock_reserve",
                    "hera.stock_restore", "hera.store_spec", "hera.subject_key", "hera.tell_change",
                    "hera.undo_entity_creation", "hera.undo_transaction_creation", "hera.wake_next_run",
                    "hera.write_new_run", "hera.write_run"),
            "orchestration/services",
            Set.of("hera.account_by_code", "hera.accrue", "hera.appointment_book", "hera.appointment_cancel",
                    "hera.appointment_changed", "hera.appointment_fee", "hera.appointment_fee_due",
                    "hera.appointment_move", "hera.appointment_no_show", "hera.appointment_of",
                    "hera.appointment_policy", "hera.appointment_read", "hera.appointment_restore",
                    "hera.appointment_terms", "hera.appointment_view", "hera.branch_to_visit",
                    "hera.consent_record", "hera.count_no_show", "hera.customer_create", "hera.customer_read",
                    "hera.demo_user", "hera.demo_user_remove", "hera.end_appointment", "hera.loyalty_open",
                    "hera.month_end_accrue", "hera.month_end_check", "hera.month_end_close",
                    "hera.month_end_facts", "hera.month_end_unaccrue", "hera.normal_phone", "hera.opening_hours",
                    "hera.post_two_sides", "hera.refuse_closed_hours", "hera.refuse_known_customer",
                    "hera.set_entity_fields", "hera.take_stylist"),
            "orchestration/trade",
            Set.of("hera.asked_id", "hera.asked_instant", "hera.asked_items", "hera.asked_number",
                    "hera.asked_payments", "hera.asked_quantities", "hera.asked_returns", "hera.asked_till",
                    "hera.average_cost", "hera.branch_of", "hera.cart_close", "hera.cart_reopen",
                    "hera.cart_stands", "hera.checkout_allocate", "hera.count_post", "hera.hold_till",
                    "hera.ledger_entry", "hera.left_of_sale", "hera.lock_product", "hera.loyalty_earn",
                    "hera.loyalty_points", "hera.loyalty_revert", "hera.loyalty_take_back", "hera.move_item",
                    "hera.move_items", "hera.move_points", "hera.move_stock", "hera.number_field",
                    "hera.post_trade", "hera.purchase_post", "hera.refund_entries", "hera.refund_post",
                    "hera.refund_prepare", "hera.refuse_known_document", "hera.refuse_unknown_branch",
                    "hera.refuse_unsaleable", "hera.revert_item", "hera.sale_entries", "hera.sale_lines",
                    "hera.sale_of", "hera.sale_post", "hera.settle_place", "hera.stock_arrive", "hera.stock_at",
                    "hera.stock_count", "hera.stock_dispatch", "hera.stock_issue", "hera.stock_place",
                    "hera.stock_receive", "hera.stock_return", "hera.stock_revert", "hera.store_points",
                    "hera.till_close", "hera.till_count", "hera.till_number", "hera.till_takings",
                    "hera.trading_account", "hera.transfer_items", "hera.transfer_of", "hera.transfer_open",
                    "hera.transfer_post", "hera.transfer_settle", "hera.transfer_stands", "hera.transfer_unsettle",
                    "hera.usual_accounts"));

    private FunctionCoverage() {}

    /** The functions of {@code module} that no test in this JVM has executed. */
    public static Set<String> unexecutedOf(String module) {
        Set<String> unexecuted = new TreeSet<>(ELSEWHERE.getOrDefault(module, Set.of()));
        unexecuted.removeAll(TestServer.executedFunctions());
        return unexecuted;
    }

    /** The functions that no test in this JVM has executed and no other module answers for. */
    static Set<String> unexecuted() throws SQLException {
        Set<String> unexecuted = all();
        unexecuted.removeAll(TestServer.executedFunctions());
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
