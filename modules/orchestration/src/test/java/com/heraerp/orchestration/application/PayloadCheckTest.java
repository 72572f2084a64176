package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that is wrong with a payload, at once, in the caller's own names. */
final class PayloadCheckTest {

    private static final String ID = "a0000000-0000-4000-8000-0000000000f1";
    private static final String ADD = "POS.CART.LINE_ADD.REQUESTED";
    private static final String RECEIVED = "RETAIL.PURCHASE.RECEIVED";

    private static void check(LoadedPlan plan, String event, String payload) {
        JsonObject given = Engine.json(payload);
        new PayloadCheck(plan, given, JsonObject.EMPTY).check(event, given);
    }

    private static Refused refused(LoadedPlan plan, String event, String payload) {
        return catchThrowableOfType(Refused.class, () -> check(plan, event, payload));
    }

    private static List<String> fields(Refused refused) {
        return refused.violations().stream()
                .map(each -> each.code() + ' ' + each.context().text("field")).toList();
    }

    @Test
    void namesWhatIsMissingMisspeltAndOfAnotherTypeTogether() {
        Refused refused = refused(Registry.cart(), ADD,
                "{\"path\":{\"id\":\"no id\"},\"line_type\":\"RETAIL\",\"quantity\":\"two\",\"colour\":\"red\"}");

        assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_REQUEST);
        assertThat(refused.message()).isEqualTo("Unknown field: colour");
        assertThat(fields(refused)).containsExactlyInAnyOrder("UNKNOWN_FIELD colour", "INPUT_INVALID path.id",
                "INPUT_INVALID entity_id", "INPUT_INVALID quantity");
    }

    @Test
    void namesTheMembersOfEveryLineUnderTheProceduresOwnError() {
        Refused refused = refused(Registry.loaded(Shop.RECEIPT), RECEIVED,
                """
                {"lines":[{"entity_id":"%s","quantity":0,"unit_cost":-1},{"entity_id":"x","quantity":1},7],"tax_amount":-1}"""
                        .formatted(ID));

        assertThat(refused.refusal()).isEqualTo(Refusal.PROCEDURE_REFUSED);
        assertThat(refused.code()).isEqualTo("INVALID_LINES");
        assertThat(fields(refused)).containsExactlyInAnyOrder("INVALID_LINES lines.0.quantity",
                "INVALID_LINES lines.0.unit_cost", "INVALID_LINES lines.1.entity_id",
                "INVALID_LINES lines.1.unit_cost", "INVALID_LINES lines.2", "INVALID_AMOUNT tax_amount");
    }

    @Test
    void asksPreconditionsOfWhatHasItsForm() {
        Refused refused = refused(Registry.cart(), ADD,
                "{\"path\":{\"id\":\"%1$s\"},\"line_type\":\"GIFT\",\"entity_id\":\"%1$s\"}".formatted(ID));

        assertThat(refused.code()).isEqualTo("PRECONDITION_FAILED");
        assertThat(fields(refused)).containsExactly("PRECONDITION_FAILED line_type");
    }

    /** What a node before gives cannot be missed before it has run. */
    @Test
    void leavesAloneWhatOtherNodesGive() {
        assertThatCode(() -> check(Registry.loaded(Shop.RECEIPT), RECEIVED,
                "{\"lines\":[{\"entity_id\":\"%s\",\"quantity\":1,\"unit_cost\":2}]}".formatted(ID)))
                .doesNotThrowAnyException();
    }

    /** Two nodes that are right, and one behind both that lacks its name; {@code condition} is how it is joined, or when it runs. */
    private static LoadedPlan joining(String condition) {
        return Plans.of("""
                smart_code: HERA.RETAIL.STOCK.ORCH.JOINING.v1
                intent: Do one thing after two others.
                triggers:
                  - { on: EVENT.JOIN, emit: JOIN.REQUESTED }
                graph:
                  nodes:
                    - { id: LEFT, run: HERA.CORE.PROC.TIMER.WAIT.V1, with: { duration: PT1S } }
                    - { id: RIGHT, run: HERA.CORE.PROC.TIMER.WAIT.V1, with: { duration: PT1S } }
                    - id: BOTH
                      run: HERA.CORE.PROC.ENTITY.CREATE.V1
                      %s
                      with: { entity_type: PRODUCT, entity_name: $.payload.name,
                              smart_code: HERA.SALON.INV.PRODUCT.SHAMPOO.V1 }
                edges:
                  - JOIN.REQUESTED -> LEFT -> BOTH
                  - JOIN.REQUESTED -> RIGHT -> BOTH
                """.formatted(condition));
    }

    /** What may be skipped by its join may need nothing. */
    @ParameterizedTest
    @CsvSource({"none_failed,true", "any,false", "all_completed,false"})
    void judgesWhatIsJoinedOnlyWhenItWillRunForSure(String join, boolean judged) {
        LoadedPlan plan = joining("join: " + join);

        if (judged) {
            assertThat(fields(refused(plan, "JOIN.REQUESTED", "{}"))).containsExactly("INPUT_INVALID name");
        } else {
            assertThatCode(() -> check(plan, "JOIN.REQUESTED", "{}")).doesNotThrowAnyException();
        }
    }

    /** What a condition makes of a payload is known before; of what nodes give, or of what is not there, it is not. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "$.payload.wanted == true; {\"wanted\":true}; true",
        "$.payload.wanted == true; {\"wanted\":false}; false",
        "$.payload.wanted == true; {}; false",
        "has($.nodes.LEFT.status) || $.payload.wanted == true; {\"wanted\":true}; false"})
    void judgesWhatIsConditionalOnlyWhenItsConditionHoldsForSure(String when, String payload, boolean judged) {
        LoadedPlan plan = joining("when: " + when);

        if (judged) {
            assertThat(fields(refused(plan, "JOIN.REQUESTED", payload))).containsExactly("INPUT_INVALID name");
        } else {
            assertThatCode(() -> check(plan, "JOIN.REQUESTED", payload)).doesNotThrowAnyException();
        }
    }
}
