package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.ApiCaller;
import com.heraerp.app.DemoServer;
import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A day in a salon through HTTP: goods come, a cart is sold, a bottle comes back, goods go to another branch, the till closes. */
class TradeJourneyIT {

    private static final String POS = "/api/v1/salon/pos/";
    private static final String RETAIL = "/api/v1/retail/";

    private static DemoServer server;

    @BeforeAll
    static void start() {
        server = new DemoServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer post(UUID who, String path, String body) {
        return post(who, path, body, Map.of());
    }

    private static Answer post(UUID who, String path, String body, Map<String, String> headers) {
        return Answer.of(ApiCaller.at(server.url(), server.token(who.toString(), DemoServer.LUXE))
                .send("POST", path, body.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers));
    }

    private static JsonObject output(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return Objects.requireNonNull(answer.json().object("output"));
    }

    private static String books() {
        String text = Answer.of(ApiCaller.at(server.url(), server.token(Demo.OWNER.toString(), DemoServer.LUXE))
                .send("GET", "/api/v2.1/finance/trial-balance", "")).text();
        return text.replaceAll("\\s", "");
    }

    private String filledCart() {
        String cart = post(Demo.STAFF, "/api/v2.1/transactions", """
                {"transaction_type":"POS_CART","smart_code":"HERA.SALON.POS.CART.TXN.OPEN.V1","transaction_status":"OPEN",
                 "transaction_date":"%s","business_context":{"branch_id":"%s"},"source_entity_id":"%s"}"""
                .formatted(java.time.LocalDate.now(java.time.ZoneOffset.UTC), Demo.BRANCH, Demo.SARAH))
                .text("transaction_id");
        output(post(Demo.STAFF, POS + "carts/" + cart + "/lines", """
                {"line_type":"RETAIL","entity_id":"%s","quantity":2}""".formatted(Demo.ARGAN_OIL)));
        return cart;
    }

    @Test
    void tradesForADay() {
        assertThat(post(Demo.STAFF, RETAIL + "purchase-receipts", "{}").status()).as("no manager").isEqualTo(403);
        output(post(Demo.MANAGER, RETAIL + "purchase-receipts", """
                {"branch_id":"%s","lines":[{"entity_id":"%s","quantity":5,"unit_cost":24}]}"""
                .formatted(Demo.BRANCH, Demo.ARGAN_OIL)));

        String cart = filledCart();
        Answer short_ = post(Demo.STAFF, POS + "carts/" + cart + "/checkout", "{\"payments\":[]}");
        assertThat(short_.status()).isEqualTo(422);
        assertThat(short_.text("code")).isEqualTo("PAYMENT_INSUFFICIENT");
        String paid = "{\"payments\":[{\"method\":\"CASH\",\"amount\":100}]}";
        Map<String, String> key = Map.of("Idempotency-Key", "sale-" + cart);
        Answer sold = post(Demo.STAFF, POS + "carts/" + cart + "/checkout", paid, key);
        String sale = Answer.text(output(sold), "sale_id");
        Answer again = post(Demo.STAFF, POS + "carts/" + cart + "/checkout", paid, key);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.json().object("output")).isEqualTo(sold.json().object("output"));
        Answer twice = post(Demo.STAFF, POS + "carts/" + cart + "/checkout", paid);
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.text("code")).isEqualTo("CART_CLOSED");
        assertThat(post(Demo.STAFF, POS + "carts/" + cart + "/lines", """
                {"line_type":"RETAIL","entity_id":"%s"}""".formatted(Demo.ARGAN_OIL)).text("code"))
                .isEqualTo("CART_CLOSED");

        String refunds = POS + "sales/" + sale + "/refunds";
        assertThat(post(Demo.STAFF, refunds, "{}").status()).as("no manager").isEqualTo(403);
        output(post(Demo.MANAGER, refunds, "{\"lines\":[{\"line_number\":1,\"quantity\":1}],\"reason\":\"allergy\"}"));
        assertThat(post(Demo.MANAGER, refunds, "{\"lines\":[{\"line_number\":1,\"quantity\":2}]}").status())
                .isEqualTo(409);

        String marina = post(Demo.OWNER, "/api/v2.1/entities", """
                {"entity_type":"BRANCH","entity_name":"Marina","smart_code":"HERA.SALON.ORG.BRANCH.SHOP.V1"}""")
                .text("entity_id");
        String transfer = Answer.text(output(post(Demo.STAFF, RETAIL + "stock-transfers", """
                {"from_branch_id":"%s","to_branch_id":"%s","lines":[{"entity_id":"%s","quantity":3}]}"""
                .formatted(Demo.BRANCH, marina, Demo.ARGAN_OIL))), "transfer_id");
        output(post(Demo.STAFF, RETAIL + "stock-transfers/" + transfer + "/receive", "{}"));
        assertThat(post(Demo.STAFF, RETAIL + "stock-transfers/" + transfer + "/return", "{}").text("code"))
                .isEqualTo("NOT_IN_TRANSIT");
        output(post(Demo.MANAGER, RETAIL + "stock-counts", """
                {"branch_id":"%s","reason":"one broke","lines":[{"entity_id":"%s","counted":2}]}"""
                .formatted(marina, Demo.ARGAN_OIL)));

        JsonObject closed = output(post(Demo.MANAGER, POS + "cash-closes",
                "{\"counted_cash\":47.25,\"branch_id\":\"" + Demo.BRANCH + "\"}"));
        assertThat(Objects.requireNonNull(closed.get("difference")).toJson()).isEqualTo("0.00");
        assertThat(post(Demo.STAFF, POS + "carts/" + filledCart() + "/checkout", paid).text("code"))
                .isEqualTo("TILL_CLOSED");

        // 25 at 18 and 5 at 24 are 19 on average; one bottle is sold, one broke.
        assertThat(books()).contains("\"account_code\":\"1000\"", "\"debit_balance\":47.25", "\"credit_balance\":45.00",
                "\"account_code\":\"5050\"", "\"debit_balance\":19.00", "\"debit_balance\":82.00");
    }
}
