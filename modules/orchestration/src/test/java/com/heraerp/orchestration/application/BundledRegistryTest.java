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
