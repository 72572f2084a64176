package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Desk.error;
import static com.heraerp.orchestration.application.Desk.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.db.Demo;
import com.heraerp.db.Sql;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of a month. January 2025 is the first that is open. */
class MonthEndIT {

    private static final String RENT = accrual("Rent of January", "6000", "2000", "1000.00");
    private static final String WAGES = accrual("Wages of January", "5200", "2000", "250.50");

    private final Desk desk = new Desk();

    @AfterEach
    void stop() {
        desk.close();
    }

    private static String accrual(String description, String expense, String liability, String amount) {
        return """
                {"description":"%s","expense_account":"%s","liability_account":"%s","amount":%s}"""
                .formatted(description, expense, liability, amount);
    }

    private RunState close(ActorContext actor, String period, String... accruals) {
        return ran(actor, "FINANCE.MONTH_END.REQUESTED", period, accruals);
    }

    private RunState ran(ActorContext actor, String event, String period, String... accruals) {
        return desk.engine.ran(actor, "HERA.FIN.CLOSE.ORCH.MONTH_END.V1", event,
                "{\"path\":{\"code\":\"" + period + "\"},\"accruals\":[" + String.join(",", accruals) + "]}", null);
    }

    private String period(String code) {
        return String.valueOf(desk.engine.one("""
                select d.field_value_text from core_entities e join core_dynamic_data d on d.entity_id = e.id
                where e.entity_type = 'FISCAL_PERIOD' and e.entity_code = '%s' and e.organization_id = '%s'
                  and d.organization_id = e.organization_id and d.field_name = 'period_status'"""
                .formatted(code, Demo.LUXE)));
    }

    /** What the months hold: by day in Dubai and account, debits less credits. */
    private String books() {
        return String.valueOf(desk.engine.one("""
                select coalesce(string_agg(day || ' ' || code || ' ' || sum, ', ' order by day, code), '') from (
                  select (t.transaction_date at time zone 'Asia/Dubai')::date as day, e.entity_code as code,
                    sum(coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0)) as sum
                  from universal_transactions t join universal_transaction_lines l on l.transaction_id = t.id
                  join core_entities e on e.organization_id = l.organization_id and e.id = l.entity_id
                  where t.is_gl and t.deleted_at is null group by 1, 2) held where sum <> 0"""));
    }

    @Test
    void accruesUntilTheFirstOfTheNextMonthAndCloses() {
        JsonObject done = output(close(Desk.FINANCE, "2025-01", RENT, WAGES));

        assertThat(done.text("period_status")).isEqualTo("CLOSED");
        assertThat(Objects.requireNonNull(done.array("accruals")).values()).hasSize(2);
        assertThat(period("2025-01")).isEqualTo("CLOSED");
        assertThat(books()).isEqualTo("2025-01-31 2000 -1250.50, 2025-01-31 5200 250.50, 2025-01-31 6000 1000.00, "
                + "2025-02-01 2000 1250.50, 2025-02-01 5200 -250.50, 2025-02-01 6000 -1000.00");
        assertThat(output(close(Desk.FINANCE, "2025-02")).text("period_status")).isEqualTo("CLOSED");
    }

    @Test
    void saysWhetherItCouldAndClosesNothing() {
        assertThat(output(ran(Desk.FINANCE, "FINANCE.MONTH_END.CHECK.REQUESTED", "2025-01", RENT)).toJson())
                .contains("\"last_day\":\"2025-01-31\"", "\"next_day\":\"2025-02-01\"");
        assertThat(period("2025-01")).isEqualTo("OPEN");
        assertThat(books()).isEmpty();
    }

