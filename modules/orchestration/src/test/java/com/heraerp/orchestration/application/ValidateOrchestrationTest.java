package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.orchestration.domain.spec.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ValidateOrchestrationTest {

    private static final String SOUND = """
            smart_code: HERA.SALON.POS.ORCH.TRIAL.v1
            intent: Try the rules.
            triggers:
              - on: API.POST./api/v1/trial/:id
                emit: TRIAL.ASKED
            graph:
              nodes:
                - id: LOOK
                  run: HERA.SALON.POS.CART.REPRICE.V1
                  with: { cart_id: $.payload.path.id }
                - id: TAKE
                  run: HERA.SALON.INV.RESERVE.SOFT.v1
                  when: has($.payload.entity_id) && $.nodes.LOOK.output.totals.total > 9.99
                  with: { cart_id: $.payload.path.id, entity_id: $.payload.entity_id, quantity: 2 }
                  compensation: HERA.SALON.INV.RESERVE.RELEASE.V1
            edges:
              - TRIAL.ASKED -> LOOK → TAKE
            transaction_boundaries:
              - { name: both, applies_to: [LOOK, TAKE] }
            """;

    private static List<Problem> problems(String yaml) {
        return Registry.examine(yaml).problems();
    }

    private static void finds(String code, int line, String yaml) {
        assertThat(problems(yaml)).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.line()).as(problem.toString()).isEqualTo(line);
        });
        assertThat(Registry.examine(yaml).sound()).isNull();
    }

    @Test
    void findsNothingWrongWithWhatIsSound() {
        OrchestrationReport report = Registry.examine(SOUND);
        assertThat(report.problems()).isEmpty();
        assertThat(report.sound()).isNotNull();
    }

    @Test
    void readsJsonLikeYaml() {
        OrchestrationReport yaml = Registry.examine(SOUND);
        OrchestrationReport json = Registry.examine(yaml.sound().content().toJson());
        assertThat(json.problems()).isEmpty();
        assertThat(json.sound().sha()).isEqualTo(yaml.sound().sha());
        assertThat(json.sound().plan().sha()).isEqualTo(yaml.sound().plan().sha());
    }

    @Test
    void givesTheSameChecksumWhateverTheOrderAndTheComments() {
        String shuffled = "# a remark\nintent: Try the rules.\n" + SOUND.replace("intent: Try the rules.\n", "");
        assertThat(Registry.examine(shuffled).sound().sha()).isEqualTo(Registry.examine(SOUND).sound().sha());
        assertThat(Registry.examine(SOUND.replace("quantity: 2", "quantity: 3")).sound().sha())
                .isNotEqualTo(Registry.examine(SOUND).sound().sha());
    }

    @Test
    void tellsTheLineOfTextThatIsNoYaml() {
        finds("YAML_INVALID", 3, "smart_code: A\nintent: B\n  bad: [\n");
        finds("YAML_DUPLICATE_KEY", 2, "smart_code: A\nsmart_code: B\n");
        finds("YAML_NUMBER", 1, "smart_code: .nan\n");
        finds("YAML_NO_MAPPING", 1, "- a\n- b\n");
        finds("YAML_EMPTY", 1, "");
    }

    @Test
    void refusesAliasesThatExplode() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 7; i++) {
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", java.util.Collections.nCopies(8,
                    "*a" + (i - 1)))));
        }
        assertThat(Registry.codes(problems(laughs.toString()))).containsExactly("YAML_TOO_LARGE");
    }

    @Test
    void demandsTheTemplatesMembersAndKnowsNoOthers() {
        finds("MEMBER_MISSING", 1, SOUND.replace("intent: Try the rules.\n", ""));
        finds("MEMBER_UNKNOWN", 15, SOUND.replace("compensation: HERA", "compensate: HERA"));
        finds("MEMBER_TYPE", 2, SOUND.replace("intent: Try the rules.", "intent: [a]"));
    }

    @Test
    void findsEachWrongReference() {
        finds("PROCEDURE_UNKNOWN", 9, SOUND.replace("POS.CART.REPRICE.V1", "POS.CART.NOWHERE.V1"));
        finds("COMPENSATION_UNKNOWN", 15, SOUND.replace("RELEASE.V1", "NOWHERE.V1"));
        finds("COMPENSATION_INPUT_MISSING", 15, SOUND.replace("RESERVE.RELEASE.V1", "RESERVE.RESTORE.V1"));
        finds("NODE_UNKNOWN", 17, SOUND.replace("LOOK → TAKE", "LOOK → TOOK"));
        finds("NODE_UNKNOWN", 19, SOUND.replace("[LOOK, TAKE]", "[LOOK, TAKE, TOOK]"));
        finds("EVENT_UNKNOWN", 17, SOUND.replace("TRIAL.ASKED ->", "TRIAL.TOLD ->"));
        finds("EVENT_WITHOUT_EDGE", 5, SOUND.replace("TRIAL.ASKED ->", "TRIAL.TOLD ->"));
        finds("EDGE_INVALID", 17, SOUND.replace("TRIAL.ASKED -> LOOK → TAKE", "TRIAL.ASKED -> -> LOOK"));
        finds("NODE_UNREACHABLE", 11, SOUND.replace("LOOK → TAKE", "LOOK"));
        finds("NODE_DUPLICATE", 11, SOUND.replace("id: TAKE", "id: LOOK"));
        finds("SMART_CODE_NOT_ORCH", 1, SOUND.replace("POS.ORCH.", "POS.PROC."));
        finds("SMART_CODE_INVALID", 1, SOUND.replace("HERA.SALON.POS.ORCH.TRIAL.v1", "HERA.TRIAL.v1"));
    }

    @Test
    void findsEachWrongInput() {
        finds("INPUT_MISSING", 10, SOUND.replace("{ cart_id: $.payload.path.id }", "{ }"));
        finds("INPUT_UNKNOWN", 10, SOUND.replace("{ cart_id: $.payload.path.id }",
                "{ cart_id: $.payload.path.id, colour: red }"));
        finds("INPUT_TYPE", 14, SOUND.replace("quantity: 2", "quantity: two"));
        finds("REFERENCE_INVALID", 10, SOUND.replace("with: { cart_id: $.payload.path.id }",
                "with: { cart_id: $.playload.path.id }"));
        finds("WITH_NOT_UPSTREAM", 10, SOUND.replace("with: { cart_id: $.payload.path.id }",
                "with: { cart_id: $.nodes.TAKE.output.entity_id }"));
    }

    @Test
    void findsEachWrongCondition() {
        String when = "has($.payload.entity_id) && $.nodes.LOOK.output.totals.total > 9.99";
        finds("WHEN_INVALID", 13, SOUND.replace(when, "$.payload.entity_id =="));
        finds("WHEN_INVALID", 13, SOUND.replace(when, "$.payload.entity_id"));
        finds("WHEN_INVALID", 13, SOUND.replace(when, "size($.payload.entity_id)"));
        finds("WHEN_INVALID", 13, SOUND.replace(when, "$.paylod.x == 1"));
        finds("WHEN_INVALID", 13, SOUND.replace(when, "$.nodes[$.payload.x].output.y == 1"));
        finds("WHEN_NOT_UPSTREAM", 13, SOUND.replace(when, "$.nodes.TAKE.output.x == 1"));
        finds("WHEN_NOT_UPSTREAM", 13, SOUND.replace(when, "$.nodes['OTHER'].output.x == 1"));
    }

    @Test
    void findsEachWrongTrigger() {
        finds("TRIGGER_INVALID", 4, SOUND.replace("API.POST./api/v1/trial/:id", "API.POST./api/v2/trial"));
        finds("TRIGGER_INVALID", 4, SOUND.replace("API.POST./api/v1/trial/:id", "CRON.61 * * * *"));
        finds("TRIGGER_SHADOWS", 4, SOUND.replace("/api/v1/trial/:id", "/api/v1/transactions/:id"));
        finds("TRIGGER_OVERLAP", 6, SOUND.replace("graph:",
                "  - { on: API.POST./api/v1/trial/now, emit: TRIAL.ASKED }\ngraph:"));
        for (String sound : List.of("CRON.0 6 * * 1-5", "TXN.POS_SALE.POSTED", "EVENT.CART.CLOSED")) {
            assertThat(problems(SOUND.replace("API.POST./api/v1/trial/:id", sound))).isEmpty();
        }
    }

    @Test
    void printsTheWayOfACircle() {
        String circle = SOUND.replace("LOOK → TAKE", "LOOK → TAKE\n  - TAKE → LOOK");
        finds("GRAPH_CYCLE", 18, circle);
        assertThat(problems(circle)).anySatisfy(problem -> assertThat(problem.message())
                .contains("LOOK → TAKE → LOOK"));
    }

    @Test
    void refusesAGroupThatSomethingElseMustRunAmid() {
        String amid = "    - id: AMID\n      run: HERA.SALON.POS.CART.REPRICE.V1\n"
                + "      with: { cart_id: $.payload.path.id }\n";
        String three = SOUND.replace("    - id: TAKE", amid + "    - id: TAKE").replace("LOOK → TAKE",
                "LOOK → AMID → TAKE");
        assertThat(problems(three)).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("GROUP_NOT_CONVEX");
            assertThat(problem.message()).contains("AMID");
        });
        finds("GROUP_OVERLAP", 20, SOUND + "  - { name: again, applies_to: [TAKE] }\n");
    }

    @Test
    void demandsThatWhatFollowsAPivotIsCarriedThrough() {
        String pivot = SOUND.replace("with: { cart_id: $.payload.path.id }",
                "with: { cart_id: $.payload.path.id }\n      pivot: true");
        assertThat(Registry.codes(problems(pivot))).contains("PIVOT_NOT_CARRIED");
    }

    @Test
    void tellsEverythingAtOnce() {
        String many = SOUND.replace("intent: Try the rules.\n", "")
                .replace("POS.CART.REPRICE.V1", "POS.CART.NOWHERE.V1")
                .replace("LOOK → TAKE", "LOOK → TOOK")
                .replace("> 9.99", "> ")
                .replace("/api/v1/trial", "/trial");
        assertThat(Registry.codes(problems(many))).contains("MEMBER_MISSING", "PROCEDURE_UNKNOWN", "NODE_UNKNOWN",
                "WHEN_INVALID", "TRIGGER_INVALID", "NODE_UNREACHABLE");
        assertThat(problems(many)).extracting(Problem::line).isSorted();
    }
}
