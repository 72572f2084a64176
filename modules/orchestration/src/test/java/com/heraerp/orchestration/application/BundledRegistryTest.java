package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.application.port.SpecFiles.SpecFile;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanJson;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.plan.Unit;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.spec.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BundledRegistryTest {

    private static final List<String> TRADE = List.of(Shop.CHECKOUT, Shop.REFUND, Shop.CASH_CLOSE, Shop.RECEIPT,
            Shop.COUNT, Shop.TRANSFER);

    @Test
    void holdsNothingThatIsWrongOrDoubtful() {
        ValidateFiles.Result bundled = Registry.bundled(true);
        assertThat(bundled.problems()).isNotEmpty();
        bundled.problems().forEach((file, problems) -> assertThat(problems).as(file).isEmpty());
    }

    @Test
    void compilesTheCartToElevenNodesAndFourEvents() {
        Plan cart = Registry.cart().plan();
        assertThat(cart.nodes()).hasSize(11).extracting(PlanNode::ordinal)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(cart.triggers()).hasSize(4);
        assertThat(path(cart, "POS.CART.LINE_ADD.REQUESTED"))
                .containsExactly("VALIDATE_ADD", "RESERVE_SOFT+PERSIST_ADD", "REPRICE_AFTER_ADD");
        assertThat(path(cart, "POS.CART.LINE_UPDATE.REQUESTED"))
                .containsExactly("VALIDATE_UPDATE", "ADJUST_RESERVATION+PERSIST_UPDATE", "REPRICE_AFTER_UPDATE");
        assertThat(path(cart, "POS.CART.LINE_DELETE.REQUESTED"))
                .containsExactly("PERSIST_DELETE+RELEASE_ON_DELETE", "REPRICE_AFTER_DELETE");
        assertThat(path(cart, "POS.CART.REPRICE.REQUESTED")).containsExactly("REPRICE_AFTER_ADD");
    }

    @Test
    void bundlesTheOrchestrationsOfTradeEachInOneCommit() {
        assertThat(path(Registry.plan(Shop.CHECKOUT), "POS.CART.CHECKOUT.REQUESTED"))
                .containsExactly("PRICE+ALLOCATE_PAYMENT+ISSUE_STOCK+POST_SALE+EARN_POINTS+CLOSE_CART");
        assertThat(path(Registry.plan(Shop.REFUND), "POS.REFUND.REQUESTED"))
                .containsExactly("PREPARE+RETURN_STOCK+TAKE_POINTS_BACK+POST_REFUND");
        assertThat(path(Registry.plan(Shop.CASH_CLOSE), "POS.CASH_CLOSE.REQUESTED"))
                .containsExactly("COUNT_TILL+CLOSE_TILL");
        assertThat(path(Registry.plan(Shop.RECEIPT), "RETAIL.PURCHASE.RECEIVED"))
                .containsExactly("RECEIVE_STOCK+POST_RECEIPT");
        assertThat(path(Registry.plan(Shop.COUNT), "RETAIL.STOCK_COUNT.REQUESTED"))
                .containsExactly("COUNT_STOCK+POST_DIFFERENCE");
        Plan transfer = Registry.plan(Shop.TRANSFER);
        assertThat(path(transfer, "RETAIL.TRANSFER.DISPATCH.REQUESTED"))
                .containsExactly("DISPATCH_STOCK+OPEN_TRANSFER+POST_DISPATCH");
        assertThat(path(transfer, "RETAIL.TRANSFER.RECEIVE.REQUESTED")).containsExactly("RECEIVE+ARRIVE+POST_ARRIVAL");
        assertThat(path(transfer, "RETAIL.TRANSFER.RETURN.REQUESTED"))
                .containsExactly("SEND_BACK+COME_BACK+POST_RETURN");
    }

    /** Whatever trade changes, something takes back: {@link UndoneTradeIT} tries each. */
    @Test
    void undoesEveryEffectOfTrade() {
        for (String code : TRADE) {
            assertThat(Registry.plan(code).nodes()).as(code)
                    .filteredOn(node -> node.effectful() && !node.id().equals("PRICE"))
                    .allSatisfy(node -> assertThat(node.compensation()).as(node.id()).isNotNull());
        }
    }

    /** Nobody has to make outputs up to see how trade goes: those that procedures promise are enough. */
    @Test
    void simulatesTradeByWhatItsProceduresPromise() {
        String id = Demo.ARGAN_OIL.toString();
        JsonObject payload = Engine.json("""
                {"path":{"id":"%1$s"},"payments":[],"lines":[],"reason":"why","counted_cash":0,"from_branch_id":"%1$s",
                 "to_branch_id":"%1$s"}""".formatted(id));
        for (String code : TRADE) {
            LoadedPlan loaded = Registry.loaded(code);
            for (String event : loaded.plan().entries().keySet()) {
                RunState run = new SimulateOrchestration()
                        .handle(new SimulateOrchestration.Command(loaded, event, payload,
                                JsonObject.EMPTY, Map.of(), Map.of(), Instant.parse("2025-02-10T09:00:00Z")))
                        .run();
                assertThat(run.status()).as("%s: %s", event, run.progress().error()).isEqualTo(RunStatus.COMPLETED);
            }
        }
    }

    private static List<String> path(Plan plan, String event) {
        return plan.event(event).units().stream()
                .map(Unit::nodes)
                .map(nodes -> String.join("+", nodes.stream().map(PlanNode::id).toList()))
                .toList();
    }

    @Test
    void warnsOfTheFoundingSampleThatItsPersistedLineCouldNotBeTakenBack() {
        String cart = Registry.bundledFiles().stream()
                .filter(file -> file.path().endsWith("cart_line_management.yaml"))
                .map(SpecFile::text)
                .findFirst()
                .orElseThrow()
                .replace("compensation: { run: HERA.SALON.POS.CART.DELETE_LINE.V1, mode: persist }", "pivot: false");
        List<Problem> problems = Registry.examine(cart).problems();
        assertThat(Registry.codes(problems)).containsExactly("NOT_UNDOABLE");
        assertThat(problems.getFirst().message()).contains("PERSIST_ADD").contains("REPRICE_AFTER_ADD");
        assertThat(Registry.ORCHESTRATIONS.handle(cart, Registry.catalog(), true).sound()).isNull();
    }

    @Test
    void readsALockFileBackToTheSamePlan() {
        Plan cart = Registry.cart().plan();
        Plan read = PlanJson.read(PlanJson.write(cart));
        assertThat(read).isEqualTo(cart);
        assertThat(read.sha()).isEqualTo(cart.sha()).hasSize(64);
    }
}
