package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.web.ErrorStatus;
import com.heraerp.orchestration.domain.run.RunError;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller is refused as when a procedure says no. */
class ErrorRefusalsTest {

    private static Refusal refusal(String code, Integer declared) {
        return ErrorRefusals.of(new RunError(code, "no", "NODE"), declared);
    }

    /** All that a specification may declare. */
    static Stream<Integer> statuses() throws IOException {
        try (InputStream schema = Objects.requireNonNull(
                ErrorRefusals.class.getResourceAsStream("/schema/procedure.schema.json"))) {
            JsonObject error = Stream.of("properties", "errors", "items", "properties", "status").reduce(
                    JsonReader.readStored(schema.readAllBytes()), (at, name) -> Objects.requireNonNull(at.object(name)),
                    (one, other) -> other);
            JsonArray allowed = Objects.requireNonNull(error.array("enum"));
            return allowed.values().stream().map(each -> ((JsonNumber) each).value().intValueExact());
        }
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void answersWithTheStatusThatTheProcedureDeclares(int status) {
        assertThat(ErrorStatus.of(refusal("ANY_CODE", status)).status()).isEqualTo(status);
    }

    /** The same status has many refusals; a caller must not take a taken stock for a key that is there twice. */
    @ParameterizedTest
    @CsvSource({"400,INVALID_REQUEST", "403,FORBIDDEN", "404,NOT_FOUND", "409,CONFLICT", "412,VERSION_CONFLICT",
        "422,PROCEDURE_REFUSED", "429,RATE_LIMITED", "503,OVERLOADED", "504,TIMEOUT"})
    void namesAConflictAConflict(int status, Refusal refusal) {
        assertThat(refusal("INSUFFICIENT_STOCK", status)).isEqualTo(refusal);
    }

    @Test
    void letsTheDeclarationDecideEvenOfTheEnginesOwnCodes() {
        assertThat(refusal(RunError.INPUT_INVALID, 409)).isEqualTo(Refusal.CONFLICT);
        assertThat(refusal("DUPLICATE", 404)).isEqualTo(Refusal.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({"INPUT_INVALID,INVALID_REQUEST", "UNEXPECTED,INTERNAL_ERROR", "OUTPUT_INVALID,INTERNAL_ERROR",
        "NO_HANDLER,OVERLOADED", "SIGNAL_TIMEOUT,TIMEOUT", "DUPLICATE,DUPLICATE",
        "VERSION_CONFLICT,VERSION_CONFLICT", "PRECONDITION_FAILED,PROCEDURE_REFUSED",
        "CART_CLOSED,PROCEDURE_REFUSED"})
    void knowsWhatUndeclaredErrorsAre(String code, Refusal refusal) {
        assertThat(refusal(code, null)).isEqualTo(refusal);
    }
}
