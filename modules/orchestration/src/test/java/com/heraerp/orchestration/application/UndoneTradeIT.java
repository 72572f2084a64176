package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Shop.cash;
import static com.heraerp.orchestration.application.Shop.retail;
import static com.heraerp.orchestration.application.Shop.service;
import static com.heraerp.orchestration.application.Shop.text;

import com.heraerp.db.Demo;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What trade does can be taken back, whole, by its compensations. */
class UndoneTradeIT {

    private static final String OF_SARAH = "\"source_entity_id\":\"" + Demo.SARAH + "\",";

    private final Shop shop = new Shop();
    private final Supplier<String> state = () -> String.join("; ", shop.books(), shop.stock(Demo.ARGAN_OIL),
            shop.stock(Shop.SHAMPOO), shop.points(), shop.string("""
                    select concat(string_agg(transaction_type || ' ' || transaction_status, ', ' order by id)
                        filter (where transaction_type in ('POS_CART', 'STOCK_TRANSFER')),
                      count(*) filter (where is_gl and posting_status = 'posted' and reversal_of_id is null
                        and transaction_type <> 'POS_CART'))
                    from universal_transactions where not is_system"""));

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aCheckout() throws SQLException {
        String cart = shop.cart(OF_SARAH, retail(Demo.ARGAN_OIL, 2), service(Demo.CUT_AND_STYLE, ""));

        Undone.leavesNothing(shop, Shop.CHECKOUT, null, cart, cash("300"), state);

        Shop.done(shop.checkout(cart, cash("300")));
    }

    @Test
    void aRefund() throws SQLException {
        String sale = shop.sale(OF_SARAH, retail(Demo.ARGAN_OIL, 2), service(Demo.CUT_AND_STYLE, ""));

        Undone.leavesNothing(shop, Shop.REFUND, null, sale, "{\"lines\":[{\"line_number\":1,\"quantity\":1}]}", state);

        Shop.done(shop.ask(Shop.REFUND, null, sale, "{}"));
    }

    @Test
    void aPurchaseReceipt() throws SQLException {
        Undone.leavesNothing(shop, Shop.RECEIPT, null, null, """
                {"branch_id":"%s","lines":[{"entity_id":"%s","quantity":10,"unit_cost":21.55}],"tax_amount":10.78}"""
                .formatted(Demo.BRANCH, Demo.ARGAN_OIL), state);
    }

    @Test
    void aTransferOnEachOfItsWays() throws SQLException {
        String marina = shop.branch("BR-MARINA");
        String dispatch = """
                {"from_branch_id":"%s","to_branch_id":"%s","lines":[{"entity_id":"%s","quantity":4}]}"""
                .formatted(Demo.BRANCH, marina, Demo.ARGAN_OIL);
        Undone.leavesNothing(shop, Shop.TRANSFER, "RETAIL.TRANSFER.DISPATCH.REQUESTED", null, dispatch, state);

        String transfer = text(Shop.done(shop.ask(Shop.TRANSFER, null, null, dispatch)), "transfer_id");
        Undone.leavesNothing(shop, Shop.TRANSFER, "RETAIL.TRANSFER.RECEIVE.REQUESTED", transfer, "{}", state);
        Undone.leavesNothing(shop, Shop.TRANSFER, "RETAIL.TRANSFER.RETURN.REQUESTED", transfer, "{}", state);
    }

    @Test
    void aCount() throws SQLException {
        Undone.leavesNothing(shop, Shop.COUNT, null, null, """
                {"reason":"broken","lines":[{"entity_id":"%s","counted":20},{"entity_id":"%s","counted":41}]}"""
                .formatted(Demo.ARGAN_OIL, Shop.SHAMPOO), state);
    }

    @Test
    void aCashClose() throws SQLException {
        shop.sale("", service(Demo.CUT_AND_STYLE, ""));

        Undone.leavesNothing(shop, Shop.CASH_CLOSE, null, null, "{\"counted_cash\":180,\"reason\":\"miscounted\"}",
                state);

        Shop.done(shop.ask(Shop.CASH_CLOSE, null, null, "{\"counted_cash\":183.75}"));
    }
}
