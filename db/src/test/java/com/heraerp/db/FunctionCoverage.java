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
            "orchestration", Set.of("hera.active_specs", "hera.call_rpc", "hera.cart_add_line", "hera.cart_delete_line",
                    "hera.cart_facts", "hera.cart_item", "hera.cart_line", "hera.cart_of", "hera.cart_reprice",
                    "hera.cart_restore_line", "hera.cart_touched", "hera.cart_update_line", "hera.claim_events",
                    "hera.claim_runs", "hera.enter_registry", "hera.event_item", "hera.list_events",
                    "hera.replay_event", "hera.enter_run", "hera.is_cart_open",
                    "hera.line_of_cart",
                    "hera.list_runs", "hera.listened_to", "hera.lock_run", "hera.note_run", "hera.price_cart_lines",
                    "hera.refuse_cart_line",
                    "hera.register_spec", "hera.reserve_stock", "hera.schedules", "hera.spec_triggers",
                    "hera.tell_change", "hera.run_backlog", "hera.run_text", "hera.run_timeline", "hera.run_times",
                    "hera.settle_event", "hera.spec_answer", "hera.spec_field", "hera.spec_of_checksum",
                    "hera.specs_stamp", "hera.spread_cart_tax", "hera.start_answer", "hera.start_run",
                    "hera.stock_adjust",
                    "hera.stock_release", "hera.stock_reserve", "hera.stock_restore", "hera.store_spec",
                    "hera.subject_key", "hera.undo_entity_creation", "hera.undo_transaction_creation",
                    "hera.write_run"),
            "orchestration/services", Set.of("hera.account_by_code", "hera.accrue", "hera.appointment_book",
                    "hera.appointment_cancel", "hera.appointment_changed", "hera.appointment_fee",
                    "hera.appointment_fee_due", "hera.appointment_move", "hera.appointment_no_show",
                    "hera.appointment_of", "hera.appointment_policy", "hera.appointment_read",
                    "hera.appointment_restore", "hera.appointment_terms", "hera.appointment_view",
                    "hera.branch_to_visit", "hera.consent_record", "hera.count_no_show", "hera.customer_create",
                    "hera.customer_read", "hera.demo_user", "hera.demo_user_remove", "hera.end_appointment",
                    "hera.loyalty_open", "hera.month_end_accrue", "hera.month_end_check", "hera.month_end_close",
                    "hera.month_end_facts", "hera.month_end_unaccrue", "hera.normal_phone", "hera.opening_hours",
                    "hera.post_two_sides", "hera.refuse_closed_hours", "hera.refuse_known_customer",
                    "hera.set_entity_fields", "hera.take_stylist"));

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
