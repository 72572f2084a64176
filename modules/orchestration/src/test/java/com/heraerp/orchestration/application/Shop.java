package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The demo salon with its tills and shelves: what its people ask for, and what its books and its stock then say. */
final class Shop implements AutoCloseable {

    static final String CHECKOUT = "HERA.SALON.POS.ORCH.CART_CHECKOUT.v1";
    static final String REFUND = "HERA.SALON.POS.ORCH.REFUND.v1";
    static final String CASH_CLOSE = "HERA.SALON.POS.ORCH.CASH_CLOSE.v1";
    static final String RECEIPT = "HERA.RETAIL.PURCHASE.ORCH.RECEIPT.v1";
    static final String TRANSFER = "HERA.RETAIL.STOCK.ORCH.BRANCH_TRANSFER.v1";
    static final String COUNT = "HERA.RETAIL.STOCK.ORCH.COUNT_ADJUSTMENT.v1";
    static final String SHAMPOO = "a0000000-0000-4000-8000-000000000101";
    static final String BALM = "a0000000-0000-4000-8000-000000000105";

    private static final String ADD = "POS.CART.LINE_ADD.REQUESTED";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final TestDatabase database = TestDatabase.withDemoData();
    final Engine engine = new Engine(database, List.of());

    Shop() {
        engine.bundled.handle();
        engine.engine.start();
    }

    /** What a manager asks for; {@code id} stands in the route. */
    RunState ask(String code, @Nullable String event, @Nullable Object id, String body) {
        return ask(engine, code, event, id, body, null);
    }

    /** The same on any pod, under a key. */
    static RunState ask(Engine pod, String code, @Nullable String event, @Nullable Object id, String body,
            @Nullable String key) {
        return ask(pod, code, event, id, body, key, PATIENCE);
    }

    static RunState ask(Engine pod, String code, @Nullable String event, @Nullable Object id, String body,
            @Nullable String key, Duration patience) {
        JsonObject payload = id == null
                ? Engine.json(body)
                : Engine.json(body).toBuilder()
                        .put("path", JsonObject.builder().put("id", id.toString()).build()).build();
        ActorContext manager = Engine.actor(Demo.MANAGER, Role.MANAGER);
        return pod.start
                .handle(new StartRun.Command(manager, Engine.scope(manager), code, event, payload, key, patience))
                .run();
    }

    RunState checkout(String cart, String body) {
        return ask(CHECKOUT, null, cart, body);
    }

    /** A cart with one line for each of {@code lines}; {@code members} as {@link Engine#newCart}. */
    String cart(String members, String... lines) {
        String cart = engine.newCart(members);
        for (String line : lines) {
            assertThat(engine.cart(cart, ADD, line, "", PATIENCE).status()).as(line).isEqualTo(RunStatus.COMPLETED);
        }
        return cart;
    }

    static String retail(Object product, int quantity) {
        return "{\"line_type\":\"RETAIL\",\"entity_id\":\"" + product + "\",\"quantity\":" + quantity + "}";
    }

    static String service(Object service, String more) {
        return "{\"line_type\":\"SERVICE\",\"entity_id\":\"" + service + "\"" + more + "}";
    }

    /** What pays {@code amount} in cash. */
    static String cash(String amount) {
        return "{\"payments\":[{\"method\":\"CASH\",\"amount\":" + amount + "}]}";
    }

    /** The sale of a cart with these lines, paid in cash with 1,000. */
    String sale(String members, String... lines) {
        return text(done(checkout(cart(members, lines), cash("1000"))), "sale_id");
    }

    static JsonObject done(RunState run) {
        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
        return Objects.requireNonNull(run.progress().output());
    }

    /** The code of the error that ended it; nothing that it did is left. */
    static String error(RunState run) {
        assertThat(run.status()).as("%s", run.progress()).isIn(RunStatus.FAILED, RunStatus.COMPENSATED);
        return Objects.requireNonNull(run.progress().error()).code();
    }

