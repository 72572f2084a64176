package com.heraerp.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorStatusTest {

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void givesEachRefusalAnErrorStatus(Refusal refusal) {
        assertThat(ErrorStatus.of(refusal).status()).isBetween(400, 599);
    }

    @Test
    void writesWhatIsSaidOfARefusal() {
        Refused refused = Refused.because(Refusal.GUARDRAIL_VIOLATION, "Entity validation failed")
                .withViolations(List.of(Violation.error("SMARTCODE-REQUIRED", "smart_code is required")), List.of());

        assertThat(ErrorStatus.write(new JsonWriter(), refused).toString())
                .isEqualTo(
                        "\"error\":\"guardrail_violation\",\"message\":\"Entity validation failed\",\"error_code\":\"VAL_001\","
                                + "\"retryable\":false,\"violations\":[{\"code\":\"SMARTCODE-REQUIRED\",\"message\":\"smart_code is"
                                + " required\",\"severity\":\"ERROR\"}]");
    }

    @Test
    void leavesOutWhatARefusalDoesNotKnow() {
        assertThat(ErrorStatus.write(new JsonWriter(), Refused.because(Refusal.NOT_FOUND, "Entity not found"))
                .toString())
                .doesNotContain("code\":null")
                .doesNotContain("violations")
                .doesNotContain("context");
    }
}
