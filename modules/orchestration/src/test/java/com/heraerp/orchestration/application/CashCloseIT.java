package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Shop.cash;
import static com.heraerp.orchestration.application.Shop.done;
import static com.heraerp.orchestration.application.Shop.error;
import static com.heraerp.orchestration.application.Shop.service;
import static com.heraerp.orchestration.application.Shop.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A till at the end of the day: what it should hold, what it holds, and that the day closes once. */
class CashCloseIT {

    private static final String CUT = service(Demo.CUT_AND_STYLE, "");

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    private RunState closing(String body) {
        return shop.ask(Shop.CASH_CLOSE, null, null, body);
    }

    private String overTheTill(String members, String body) {
        return text(done(shop.checkout(shop.cart(members, CUT), body)), "sale_id");
    }

    @Test
    void comparesTheDrawerWithWhatWasTakenAndBooksTheDifference() {
        overTheTill("", cash("200"));
        overTheTill("",
                "{\"tip_amount\":5,\"payments\":[{\"method\":\"CARD\",\"amount\":100},{\"method\":\"CASH\",\"amount\":90}]}");
        String sale = overTheTill("", cash("183.75"));
        done(shop.ask(Shop.REFUND, null, sale, "{\"lines\":[{\"line_number\":1,\"quantity\":0.5}]}"));
        String reversed = overTheTill("", cash("183.75"));
        shop.engine.one("select set_config('hera.actor_user_id', '" + Demo.OWNER
                + "', false), set_config('hera.organization_id', '"
                + Demo.LUXE + "', false), hera.undo_transaction_creation('{\"transaction_id\":\"" + reversed
                + "\"}', '{}')");

        JsonObject closed = done(
                closing("{\"counted_cash\":460.00,\"opening_float\":100,\"reason\":\"a coin under the drawer\"}"));

        // 100 + 183.75 + 88.75 + 183.75 - 91.88
        assertThat(text(closed, "expected_cash")).isEqualTo("464.37");
        assertThat(text(closed, "difference")).isEqualTo("-4.37");
        assertThat(text(closed, "transactions")).isEqualTo("7");
        assertThat(text(Objects.requireNonNull(closed.object("by_method")), "CARD")).isEqualTo("100");
        assertThat(shop.string("""
                select string_agg(concat_ws(' ', e.entity_code, l.debit_amount, -l.credit_amount, l.description), ', ' order by e.entity_code)
                from universal_transaction_lines l join core_entities e on e.id = l.entity_id and e.organization_id = l.organization_id
                where l.transaction_id = '%s'""".formatted(text(closed, "transaction_id"))))
                .isEqualTo("1000 -4.37 a coin under the drawer, 5900 4.37 a coin under the drawer");
        assertThat(shop
                .string("select posting_status || ' ' || transaction_number from universal_transactions where id = '"
                        + text(closed, "transaction_id") + "'"))
                .startsWith("posted CASH-CLOSE-").endsWith("-MAIN-AED");
    }

    @Test
    void letsNobodySellAtAClosedTillOnThatDay() {
        String sale = overTheTill("", cash("200"));
        done(closing("{\"counted_cash\":183.75}"));

        assertThat(error(shop.checkout(shop.cart("", CUT), cash("200")))).isEqualTo("TILL_CLOSED");
        assertThat(error(shop.ask(Shop.REFUND, null, sale, "{}"))).isEqualTo("TILL_CLOSED");
        done(shop.ask(Shop.REFUND, null, sale, "{\"till\":\"office\"}"));
        String elsewhere = "\"business_context\":{\"branch_id\":\"" + Demo.BRANCH + "\"},";
        overTheTill(elsewhere, cash("200"));
        overTheTill("\"business_context\":{\"till\":\"second\"},", cash("200"));

        assertThat(error(closing("{\"counted_cash\":183.75}"))).isEqualTo("ALREADY_CLOSED");
        done(closing("{\"counted_cash\":183.75,\"till\":\"SECOND\"}"));
        done(closing("{\"counted_cash\":183.75,\"branch_id\":\"" + Demo.BRANCH + "\"}"));
    }

