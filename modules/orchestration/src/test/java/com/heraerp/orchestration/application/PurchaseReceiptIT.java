package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Shop.done;
import static com.heraerp.orchestration.application.Shop.error;
import static com.heraerp.orchestration.application.Shop.retail;
import static com.heraerp.orchestration.application.Shop.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goods that are bought: on the shelf at their moving average, in the books as owed. */
class PurchaseReceiptIT {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    private RunState receive(String more, String... lines) {
        return shop.ask(Shop.RECEIPT, null, null, "{\"lines\":[" + String.join(",", lines) + "]" + more + "}");
    }

    private static String line(Object product, String quantity, String cost) {
        return "{\"entity_id\":\"" + product + "\",\"quantity\":" + quantity + ",\"unit_cost\":" + cost + "}";
    }

    @Test
    void raisesStockAndMovesTheAverage() {
        JsonObject receipt = done(
                receive(",\"tax_amount\":16.00,\"reference\":\"INV-7\",\"supplier_id\":\"" + Demo.BRAND + "\"",
                        line(Demo.ARGAN_OIL, "10", "20.00"), line(Shop.SHAMPOO, "5", "24")));

        assertThat(text(receipt, "net_amount")).isEqualTo("320.00");
        assertThat(text(receipt, "total_amount")).isEqualTo("336.00");
        assertThat(shop.books()).isEqualTo("1200 320.00, 2000 -336.00, 2200 16.00");
        assertThat(shop.stock(Demo.ARGAN_OIL)).as("(25 * 18 + 10 * 20) / 35").isEqualTo("35 0 0 18.571429");
        assertThat(shop.stock(Shop.SHAMPOO)).isEqualTo("45 0 0 24.00");
        assertThat(shop.at(Demo.ARGAN_OIL, Demo.BRANCH)).as("no branch keeps it").isEqualTo("null");
    }

    @Test
    void startsTheAverageAnewWhereNothingIsLeft() {
        shop.stock(Demo.ARGAN_OIL, 0);

        done(receive("", line(Demo.ARGAN_OIL, "3", "0.3333")));

        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("3 0 0 0.3333");
        assertThat(shop.books()).isEqualTo("1200 1.00, 2000 -1.00");
    }

    @Test
    void keepsAtTheBranchWhatAllStoodThereAndWhatCartsKeep() {
        String cart = shop.cart("\"business_context\":{\"branch_id\":\"" + Demo.BRANCH + "\"},",
                retail(Demo.ARGAN_OIL, 2));

        done(receive(",\"branch_id\":\"" + Demo.BRANCH + "\"", line(Demo.ARGAN_OIL, "10", "18")));

        assertThat(shop.at(Demo.ARGAN_OIL, Demo.BRANCH)).isEqualTo("35");
        String other = shop.engine.newCart("\"business_context\":{\"branch_id\":\"" + Demo.BRANCH + "\"},");
        assertThat(error(shop.engine.cart(other, "POS.CART.LINE_ADD.REQUESTED", retail(Demo.ARGAN_OIL, 34), "",
                java.time.Duration.ofMinutes(1)))).isEqualTo("INSUFFICIENT_STOCK");
        done(shop.checkout(cart, Shop.cash("100")));
        assertThat(shop.at(Demo.ARGAN_OIL, Demo.BRANCH)).isEqualTo("33");
        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("33 0 0 18.00");
    }

    @Test
    void refusesWithTheCodesOfItsProceduresAndChangesNothing() {
        String oil = line(Demo.ARGAN_OIL, "1", "18");
        String supplier = ",\"supplier_id\":\"" + Demo.BRAND + "\",\"reference\":\"INV-8\"";

        assertThat(error(receive("", oil, oil))).isEqualTo("INVALID_LINES");
        assertThat(error(receive(""))).isEqualTo("INVALID_LINES");
        assertThat(error(receive("", "3"))).isEqualTo("INVALID_LINES");
        assertThat(error(receive("", line("nothing", "1", "18")))).isEqualTo("INVALID_LINES");
        assertThat(error(receive("", line(Demo.ARGAN_OIL, "0", "18")))).isEqualTo("INVALID_LINES");
        assertThat(error(receive("", line(Demo.ARGAN_OIL, "1", "-18")))).isEqualTo("INVALID_LINES");
        assertThat(error(receive("", line(Demo.ARGAN_OIL, "1", "null")))).isEqualTo("INVALID_LINES");
        assertThat(error(receive("", line(Demo.BELLA_PRODUCT, "1", "5")))).isEqualTo("UNKNOWN_ITEM");
        assertThat(error(receive("", line(Demo.CUT_AND_STYLE, "1", "5")))).as("a service").isEqualTo("UNKNOWN_ITEM");
        assertThat(error(receive(",\"branch_id\":\"" + Demo.SARAH + "\"", oil))).isEqualTo("UNKNOWN_BRANCH");
        assertThat(error(receive(",\"supplier_id\":\"" + Demo.BELLA_PRODUCT + "\"", oil)))
                .isEqualTo("UNKNOWN_SUPPLIER");
        assertThat(error(receive(",\"tax_amount\":-1", oil))).isEqualTo("INVALID_AMOUNT");
        assertThat(error(receive(",\"tax_amount\":0.001", oil))).isEqualTo("INVALID_AMOUNT");
        assertThat(error(receive(",\"received_at\":\"2999-01-01\"", oil))).isEqualTo("INVALID_DATE");
        assertThat(error(receive(",\"received_at\":\"2024-12-31\"", oil))).isEqualTo("PERIOD_CLOSED");
        assertThat(shop.books()).isEmpty();
        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("25 0 0 18.00");

        done(receive(supplier, oil));
        assertThat(error(receive(supplier, oil))).isEqualTo("DUPLICATE_RECEIPT");
        assertThat(shop.stock(Demo.ARGAN_OIL)).startsWith("26 ");
    }

    @Test
    void booksADocumentOnceAndAddsUpWhatComesAtOnce() throws Exception {
        String document = ",\"supplier_id\":\"" + Demo.BRAND + "\",\"reference\":\"INV-9\"";
        List<Callable<RunState>> asked = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asked.add(() -> receive(document, line(Demo.ARGAN_OIL, "1", "18"), line(Shop.SHAMPOO, "1", "24")));
            asked.add(() -> receive("", line(Shop.SHAMPOO, "1", "24"), line(Demo.ARGAN_OIL, "1", "18")));
        }

        List<RunState> runs = Shop.atOnce(asked);

        assertThat(runs.stream().filter(run -> run.status() == RunStatus.COMPLETED)).hasSize(5);
        assertThat(runs.stream().filter(run -> run.status() != RunStatus.COMPLETED).map(Shop::error))
                .hasSize(3).containsOnly("DUPLICATE_RECEIPT");
        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("30 0 0 18.00");
        assertThat(shop.books()).isEqualTo("1200 210.00, 2000 -210.00");
    }
}
