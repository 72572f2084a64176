package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.Sql;
import com.heraerp.orchestration.application.port.SpecFiles.SpecFile;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The contract of every compensation, made of the orchestration as it is bundled: each node commits on its own, and one that fails
 * comes last. Done and undone is as if it had never been; undone twice as undone once; undone alone nothing.
 */
final class Undone {

    /** What undoes, as the database knows it. */
    private static final Map<String, String> FUNCTIONS = Map.of(
            "HERA.RETAIL.INV.STOCK.REVERT.V1", "hera.stock_revert",
            "HERA.CORE.PROC.TRANSACTION.REVERSE.V1", "hera.undo_transaction_creation",
            "HERA.SALON.CRM.LOYALTY.REVERT.V1", "hera.loyalty_revert",
            "HERA.SALON.POS.CART.REOPEN.V1", "hera.cart_reopen",
            "HERA.RETAIL.STOCK.TRANSFER.UNSETTLE.V1", "hera.transfer_unsettle");

    private final Shop shop;
    private final String code;
    private final @Nullable String event;

    private Undone(Shop shop, String code, @Nullable String event) {
        this.shop = shop;
        this.code = code;
        this.event = event;
    }

    /** Does and undoes it, and looks at {@code state} before and after. */
    static void leavesNothing(Shop shop, String code, @Nullable String event, @Nullable Object id, String body,
            Supplier<String> state) throws SQLException {
        new Undone(shop, code, event).prove(id, body, state);
    }

    private void prove(@Nullable Object id, String body, Supplier<String> state) throws SQLException {
        String before = state.get();
        shop.engine.registered(failing());
        RunState run = shop.ask(mine(), event, id, body);

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPENSATED);
        assertThat(Shop.error(run)).isEqualTo("ASKED_TO_FAIL");
        assertThat(state.get()).as("undone").isEqualTo(before);

        Map<String, PlanNode> nodes = new HashMap<>();
        Registry.plan(code).nodes().forEach(node -> nodes.put(node.id(), node));
        Sql manager = Sql.on(shop.database.asApp()).as(Demo.MANAGER, Demo.LUXE);
        List<String> undone = List.copyOf(run.undo().keySet());
        assertThat(undone).isNotEmpty();
        for (String node : undone) {
            String function = FUNCTIONS.get(nodes.get(node).compensation().smartCode());
            String call = "select " + function + "(?::jsonb, '{\"run_id\":\"again\",\"undoing\":true}')";
            manager.one(call, run.undo().get(node).input().toJson());
            manager.one(call, run.forward().get(node).input().toJson());
            assertThat(state.get()).as("%s undone twice, and alone", node).isEqualTo(before);
        }
    }

    private String mine() {
        return code.replace(".ORCH.", ".ORCH.UNDONE_");
    }

    private String failing() {
        String yaml = Registry.bundledFiles().stream().map(SpecFile::text)
                .filter(text -> text.startsWith("smart_code: " + code)).findFirst().orElseThrow();
        return yaml.replace(code, mine())
                .replaceAll("(?m)^ {2}- on: API.*\\n( {4}emit: )", "  - on: EVENT.TEST\n$1")
                .replaceAll("(?s)transaction_boundaries:.*?(?=retry_policy)", "")
                .replaceAll("(?m)^edges:", """
                            - id: BREAK
                              run: HERA.CORE.PROC.FAIL.V1
                              with: { code: ASKED_TO_FAIL, message: as requested }
                        edges:""")
                .replaceAll("(?m)^( {2}- .* → \\w+)$", "$1 → BREAK")
                .replace("max_attempts: 3", "max_attempts: 1");
    }
}
