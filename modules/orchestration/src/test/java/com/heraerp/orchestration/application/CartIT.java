package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.StepState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The salon's cart on the real database: prices, stock, refusals, and what is left when a step fails. */
class CartIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String ADD = "POS.CART.LINE_ADD.REQUESTED";
    private static final String UPDATE = "POS.CART.LINE_UPDATE.REQUESTED";
    private static final String DELETE = "POS.CART.LINE_DELETE.REQUESTED";
    private static final String REPRICE = "POS.CART.REPRICE.REQUESTED";
    private static final String SHAMPOO = "a0000000-0000-4000-8000-000000000101";
    private static final String MASK = "a0000000-0000-4000-8000-000000000103";

    private static TestDatabase database;
    private static Engine engine;

    @BeforeAll
    static void start() {
        database = TestDatabase.withDemoData();
        engine = new Engine(database, List.of());
        engine.bundled.handle();
        engine.engine.start();
    }

    @AfterAll
    static void stop() {
        engine.close();
        database.close();
    }

    private static String retail(Object product, int quantity) {
        return "{\"line_type\":\"RETAIL\",\"entity_id\":\"" + product + "\",\"quantity\":" + quantity + "}";
    }

    private static JsonObject cart(RunState run) {
        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
        return Objects.requireNonNull(run.progress().output());
    }

    private static String total(JsonObject cart, String name) {
        return Objects.requireNonNull(Objects.requireNonNull(cart.object("totals")).get(name)).toJson();
    }

    private static JsonObject line(JsonObject cart, int place) {
        return (JsonObject) lines(cart).values().get(place);
    }

    private static JsonArray lines(JsonObject cart) {
        return Objects.requireNonNull(cart.array("lines"));
    }

    private static String lineId(JsonObject cart, int place) {
        return String.valueOf(line(cart, place).text("line_id"));
    }

    private static String error(RunState run) {
        assertThat(run.status()).isIn(RunStatus.FAILED, RunStatus.COMPENSATED);
        RunError error = Objects.requireNonNull(run.progress().error());
        return error.code();
    }

    private static long reserved(Object product) {
        return Long.parseLong(String.valueOf(engine.one("""
                select coalesce(sum((relationship_data ->> 'quantity')::bigint), 0) from core_relationships
                where relationship_type = 'RESERVES' and to_entity_id = '%s'""".formatted(product))));
    }

    /** What the first request changed, the line that it names and what it makes of the stock, must not make the second another one. */
    @Test
    void answersARepeatedRequestWithTheFirstOnesRun() {
        String cart = engine.newCart("");
        long before = reserved(SHAMPOO);
        RunState added = engine.cart(cart, ADD, retail(SHAMPOO, 1), "", "again-add", LONG);
        String line = lineId(cart(added), 0);
        assertThat(engine.cart(cart, ADD, retail(SHAMPOO, 1), "", "again-add", LONG).start()).isEqualTo(added.start());

        RunState changed = engine.cart(cart, UPDATE, "{\"quantity\":2}", line, "again-update", LONG);
        assertThat(total(cart(changed), "subtotal")).isNotEqualTo(total(cart(added), "subtotal"));
        assertThat(engine.cart(cart, UPDATE, "{\"quantity\":2}", line, "again-update", LONG).start())
                .isEqualTo(changed.start());
        assertThat(catchThrowableOfType(Refused.class,
                () -> engine.cart(cart, UPDATE, "{\"quantity\":3}", line, "again-update", LONG)).refusal())
                .as("another quantity").isEqualTo(Refusal.IDEMPOTENCY_CONFLICT);

        RunState deleted = engine.cart(cart, DELETE, "{}", line, "again-delete", LONG);
        assertThat(lines(cart(deleted)).values()).isEmpty();
        assertThat(engine.cart(cart, DELETE, "{}", line, "again-delete", LONG).start()).isEqualTo(deleted.start());
        assertThat(reserved(SHAMPOO)).isEqualTo(before);
    }

    @Test
    void pricesAServiceWithTheOrganizationsTax() {
        String cart = engine.newCart("");

        JsonObject sold = cart(engine.cart(cart, ADD,
                "{\"line_type\":\"SERVICE\",\"entity_id\":\"" + Demo.CUT_AND_STYLE + "\",\"discount_percent\":10}", "",
                LONG));

        assertThat(total(sold, "subtotal")).isEqualTo("157.50");
        assertThat(total(sold, "tax_amount")).isEqualTo("7.88");
        assertThat(total(sold, "total_amount")).isEqualTo("165.38");
        assertThat(line(sold, 0).text("description")).isEqualTo("Cut & Style");
        assertThat(engine.one("select total_amount::text from universal_transactions where id = '" + cart + "'"))
                .isEqualTo("165.38");
    }

    @Test
    void takesTheLoyaltyTiersPriceAndTheCartsDiscountAndSpreadsTheTax() {
        engine.field(Demo.SARAH, "loyalty_tier", "{\"field_type\":\"text\",\"field_value_text\":\"Gold\"}");
        engine.field(MASK, "tier_prices", "{\"field_type\":\"json\",\"field_value_json\":{\"gold\":99.99}}");
        String cart = engine.newCart("\"source_entity_id\":\"" + Demo.SARAH
                + "\",\"business_context\":{\"discount_amount\":0.02},");

        engine.cart(cart, ADD, retail(MASK, 1), "", LONG);
        JsonObject sold = cart(engine.cart(cart, ADD, "{\"line_type\":\"SERVICE\",\"entity_id\":\"" + Demo.CUT_AND_STYLE
                + "\",\"unit_amount\":33.33}", "", LONG));

        assertThat(total(sold, "subtotal")).isEqualTo("133.32");
        assertThat(total(sold, "total_amount")).isEqualTo("139.97");
        assertThat(lines(sold).values()).extracting(each -> Objects.requireNonNull(
                ((JsonObject) each).get("tax_amount")).toJson()).containsExactly("5.00", "1.67");
    }

    @Test
    void reservesAdjustsAndReleasesStock() {
        String cart = engine.newCart("");

        JsonObject sold = cart(engine.cart(cart, ADD, retail(SHAMPOO, 3), "", LONG));
        assertThat(reserved(SHAMPOO)).isEqualTo(3);
        sold = cart(engine.cart(cart, UPDATE, "{\"quantity\":5}", lineId(sold, 0), LONG));
        assertThat(reserved(SHAMPOO)).isEqualTo(5);
        assertThat(total(sold, "subtotal")).isEqualTo("325.00");
        RunState changed = engine.cart(cart, UPDATE, "{\"description\":\"Gift\"}", lineId(sold, 0), LONG);
        assertThat(changed.forward().get("ADJUST_RESERVATION").state()).isEqualTo(StepState.SKIPPED);
        sold = cart(engine.cart(cart, DELETE, "{}", lineId(sold, 0), LONG));
        assertThat(lines(sold).values()).isEmpty();
        assertThat(reserved(SHAMPOO)).isZero();
        assertThat(total(cart(engine.cart(cart, REPRICE, "{}", "", LONG)), "total_amount")).isEqualTo("0.00");
        assertThat(engine.one("select version from core_entities where id = '" + SHAMPOO + "'")).isEqualTo(1);
    }

    @Test
    void refusesWithTheCodesOfItsProceduresAndChangesNothing() {
        String cart = engine.newCart("");
        String closed = engine.newCart("\"transaction_status\":\"CHECKED_OUT\",");
        Object before = engine.one("select version from universal_transactions where id = '" + cart + "'");

        assertThat(error(engine.cart(cart, ADD, retail(MASK, 19), "", LONG))).isEqualTo("INSUFFICIENT_STOCK");
        assertThat(error(engine.cart(cart, ADD, retail(MASK, 0), "", LONG))).isEqualTo("INVALID_QUANTITY");
        assertThat(error(engine.cart(cart, ADD, retail(Demo.BELLA_PRODUCT, 1), "", LONG))).isEqualTo("UNKNOWN_ITEM");
        assertThat(error(engine.cart(closed, ADD, retail(MASK, 1), "", LONG))).isEqualTo("CART_CLOSED");
        assertThat(error(engine.cart(Demo.LUXE.toString(), ADD, retail(MASK, 1), "", LONG)))
                .isEqualTo("CART_NOT_FOUND");
        assertThat(error(engine.cart(cart, DELETE, "{}", Demo.LUXE.toString(), LONG))).isEqualTo("LINE_NOT_FOUND");
        assertThat(error(engine.cart(cart, ADD, "{\"line_type\":\"SERVICE\",\"entity_id\":\"" + Demo.CUT_AND_STYLE
                + "\",\"discount_amount\":176}", "", LONG))).isEqualTo("INVALID_DISCOUNT");

        assertThat(engine.one("select version from universal_transactions where id = '" + cart + "'"))
                .isEqualTo(before);
    }

    @Test
    void undoesALineWhoseCartCannotBePriced() {
        String cart = engine.newCart("\"business_context\":{\"discount_percent\":\"much\"},");

        RunState run = engine.cart(cart, ADD, retail("a0000000-0000-4000-8000-000000000105", 2), "", LONG);

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPENSATED);
        assertThat(run.undo()).containsOnlyKeys("PERSIST_ADD", "RESERVE_SOFT");
        assertThat(reserved("a0000000-0000-4000-8000-000000000105")).isZero();
        assertThat(engine.one("select count(*) from universal_transaction_lines where transaction_id = '" + cart + "'"))
                .isEqualTo(0L);
    }

    @Test
    void sellsTheLastBottlesOnce() throws Exception {
        List<String> carts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            carts.add(engine.newCart(""));
        }
        List<Callable<RunState>> adds = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String cart = carts.get(i % carts.size());
            adds.add(() -> engine.cart(cart, ADD, retail(Demo.ARGAN_OIL, 1), "", Duration.ofMinutes(3)));
        }
        List<RunState> runs = new ArrayList<>();
        try (ExecutorService tills = Executors.newFixedThreadPool(100, Thread.ofVirtual().factory())) {
            for (Future<RunState> run : tills.invokeAll(adds)) {
                runs.add(run.get());
            }
        }

        assertThat(runs.stream().filter(run -> run.status() == RunStatus.COMPLETED)).hasSize(25);
        assertThat(runs.stream().filter(run -> run.status() != RunStatus.COMPLETED).map(CartIT::error))
                .hasSize(475).containsOnly("INSUFFICIENT_STOCK");
        assertThat(reserved(Demo.ARGAN_OIL)).isEqualTo(25);
        assertThat(String.valueOf(engine.one("select count(*) from universal_transaction_lines where entity_id = '"
                + Demo.ARGAN_OIL + "'"))).isEqualTo("25");
    }
}
