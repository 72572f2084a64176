package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Shop.done;
import static com.heraerp.orchestration.application.Shop.error;
import static com.heraerp.orchestration.application.Shop.item;
import static com.heraerp.orchestration.application.Shop.retail;
import static com.heraerp.orchestration.application.Shop.service;
import static com.heraerp.orchestration.application.Shop.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Money back for a sale: by line and quantity, to the cent, never more than was sold. */
class RefundIT {

    private static final String OF_SARAH = "\"source_entity_id\":\"" + Demo.SARAH
            + "\",\"business_context\":{\"discount_amount\":10},";

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    private RunState refund(Object sale, String body) {
        return shop.ask(Shop.REFUND, null, sale, body);
    }

    private static String lines(int number, String quantity) {
        return "{\"lines\":[{\"line_number\":" + number + ",\"quantity\":" + quantity + "}]}";
    }

    @Test
    void givesBackInPartsExactlyWhatWasPaid() {
        String sale = shop.sale(OF_SARAH, retail(Demo.ARGAN_OIL, 3), service(Demo.CUT_AND_STYLE, ""));
        assertThat(shop.books())
                .isEqualTo("1000 315.00, 1200 -54.00, 2200 -15.00, 4000 -169.35, 4100 -130.65, 5000 54.00");
        assertThat(shop.points()).isEqualTo("300");

        JsonObject one = done(refund(sale, lines(1, "1")));
        assertThat(text(one, "net_amount")).isEqualTo("43.55");
        assertThat(text(one, "tax_amount")).isEqualTo("2.18");
        assertThat(text(one, "sale_id")).isEqualTo(sale);
        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("23 0 0 18.00");
        assertThat(shop.points()).isEqualTo("257");
        assertThat(shop.books())
                .isEqualTo("1000 269.27, 1200 -36.00, 2200 -12.82, 4000 -169.35, 4100 -87.10, 5000 36.00");

        done(refund(sale, "{\"method\":\"card\",\"restock\":false,\"lines\":[{\"line_number\":1,\"quantity\":1},"
                + "{\"line_number\":2,\"quantity\":0.5}]}"));
        assertThat(shop.stock(Demo.ARGAN_OIL)).as("what cannot be sold again").isEqualTo("23 0 0 18.00");

        done(refund(sale, "{\"reason\":\"all of it\"}"));
        assertThat(shop.books()).isEqualTo("1000 134.64, 1020 -134.64, 1200 -18.00, 5000 18.00");
        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("24 0 0 18.00");
        assertThat(shop.points()).isEqualTo("0");
        assertThat(
                shop.count("transaction_type = 'REFUND' and posting_status = 'posted' and origin_id = '" + sale + "'"))
                .isEqualTo(3);
    }

    @Test
    void takesBackNoPointsThatAreSpent() {
        String sale = shop.sale(OF_SARAH, service(Demo.CUT_AND_STYLE, ""));
        shop.engine.field(Demo.SARAH, "loyalty_points", "{\"field_type\":\"number\",\"field_value_number\":40}");

        done(refund(sale, "{}"));

        assertThat(shop.points()).isEqualTo("0");
    }

    @Test
    void bringsGoodsBackAtTheCostAtWhichTheyLeft() {
        String sale = shop.sale("", retail(Demo.ARGAN_OIL, 5));
        shop.engine.field(Demo.ARGAN_OIL, "cost", "{\"field_type\":\"number\",\"field_value_number\":30.00}");

        done(refund(sale, "{}"));

        assertThat(shop.stock(Demo.ARGAN_OIL)).as("(20 * 30 + 5 * 18) / 25").isEqualTo("25 0 0 27.60");
        assertThat(shop.books()).isEmpty();
    }

    @Test
    void refundsWhatIsSoldNoMore() {
        String sale = shop.sale("", retail(Demo.ARGAN_OIL, 1));
        shop.database.execute("update core_entities set deleted_at = now() where id = '" + Demo.ARGAN_OIL + "'");

        done(refund(sale, "{}"));

        assertThat(shop.books()).isEqualTo("1200 -18.00, 5000 18.00");
    }