    /** A member as it is written, without quotes around a text. */
    static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? Objects.requireNonNull(object.get(name), name).toJson() : text;
    }

    static JsonObject item(JsonObject object, String array, int place) {
        JsonArray items = Objects.requireNonNull(object.array(array), array);
        return (JsonObject) items.values().get(place);
    }

    /** What each account holds, debit less credit, by code: {@code 1000 162.00, 4000 -152.73}; none that holds nothing. */
    String books() {
        return booksOf("true");
    }

    /** The same of one branch's journals. */
    String booksAt(Object branch) {
        return booksOf("t.business_context ->> 'branch_id' = '" + branch + "'");
    }

    private String booksOf(String which) {
        return string("""
                select coalesce(string_agg(code || ' ' || net, ', ' order by code), '') from (
                  select e.entity_code as code, sum(coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0)) as net
                  from universal_transactions t
                  join universal_transaction_lines l on l.organization_id = t.organization_id and l.transaction_id = t.id
                  join core_entities e on e.organization_id = l.organization_id and e.id = l.entity_id
                  where t.organization_id = '%s' and t.is_gl and t.posting_status <> 'draft'
                    and num_nonnulls(l.debit_amount, l.credit_amount) > 0 and %s
                  group by 1) b where net <> 0""".formatted(Demo.LUXE, which));
    }

    /** {@code stock_level}, what is in transit, what open carts keep, and the average cost. */
    String stock(Object product) {
        return string("""
                select concat_ws(' ', hera_field('stock_level'), coalesce(hera_field('stock_in_transit'), 0), (
                  select coalesce(sum((r.relationship_data ->> 'quantity')::numeric), 0) from core_relationships r
                  join universal_transactions c on c.id = r.from_transaction_id and c.transaction_status = 'OPEN'
                  where r.relationship_type = 'RESERVES' and r.to_entity_id = '%1$s'), hera_field('cost'))"""
                .replaceAll("hera_field\\(('\\w+')\\)",
                        "(select field_value_number from core_dynamic_data where entity_id = '%1\\$s' and field_name = $1)")
                .formatted(product));
    }

    /** What stands at a branch; null when the product is not kept there. */
    String at(Object product, Object branch) {
        return string("""
                select max(relationship_data ->> 'quantity') from core_relationships
                where relationship_type = 'STOCKED_AT' and from_entity_id = '%s' and to_entity_id = '%s'"""
                .formatted(product, branch));
    }

    void stock(Object product, int quantity) {
        engine.field(product, "stock_level", "{\"field_type\":\"number\",\"field_value_number\":" + quantity + "}");
    }

    String points() {
        return string("select coalesce(max(field_value_number), 0) from core_dynamic_data where entity_id = '"
                + Demo.SARAH + "' and field_name = 'loyalty_points'");
    }

    String status(Object transaction) {
        return string("select transaction_status from universal_transactions where id = '" + transaction + "'");
    }

    long count(String where) {
        return Long.parseLong(string("select count(*) from universal_transactions where " + where));
    }

    /** A branch of Luxe beside the demo one. */
    String branch(String code) {
        return string("""
                insert into core_entities (organization_id, entity_type, entity_name, entity_code, smart_code, created_by, updated_by)
                values ('%s', 'BRANCH', '%s', '%s', 'HERA.SALON.ORG.BRANCH.SHOP.V1', '%s', '%s') returning id"""
                .formatted(Demo.LUXE, code, code, Demo.OWNER, Demo.OWNER));
    }

    /** Gives the period of today another status. */
    void period(String status) {
        database.execute("""
                update core_dynamic_data d set field_value_text = '%s' from core_entities e
                where e.organization_id = d.organization_id and e.id = d.entity_id and e.organization_id = '%s'
                  and e.entity_type = 'FISCAL_PERIOD' and d.field_name = 'period_status'
                  and e.entity_code = to_char(now() at time zone 'Asia/Dubai', 'YYYY-MM')""".formatted(status,
                Demo.LUXE));
    }

    String string(String sql) {
        return String.valueOf(engine.one(sql));
    }

    /** All at once, each on a thread of its own. */
    static List<RunState> atOnce(List<Callable<RunState>> asked) throws Exception {
        List<RunState> runs = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<RunState> run : threads.invokeAll(asked)) {
                runs.add(run.get());
            }
        }
        return runs;
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }
}
