package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.orchestration.application.port.SpecFiles.SpecFile;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanJson;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.plan.Unit;
import com.heraerp.orchestration.domain.spec.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BundledRegistryTest {

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
        assertThat(path(plan(Shop.CHECKOUT), "POS.CART.CHECKOUT.REQUESTED"))
                .containsExactly("PRICE+ALLOCATE_PAYMENT+ISSUE_STOCK+POST_SALE+EARN_POINTS+CLOSE_CART");
        assertThat(path(plan(Shop.REFUND), "POS.REFUND.REQUESTED"))
                .containsExactly("PREPARE+RETURN_STOCK+TAKE_POINTS_BACK+POST_REFUND");
        assertThat(path(plan(Shop.CASH_CLOSE), "POS.CASH_CLOSE.REQUESTED")).containsExactly("COUNT_TILL+CLOSE_TILL");
        assertThat(path(plan(Shop.RECEIPT), "RETAIL.PURCHASE.RECEIVED")).containsExactly("RECEIVE_STOCK+POST_RECEIPT");
        assertThat(path(plan(Shop.COUNT), "RETAIL.STOCK_COUNT.REQUESTED"))
                .containsExactly("COUNT_STOCK+POST_DIFFERENCE");
        Plan transfer = plan(Shop.TRANSFER);
        assertThat(path(transfer, "RETAIL.TRANSFER.DISPATCH.REQUESTED"))
                .containsExactly("DISPATCH_STOCK+OPEN_TRANSFER+POST_DISPATCH");
        assertThat(path(transfer, "RETAIL.TRANSFER.RECEIVE.REQUESTED")).containsExactly("RECEIVE+ARRIVE+POST_ARRIVAL");
        assertThat(path(transfer, "RETAIL.TRANSFER.RETURN.REQUESTED"))
                .containsExactly("SEND_BACK+COME_BACK+POST_RETURN");
    }

    /** Whatever trade changes, something takes back: {@link UndoneTradeIT} tries each. */
    @Test
    void undoesEveryEffectOfTrade() {
        for (String code : List.of(Shop.CHECKOUT, Shop.REFUND, Shop.CASH_CLOSE, Shop.RECEIPT, Shop.COUNT,
                Shop.TRANSFER)) {
            assertThat(plan(code).nodes()).as(code)
                    .filteredOn(node -> node.effectful() && !node.id().equals("PRICE"))
                    .allSatisfy(node -> assertThat(node.compensation()).as(node.id()).isNotNull());
        }
    }

    private static Plan plan(String code) {
        return Registry.bundled(true).orchestrations().values().stream().map(OrchestrationReport.Sound::plan)
                .filter(plan -> plan.smartCode().equalsIgnoreCase(code)).findFirst().orElseThrow();
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