    @Test
    void closesAnEarlierDayIntoThatDay() {
        LocalDate yesterday = LocalDate.now(ZoneId.of("Asia/Dubai")).minusDays(1);
        overTheTill("", "{\"payments\":[{\"method\":\"CASH\",\"amount\":183.75}],\"sold_at\":\"" + yesterday + "\"}");

        done(closing("{\"counted_cash\":0}"));
        JsonObject closed = done(closing("{\"counted_cash\":183.75,\"day\":\"" + yesterday + "\"}"));

        assertThat(shop.string(
                "select (transaction_date at time zone 'Asia/Dubai')::date from universal_transactions where id = '"
                        + text(closed, "transaction_id") + "'"))
                .isEqualTo(yesterday.toString());
    }

    @Test
    void refusesWithTheCodesOfItsProceduresAndChangesNothing() {
        overTheTill("", cash("200"));

        assertThat(error(closing("{\"counted_cash\":183}"))).isEqualTo("REASON_REQUIRED");
        assertThat(error(closing("{\"counted_cash\":183,\"reason\":\"  \"}"))).isEqualTo("REASON_REQUIRED");
        assertThat(error(closing("{\"counted_cash\":183.755}"))).isEqualTo("INVALID_AMOUNT");
        assertThat(error(closing("{\"counted_cash\":183.75,\"opening_float\":-1}"))).isEqualTo("INVALID_AMOUNT");
        assertThat(error(closing("{\"counted_cash\":-1}"))).isEqualTo("PRECONDITION_FAILED");
        assertThat(error(closing("{\"counted_cash\":183.75,\"day\":\"2999-01-01\"}"))).isEqualTo("INVALID_DATE");
        assertThat(error(closing("{\"counted_cash\":183.75,\"till\":\"#\"}"))).isEqualTo("INVALID_TILL");
        assertThat(error(closing("{\"counted_cash\":183.75,\"currency_code\":\"aed\"}"))).isEqualTo("INVALID_AMOUNT");
        assertThat(error(closing("{\"counted_cash\":183.75,\"branch_id\":\"" + Demo.SARAH + "\"}")))
                .isEqualTo("UNKNOWN_BRANCH");
        assertThat(error(closing("{\"counted_cash\":0,\"day\":\"2024-12-31\"}"))).isEqualTo("PERIOD_CLOSED");
        assertThat(error(closing("{}"))).isEqualTo("INPUT_INVALID");

        assertThat(shop.count("transaction_type = 'CASH_CLOSE'")).isZero();
        assertThat(shop.books()).isEqualTo("1000 183.75, 2200 -8.75, 4000 -175.00");
    }

    @Test
    void countsEverySaleOrRefusesItWhileTheTillCloses() throws Exception {
        List<Callable<RunState>> asked = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String cart = shop.cart("", CUT);
            asked.add(i, () -> shop.checkout(cart, cash("183.75")));
            if (i % 4 == 1) {
                asked.add(() -> closing("{\"counted_cash\":100000,\"reason\":\"race\"}"));
            }
        }

        List<RunState> runs = Shop.atOnce(asked);

        long sold = shop.count("transaction_type = 'POS_SALE'");
        List<RunState> closes = runs.stream()
                .filter(run -> run.start().smartCode().equalsIgnoreCase(Shop.CASH_CLOSE)).toList();
        List<JsonObject> closed = closes.stream().filter(run -> run.status() == RunStatus.COMPLETED).map(Shop::done)
                .toList();
        assertThat(closed).hasSize(1);
        assertThat(closes.stream().filter(run -> run.status() != RunStatus.COMPLETED).map(Shop::error))
                .containsOnly("ALREADY_CLOSED");
        assertThat(text(closed.getFirst(), "transactions")).isEqualTo(String.valueOf(sold));
        assertThat(runs.stream().filter(run -> !closes.contains(run) && run.status() != RunStatus.COMPLETED)
                .map(Shop::error))
                .hasSize((int) (12 - sold)).allMatch("TILL_CLOSED"::equals);
    }
}
