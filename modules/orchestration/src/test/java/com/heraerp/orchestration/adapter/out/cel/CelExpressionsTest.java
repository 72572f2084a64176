package com.heraerp.orchestration.adapter.out.cel;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.orchestration.application.port.Expressions.Answer;
import com.heraerp.orchestration.application.port.Expressions.Broken;
import com.heraerp.orchestration.application.port.Expressions.Told;
import com.heraerp.orchestration.application.port.Expressions.Unusable;
import com.heraerp.orchestration.application.port.Expressions.Usable;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CelExpressionsTest {

    private static final CelExpressions CEL = new CelExpressions();

    private static final JsonObject ROOT = JsonReader.readObject("""
            {"payload": {"price": 25.50, "whole": 25.00, "count": 25, "tenth": 0.1, "huge": 12345678901234567890.12,
              "type": "RETAIL", "none": null, "yes": true, "list": [1, 2.5, "x"], "path": {"id": "$.payload"}},
             "nodes": {"A": {"status": "COMPLETED", "output": {"total": 0.3}}, "B": {"status": "SKIPPED"}}}"""
            .getBytes(StandardCharsets.UTF_8));

    private static Answer ask(String expression) {
        return CEL.compile(expression) instanceof Usable usable
                ? usable.condition().ask(ROOT)
                : new Broken("unusable: " + expression);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "$.payload.type == 'RETAIL'",
        "$.payload.price > 25",
        "$.payload.price > 25.49 && $.payload.price < 25.51",
        "$.payload.price == 25.5 && 25.500 == $.payload.price",
        "$.payload.whole == 25 && $.payload.whole == $.payload.count",
        "$.payload.whole == 25.00",
        "$.payload.tenth + 0.2 == 0.3",
        "$.payload.tenth + 0.2 == $.nodes.A.output.total",
        "$.payload.tenth * 3 == 0.30",
        "$.payload.price - 0.5 == 25",
        "-$.payload.price < 0 && -$.payload.price == -25.5",
        "$.payload.huge > 12345678901234567890.11",
        "$.payload.huge < 12345678901234567891",
        "1.5 in [1.50, 2] && 2.5 in $.payload.list",
        "$.payload.none == null && has($.payload.none)",
        "!has($.payload.missing)",
        "$.payload.list.exists(x, x == 'x')",
        "$.payload.path.id == '$.payload'",
        "$.payload.path.id == \"$.payload\" || '1.5' == \"\"",
        "'costs 1.5 $.each' == 'costs 1.5 ' + '$.each'",
        "$.nodes.B.status == 'SKIPPED' && !has($.nodes.B.output)",
        "$.nodes['A'].output.total < 1e0",
    })
    void holds(String expression) {
        assertThat(ask(expression)).as(expression).isEqualTo(new Told(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "$.payload.missing == 1",
        "$.payload.missing == null",
        "has($.payload.missing.deeper)",
        "$.payload.type > 3",
        "$.payload.price > 'a'",
        "$.nodes.B.output.total == 1",
    })
    void neverTakesAnErrorForANo(String expression) {
        assertThat(ask(expression)).as(expression).isInstanceOf(Broken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "$.payload.type",
        "$.payload.count + 1",
        "$.payload.price / 3 == 1",
        "double($.payload.price) == 25.5",
        "$['payload'].x == 1",
        "payload.x == 1",
        "$.payload.x ==",
        "$.nodes.exists(n, n == 'A')",
    })
    void refusesWhatIsNoCondition(String expression) {
        assertThat(CEL.compile(expression)).as(expression).isInstanceOf(Unusable.class);
    }

    @Test
    void tellsWhatAConditionReads() {
        assertThat(CEL.compile("$.nodes.A.output.total > 1 || $.nodes['B'].status == 'x' || $.payload.yes == true"))
                .isInstanceOfSatisfying(Usable.class, usable -> {
                    assertThat(usable.check().nodes()).containsExactly("A", "B");
                    assertThat(usable.check().roots()).containsExactly("nodes", "payload");
                });
    }
}
