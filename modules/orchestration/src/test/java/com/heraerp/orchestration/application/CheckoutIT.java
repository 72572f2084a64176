package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Shop.cash;
import static com.heraerp.orchestration.application.Shop.done;
import static com.heraerp.orchestration.application.Shop.error;
import static com.heraerp.orchestration.application.Shop.retail;
import static com.heraerp.orchestration.application.Shop.service;
import static com.heraerp.orchestration.application.Shop.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.db.Demo;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cart that is paid: the sale, its journal to the cent, the stock, the points; once, or not at all. */
class CheckoutIT {

    private static final String OF_SARAH = "\"source_entity_id\":\"" + Demo.SARAH + "\",";

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void booksASaleToTheCent() {
        String cart = shop.cart(OF_SARAH + "\"business_context\":{\"discount_amount\":7.50,\"branch_id\":\""
                + Demo.BRANCH + "\"},", retail(Demo.ARGAN_OIL, 2),
                service(Demo.CUT_AND_STYLE, ",\"discount_percent\":10,\"stylist_id\":\"" + Demo.MARIA + "\""));

        JsonObject receipt = done(shop.checkout(cart, """
                {"payments":[{"method":"cash","amount":200},{"method":"CARD","amount":100.00,"reference":"T-81"}],
                 "tip_amount":10,"expected_total":252.00}"""));

        assertThat(text(receipt, "status")).isEqualTo("CLOSED");
        assertThat(text(receipt, "total_amount")).isEqualTo("252.00");
        assertThat(text(receipt, "tax_amount")).isEqualTo("12.00");
        assertThat(text(receipt, "change_due")).isEqualTo("38.00");
        assertThat(text(receipt, "loyalty_points")).isEqualTo("240");
        assertThat(shop.books()).isEqualTo("1000 162.00, 1020 100.00, 1200 -36.00, 2200 -12.00, 2300 -10, 4000 -152.73,"
                + " 4100 -87.27, 5000 36.00");
        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("23 0 0 18.00");
        assertThat(shop.points()).isEqualTo("240");
        assertThat(shop.status(cart)).isEqualTo("CLOSED");
        assertThat(shop.string("""
                select string_agg(concat_ws(' ', line_type, quantity, line_amount, discount_amount, tax_amount,
                  line_data ->> 'unit_cost'), ', ' order by line_number)
                from universal_transaction_lines where line_type <> 'GL' and transaction_id = '%s'"""
                .formatted(text(receipt, "sale_id"))))
                .isEqualTo("RETAIL 2 87.27 2.73 4.36 18.00, SERVICE 1 152.73 22.27 7.64");
        assertThat(shop.string("select posting_status || ' ' || is_gl || ' ' || (business_context ->> 'branch_id') from"
                + " universal_transactions where id = '" + text(receipt, "sale_id") + "'"))
                .isEqualTo("posted true " + Demo.BRANCH);
    }

    @Test
    void sellsForNothingWhatIsGivenAway() {
        String cart = shop.cart("", retail(Demo.ARGAN_OIL, 1).replace("}", ",\"discount_percent\":100}"));

        assertThat(text(done(shop.checkout(cart, "{\"payments\":[]}")), "total_amount")).isEqualTo("0.00");
        assertThat(shop.books()).isEqualTo("1200 -18.00, 5000 18.00");
    }

    @Test
    void takesTheAccountsThatAnOrganizationNamesForItself() {
        shop.database.execute(
                "update core_entities set smart_code = 'HERA.FIN.GL.ACCOUNT.CASH.V1' where entity_code = '1010'"
                        + " and organization_id = '" + Demo.LUXE + "'");

        done(shop.checkout(shop.cart("", service(Demo.CUT_AND_STYLE, "")), cash("183.75")));

        assertThat(shop.books()).isEqualTo("1010 183.75, 2200 -8.75, 4000 -175.00");
    }

