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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Goods between two branches: dispatched, on their way, received or sent back. */
class BranchTransferIT {

    private static final String ADD = "POS.CART.LINE_ADD.REQUESTED";

    private final Shop shop = new Shop();
    private String marina = "";

    @BeforeEach
    void openASecondBranch() {
        marina = shop.branch("BR-MARINA");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private RunState dispatch(Object from, Object to, Object product, String quantity) {
        return shop.ask(Shop.TRANSFER, "RETAIL.TRANSFER.DISPATCH.REQUESTED", null, """
                {"from_branch_id":"%s","to_branch_id":"%s","lines":[{"entity_id":"%s","quantity":%s}]}"""
                .formatted(from, to, product, quantity));
    }

    private RunState settle(String transfer, boolean received) {
        return shop.ask(Shop.TRANSFER, "RETAIL.TRANSFER." + (received ? "RECEIVE" : "RETURN") + ".REQUESTED", transfer,
                "{}");
    }

    @Test
    void sendsGoodsAndReceivesThem() {
        JsonObject sent = done(dispatch(Demo.BRANCH, marina, Demo.ARGAN_OIL, "10"));
        String transfer = text(sent, "transfer_id");

        assertThat(text(sent, "status")).isEqualTo("IN_TRANSIT");
        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("15 10 0 18.00");
        assertThat(shop.at(Demo.ARGAN_OIL, Demo.BRANCH)).isEqualTo("15");
        assertThat(shop.books()).isEqualTo("1200 -180.00, 1210 180.00");

        JsonObject received = done(settle(transfer, true));

        assertThat(text(received, "status")).isEqualTo("RECEIVED");
        assertThat(shop.status(transfer)).isEqualTo("RECEIVED");
        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("25 0 0 18.00");
        assertThat(shop.at(Demo.ARGAN_OIL, Demo.BRANCH)).isEqualTo("15");
        assertThat(shop.at(Demo.ARGAN_OIL, marina)).isEqualTo("10");
        assertThat(shop.books()).isEmpty();
        assertThat(shop.booksAt(Demo.BRANCH)).isEqualTo("1200 -180.00, 1210 180.00");
        assertThat(shop.booksAt(marina)).isEqualTo("1200 180.00, 1210 -180.00");
    }

    @Test
    void takesBackWhatIsSentBack() {
        String transfer = text(done(dispatch(Demo.BRANCH, marina, Demo.ARGAN_OIL, "10")), "transfer_id");

        assertThat(text(done(settle(transfer, false)), "status")).isEqualTo("RETURNED");

        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("25 0 0 18.00");
        assertThat(shop.at(Demo.ARGAN_OIL, Demo.BRANCH)).isEqualTo("25");
        assertThat(shop.books() + shop.booksAt(Demo.BRANCH)).isEmpty();
        assertThat(error(settle(transfer, true))).isEqualTo("NOT_IN_TRANSIT");
    }

    @Test
    void letsABranchSellOnlyWhatStandsThere() {
        done(settle(text(done(dispatch(Demo.BRANCH, marina, Demo.ARGAN_OIL, "2")), "transfer_id"), true));
        String cart = shop.engine.newCart("\"business_context\":{\"branch_id\":\"" + marina + "\"},");

        assertThat(error(shop.engine.cart(cart, ADD, retail(Demo.ARGAN_OIL, 3), "", Duration.ofMinutes(1))))
                .isEqualTo("INSUFFICIENT_STOCK");
        done(shop.engine.cart(cart, ADD, retail(Demo.ARGAN_OIL, 2), "", Duration.ofMinutes(1)));
        assertThat(error(dispatch(marina, Demo.BRANCH, Demo.ARGAN_OIL, "1"))).as("the cart keeps it")
                .isEqualTo("INSUFFICIENT_STOCK");
        JsonObject receipt = done(shop.checkout(cart, Shop.cash("100")));
        assertThat(shop.at(Demo.ARGAN_OIL, marina)).isEqualTo("0");
        assertThat(shop.booksAt(marina)).isEqualTo("1000 94.50, 1210 -36.00, 2200 -4.50, 4100 -90.00, 5000 36.00");

        done(shop.ask(Shop.REFUND, null, text(receipt, "sale_id"), "{}"));
        assertThat(shop.at(Demo.ARGAN_OIL, marina)).as("it comes back to where it was sold").isEqualTo("2");
    }

    @Test
    void refusesWithTheCodesOfItsProceduresAndChangesNothing() {
        assertThat(error(dispatch(marina, marina, Demo.ARGAN_OIL, "1"))).isEqualTo("SAME_BRANCH");
        assertThat(error(dispatch(Demo.SARAH, marina, Demo.ARGAN_OIL, "1"))).isEqualTo("UNKNOWN_BRANCH");
        assertThat(error(dispatch(marina, Demo.BELLA, Demo.ARGAN_OIL, "1"))).isEqualTo("UNKNOWN_BRANCH");
        assertThat(error(dispatch(Demo.BRANCH, marina, Demo.BELLA_PRODUCT, "1"))).isEqualTo("UNKNOWN_ITEM");
        assertThat(error(dispatch(Demo.BRANCH, marina, Demo.ARGAN_OIL, "26"))).isEqualTo("INSUFFICIENT_STOCK");
        assertThat(error(dispatch(Demo.BRANCH, marina, Demo.ARGAN_OIL, "0"))).isEqualTo("INVALID_LINES");
        assertThat(error(settle(Demo.LUXE.toString(), true))).isEqualTo("TRANSFER_NOT_FOUND");
        shop.period("LOCKED");
        assertThat(error(dispatch(Demo.BRANCH, marina, Demo.ARGAN_OIL, "1"))).isEqualTo("PERIOD_CLOSED");

        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("25 0 0 18.00");
        assertThat(shop.at(Demo.ARGAN_OIL, Demo.BRANCH)).isEqualTo("null");
        assertThat(shop.count("transaction_type = 'STOCK_TRANSFER'")).isZero();
    }

    @Test
    void endsATransferOnceHoweverManySayItCame() throws Exception {
        String transfer = text(done(dispatch(Demo.BRANCH, marina, Demo.ARGAN_OIL, "10")), "transfer_id");
        List<Callable<RunState>> asked = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            boolean received = i % 2 == 0;
            asked.add(() -> settle(transfer, received));
        }

        List<RunState> runs = Shop.atOnce(asked);

        assertThat(runs.stream().filter(run -> run.status() == RunStatus.COMPLETED)).hasSize(1);
        assertThat(runs.stream().filter(run -> run.status() != RunStatus.COMPLETED).map(Shop::error))
                .hasSize(5).containsOnly("NOT_IN_TRANSIT");
        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("25 0 0 18.00");
        assertThat(shop.books()).isEmpty();
    }
}