    @Test
    void refusesAMonthThatIsNotDone() throws SQLException {
        assertThat(error(close(Desk.FINANCE, "2025-02"))).isEqualTo("EARLIER_PERIODS_OPEN");
        assertThat(error(close(Desk.FINANCE, "2024-12"))).isEqualTo("PERIOD_NOT_OPEN");
        assertThat(error(close(Desk.FINANCE, "2031-01"))).isEqualTo("PERIOD_NOT_FOUND");
        assertThat(error(close(Desk.FINANCE, "January"))).isEqualTo("PRECONDITION_FAILED");
        assertThatThrownBy(() -> close(Desk.STAFF, "2025-01")).isInstanceOf(Refused.class);

        String cart = desk.engine.newCart("");
        desk.database.execute("update universal_transactions set transaction_date = '2025-01-31T19:59:59Z' where id = '"
                + cart
                + "'; insert into universal_transaction_lines (organization_id, transaction_id, line_number, line_type, "
                + "smart_code, quantity, unit_amount, line_amount, created_by, updated_by) values ('" + Demo.LUXE
                + "', '" + cart
                + "', 1, 'SERVICE', 'HERA.SALON.POS.CART.LINE.SERVICE.V1', 1, 5, 5, '" + Demo.STAFF + "', '"
                + Demo.STAFF + "')");
        assertThat(error(close(Desk.FINANCE, "2025-01"))).isEqualTo("CARTS_OPEN");
        desk.engine.free(cart);

        String draft = Sql.on(desk.database.asApp()).as(Demo.OWNER, Demo.LUXE).one("""
                select rpc.hera_transactions_crud_v2('CREATE', ?::uuid, ?::uuid, '{"transaction_type":"SALE","posting_status":"draft",
                  "smart_code":"HERA.SALON.POS.SALE.TXN.V1","transaction_date":"2025-01-10","total_amount":5}', null, null, null, null)
                  ->> 'transaction_id'""", Demo.OWNER, Demo.LUXE);
        assertThat(error(close(Desk.FINANCE, "2025-01"))).isEqualTo("DRAFTS_LEFT");
        desk.database
                .execute("update universal_transactions set transaction_status = 'VOID' where id = '" + draft + "'");
        output(close(Desk.FINANCE, "2025-01"));
    }

    @Test
    void leavesNothingOfAccrualsOfWhichOneIsWrong() {
        assertThat(error(close(Desk.FINANCE, "2025-01", RENT, accrual("Light", "6999", "2000", "10"))))
                .isEqualTo("UNKNOWN_ACCOUNT");
        assertThat(error(close(Desk.FINANCE, "2025-01", RENT, accrual("Light", "6000", "2000", "0"))))
                .isEqualTo("INVALID_ACCRUAL");
        assertThat(error(close(Desk.FINANCE, "2025-01", RENT, accrual("Light", "6000", "2000", "1.001"))))
                .isEqualTo("INVALID_ACCRUAL");
        assertThat(error(close(Desk.FINANCE, "2025-01", RENT, accrual(" ", "6000", "2000", "1"))))
                .isEqualTo("INVALID_ACCRUAL");
        assertThat(error(close(Desk.FINANCE, "2025-01", RENT, accrual("Light", "6000", "2000", "\"1\""))))
                .isEqualTo("INVALID_ACCRUAL");
        assertThat(period("2025-01")).isEqualTo("OPEN");
        assertThat(desk.count("from universal_transactions where is_gl")).isZero();
    }

    @Test
    void closesOnceOfMany() throws Exception {
        List<RunState> runs = Desk.together(20, () -> close(Desk.FINANCE, "2025-01", RENT));

        assertThat(runs.stream().filter(run -> run.status() == RunStatus.COMPLETED)).hasSize(1);
        assertThat(runs.stream().filter(run -> run.status() != RunStatus.COMPLETED).map(Desk::error))
                .containsOnly("PERIOD_NOT_OPEN");
        assertThat(desk.count("from universal_transactions where is_gl")).isEqualTo(2);
    }

    @Test
    void isUndoneHoweverOften() throws SQLException {
        Sql finance = Sql.on(desk.database.asApp()).as(Demo.FINANCE_ADMIN, Demo.LUXE);
        String inputs = "{\"period_code\":\"2025-01\",\"accruals\":[" + RENT + "," + WAGES + "]}";
        String undo = "{\"run_id\":\"r\",\"undoing\":true}";

        String accrued = finance.one("select hera.month_end_accrue(?::jsonb, ?::jsonb)", inputs, "{}");
        finance.one("select hera.month_end_close(?::jsonb, ?::jsonb)", inputs, "{}");
        assertThat(period("2025-01")).isEqualTo("CLOSED");
        for (int time = 0; time < 2; time++) {
            finance.one("select hera.month_end_close(?::jsonb, ?::jsonb)", inputs, undo);
            finance.one("select hera.month_end_unaccrue(?::jsonb, ?::jsonb)", accrued, undo);
            assertThat(period("2025-01")).isEqualTo("OPEN");
            assertThat(books()).isEmpty();
            assertThat(desk.count("from universal_transactions where is_gl")).isEqualTo(8);
        }
        assertThat(finance.one("select hera.month_end_unaccrue('{}', ?::jsonb)", undo)).isEqualTo("{}");
    }
}