    @Test
    void refusesWithTheCodesOfItsProceduresAndChangesNothing() {
        String cart = shop.cart("", retail(Demo.ARGAN_OIL, 2));
        String empty = shop.engine.newCart("");
        String before = shop.stock(Demo.ARGAN_OIL)
                + shop.string("select version from universal_transactions where id = '"
                        + cart + "'");

        assertThat(error(shop.checkout(Demo.LUXE.toString(), cash("1")))).isEqualTo("CART_NOT_FOUND");
        assertThat(error(shop.checkout(empty, cash("1")))).isEqualTo("EMPTY_CART");
        assertThat(error(shop.checkout(cart, cash("94.49")))).isEqualTo("PAYMENT_INSUFFICIENT");
        assertThat(error(shop.checkout(cart, cash("94.505")))).isEqualTo("INVALID_PAYMENT");
        assertThat(error(shop.checkout(cart, cash("-94.50")))).isEqualTo("INVALID_PAYMENT");
        assertThat(error(shop.checkout(cart, cash("\"94.50\"")))).isEqualTo("INVALID_PAYMENT");
        assertThat(error(shop.checkout(cart, "{\"payments\":[{\"method\":\"SHELLS\",\"amount\":94.50}]}")))
                .isEqualTo("INVALID_PAYMENT");
        assertThat(error(shop.checkout(cart, "{\"payments\":[{\"amount\":94.50}]}"))).isEqualTo("INVALID_PAYMENT");
        assertThat(error(shop.checkout(cart, "{\"payments\":[7]}"))).isEqualTo("INVALID_PAYMENT");
        assertThat(error(shop.checkout(cart, "{\"payments\":[{\"method\":\"CARD\",\"amount\":95}]}")))
                .isEqualTo("OVERPAID");
        assertThat(error(shop.checkout(cart, with(cash("94.50"), "tip_amount", "-1")))).isEqualTo("INVALID_PAYMENT");
        assertThat(error(shop.checkout(cart, with(cash("94.50"), "expected_total", "90")))).isEqualTo("PRICE_CHANGED");
        assertThat(error(shop.checkout(cart, with(cash("94.50"), "till", "\"a b\"")))).isEqualTo("INVALID_TILL");
        assertThat(error(shop.checkout(cart, with(cash("94.50"), "sold_at", "\"2999-01-01\""))))
                .isEqualTo("INVALID_DATE");
        assertThat(error(shop.checkout(cart, with(cash("94.50"), "sold_at", "\"yesterday\""))))
                .isEqualTo("INVALID_DATE");
        assertThat(error(shop.checkout(cart, with(cash("94.50"), "sold_at", "\"2024-12-05\""))))
                .isEqualTo("PERIOD_CLOSED");
        assertThat(error(shop.checkout(cart, "{}"))).isEqualTo("INPUT_INVALID");

        assertThat(shop.stock(Demo.ARGAN_OIL) + shop.string("select version from universal_transactions where id = '"
                + cart + "'")).isEqualTo(before);
        assertThat(shop.books()).isEmpty();
        assertThat(shop.count("transaction_type in ('POS_SALE', 'STOCK_MOVEMENT', 'LOYALTY_MOVEMENT')")).isZero();
        assertThat(shop.status(cart)).isEqualTo("OPEN");
    }

    private static String with(String body, String name, String value) {
        return body.substring(0, body.length() - 1) + ",\"" + name + "\":" + value + "}";
    }

    @Test
    void refusesWhatIsNotThereAnyMore() {
        String cart = shop.cart("", retail(Demo.ARGAN_OIL, 2));
        shop.stock(Demo.ARGAN_OIL, 1);
        assertThat(error(shop.checkout(cart, cash("94.50")))).isEqualTo("INSUFFICIENT_STOCK");

        shop.stock(Demo.ARGAN_OIL, 2);
        shop.period("CLOSED");
        assertThat(error(shop.checkout(cart, cash("94.50")))).isEqualTo("PERIOD_CLOSED");
        shop.period("OPEN");

        shop.database.execute("update core_entities set deleted_at = now() where id = '" + Demo.ARGAN_OIL + "'");
        assertThat(error(shop.checkout(cart, cash("94.50")))).isEqualTo("UNKNOWN_ITEM");
        shop.database.execute("update core_entities set deleted_at = null where id = '" + Demo.ARGAN_OIL + "'");

        assertThat(text(done(shop.checkout(cart, cash("94.50"))), "change_due")).isEqualTo("0.00");
        assertThat(shop.stock(Demo.ARGAN_OIL)).startsWith("0 0 0");
        assertThat(error(shop.checkout(cart, cash("94.50")))).isEqualTo("CART_CLOSED");
    }