    @Test
    void refusesWithTheCodesOfItsProceduresAndChangesNothing() {
        String sale = shop.sale("", retail(Demo.ARGAN_OIL, 2), service(Demo.CUT_AND_STYLE, ""));
        String before = shop.books() + shop.stock(Demo.ARGAN_OIL);

        assertThat(error(refund(Demo.LUXE, "{}"))).isEqualTo("SALE_NOT_FOUND");
        assertThat(error(refund(sale, lines(3, "1")))).as("a line of the journal").isEqualTo("LINE_NOT_FOUND");
        assertThat(error(refund(sale, lines(1, "0")))).isEqualTo("INVALID_QUANTITY");
        assertThat(error(refund(sale, lines(1, "0.5")))).isEqualTo("INVALID_QUANTITY");
        assertThat(error(refund(sale, lines(1, "\"1\"")))).isEqualTo("INVALID_QUANTITY");
        assertThat(error(refund(sale, lines(1, "3")))).isEqualTo("ALREADY_REFUNDED");
        assertThat(error(
                refund(sale, "{\"lines\":[{\"line_number\":1,\"quantity\":1},{\"line_number\":1,\"quantity\":2}]}")))
                .isEqualTo("ALREADY_REFUNDED");
        assertThat(error(refund(sale, "{\"lines\":[{\"quantity\":1}]}"))).isEqualTo("INVALID_LINES");
        assertThat(error(refund(sale, "{\"lines\":[1]}"))).isEqualTo("INVALID_LINES");
        assertThat(error(refund(sale, "{\"method\":\"GOLD\"}"))).isEqualTo("INVALID_PAYMENT");
        assertThat(error(refund(sale, "{\"refunded_at\":\"2025-03-01\"}"))).as("before its sale")
                .isEqualTo("INVALID_DATE");
        assertThat(error(refund(sale, "{\"till\":\"?\"}"))).isEqualTo("INVALID_TILL");
        shop.period("CLOSED");
        assertThat(error(refund(sale, "{}"))).isEqualTo("PERIOD_CLOSED");
        shop.period("OPEN");
        assertThat(shop.books() + shop.stock(Demo.ARGAN_OIL)).isEqualTo(before);

        reverse(sale);
        assertThat(error(refund(sale, "{}"))).isEqualTo("SALE_REVERSED");
    }

    @Test
    void refundsOnceWhatIsAskedForByManyAtOnce() throws Exception {
        String sale = shop.sale("", retail(Demo.ARGAN_OIL, 5));
        List<Callable<RunState>> asked = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            asked.add(() -> refund(sale, lines(1, "1")));
        }

        List<RunState> runs = Shop.atOnce(asked);

        assertThat(runs.stream().filter(run -> run.status() == RunStatus.COMPLETED)).hasSize(5);
        assertThat(runs.stream().filter(run -> run.status() != RunStatus.COMPLETED).map(Shop::error))
                .hasSize(3).containsOnly("ALREADY_REFUNDED");
        assertThat(shop.books()).isEmpty();
        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("25 0 0 18.00");
    }

    @Test
    void keepsASaleFromBeingReversedOnceItWasRefunded() {
        String sale = shop.sale("", retail(Demo.ARGAN_OIL, 2));
        String refund = text(done(refund(sale, lines(1, "1"))), "transaction_id");
        String books = shop.books();

        assertThatThrownBy(() -> reverse(sale)).hasMessageContaining("reverse that first");
        assertThat(shop.books()).isEqualTo(books);
        reverse(refund);
        assertThat(text(done(refund(sale, lines(1, "2"))), "total_amount")).as("a reversed refund does not count")
                .isEqualTo("94.50");
    }

    private void reverse(String transaction) {
        shop.engine.one("select set_config('hera.actor_user_id', '" + Demo.OWNER
                + "', false), set_config('hera.organization_id', '" + Demo.LUXE
                + "', false), hera.undo_transaction_creation('{\"transaction_id\":\"" + transaction + "\"}', '{}')");
    }

    @Test
    void tellsWhatItRefunds() {
        String sale = shop.sale("", retail(Demo.ARGAN_OIL, 2));
        RunState run = refund(sale, lines(1, "2"));

        JsonObject prepared = Objects.requireNonNull(run.forward().get("PREPARE").output());
        assertThat(text(item(prepared, "items", 0), "net")).isEqualTo("90.00");
        assertThat(text(done(run), "total_amount")).isEqualTo("94.50");
    }
}