    @Test
    void sellsACartOnceHoweverOftenItIsAsked() throws Exception {
        String cart = shop.cart("", retail(Demo.ARGAN_OIL, 1));
        RunState first = Shop.ask(shop.engine, Shop.CHECKOUT, null, cart, cash("50"), "once");
        RunState again = Shop.ask(shop.engine, Shop.CHECKOUT, null, cart, cash("50"), "once");
        assertThat(again.start().id()).isEqualTo(first.start().id());
        assertThat(again.progress().output()).isEqualTo(first.progress().output());
        assertThatThrownBy(() -> Shop.ask(shop.engine, Shop.CHECKOUT, null, cart, cash("60"), "once"))
                .isInstanceOf(Refused.class);

        String other = shop.cart("", retail(Demo.ARGAN_OIL, 1));
        List<Callable<RunState>> tills = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tills.add(() -> shop.checkout(other, cash("50")));
        }
        List<RunState> runs = Shop.atOnce(tills);

        assertThat(runs.stream().filter(run -> run.status() == RunStatus.COMPLETED)).hasSize(1);
        assertThat(runs.stream().filter(run -> run.status() != RunStatus.COMPLETED).map(Shop::error))
                .hasSize(7).containsOnly("CART_CLOSED");
        assertThat(shop.count("transaction_type = 'POS_SALE'")).isEqualTo(2);
        assertThat(shop.books()).isEqualTo("1000 94.50, 1200 -36.00, 2200 -4.50, 4100 -90.00, 5000 36.00");
        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("23 0 0 18.00");
    }

    @Test
    void sellsNoBottleTwiceAtManyTills() throws Exception {
        List<Callable<RunState>> tills = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String cart = shop.cart("", retail(Shop.BALM, 3), retail(Demo.ARGAN_OIL, 1));
            tills.add(() -> shop.checkout(cart, cash("1000")));
        }
        String late = shop.engine.newCart("");
        crafted(late, 1);
        tills.add(() -> shop.checkout(late, cash("1000")));

        List<RunState> runs = Shop.atOnce(tills);

        assertThat(runs.subList(0, 4)).allSatisfy(Shop::done);
        assertThat(error(runs.get(4))).as("a line that nobody reserved for").isEqualTo("INSUFFICIENT_STOCK");
        assertThat(shop.stock(Shop.BALM)).startsWith("0 0 0");
        assertThat(shop.stock(Demo.ARGAN_OIL)).startsWith("21 0 0");
        assertThat(shop.string(
                "select sum(quantity) from universal_transaction_lines where line_type = 'STOCK' and entity_id = '"
                        + Shop.BALM + "'"))
                .isEqualTo("-12");
    }

    /** A line that no procedure of the cart has written. */
    private void crafted(String cart, Object quantity) {
        shop.database.execute("""
                insert into universal_transaction_lines (organization_id, transaction_id, line_number, line_type, entity_id, quantity,
                  unit_amount, currency_code, smart_code, created_by, updated_by)
                select '%s', '%s', 1 + count(*), 'RETAIL', '%s', %s, 49.50, 'AED', 'HERA.SALON.POS.CART.LINE.RETAIL.V1', '%s', '%s'
                from universal_transaction_lines where transaction_id = '%2$s'"""
                .formatted(Demo.LUXE, cart, Shop.BALM, quantity, Demo.STAFF, Demo.STAFF));
    }

    @Test
    void sellsNoLineThatMakesNoSense() {
        for (Object quantity : new Object[]{"null", 0, -1}) {
            String cart = shop.cart("", retail(Demo.ARGAN_OIL, 1));
            crafted(cart, quantity);

            assertThat(error(shop.checkout(cart, cash("1000")))).as("%s", quantity).isEqualTo("INVALID_LINES");
            shop.engine.free(cart);
        }
        assertThat(shop.stock(Shop.BALM)).startsWith("12 0 0");
        assertThat(shop.books()).isEmpty();
    }

    @Test
    void takesTheTipThatTheCartKnows() {
        String cart = shop.cart("\"business_context\":{\"tip_amount\":6.25},", service(Demo.CUT_AND_STYLE, ""));

        assertThat(error(shop.checkout(cart, cash("183.75")))).isEqualTo("PAYMENT_INSUFFICIENT");
        assertThat(text(done(shop.checkout(cart, cash("190"))), "tip_amount")).isEqualTo("6.25");

        assertThat(shop.books()).isEqualTo("1000 190.00, 2200 -8.75, 2300 -6.25, 4000 -175.00");
    }

    @Test
    void givesThePointsThatTheOrganizationSets() {
        shop.database.execute(
                "update core_organizations set settings = settings || '{\"loyalty_points_per_unit\": 0.5}' where id = '"
                        + Demo.LUXE + "'");

        done(shop.checkout(shop.cart(OF_SARAH, service(Demo.CUT_AND_STYLE, "")), cash("183.75")));

        assertThat(shop.points()).isEqualTo("87");
    }
}
