package com.heraerp.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqlRefusalsTest {

    @Test
    void tellsADuplicateThatAFunctionCaughtLikeAnyOther() {
        Refused refused = SqlRefusals.translate(RaisedError.of(reported(
                """
                {"sqlstate":"23505","message":"duplicate key value violates unique constraint \\"core_entities_code_key\\"",
                 "constraint":"core_entities_code_key"}""")));

        assertThat(refused.refusal()).isEqualTo(Refusal.DUPLICATE);
        assertThat(refused.code()).isEqualTo("23505");
        assertThat(refused.message()).contains("entity_code").doesNotContain("core_entities");
        assertThat(refused.context().text("field")).isEqualTo("entity_code");
    }

    @Test
    void keepsTheMessageAndTheFactsOfOurOwnStates() {
        Refused refused = SqlRefusals.translate(RaisedError.of(reported(
                """
                {"sqlstate":"ZH006","message":"the version is 3","detail":"{\\"expected_version\\":2,\\"current_version\\":3}"}""")));

        assertThat(refused.refusal()).isEqualTo(Refusal.VERSION_CONFLICT);
        assertThat(refused.message()).isEqualTo("the version is 3");
        assertThat(refused.context().toJson()).isEqualTo("{\"expected_version\":2,\"current_version\":3}");
        assertThat(refused.hint()).isNull();
    }

    @Test
    void doesNotTellAVersionThatNobodyNamed() {
        Refused refused = SqlRefusals.translate(RaisedError.of(reported(
                """
                {"sqlstate":"ZH006","message":"the version is 3","detail":{"expected_version":-1,"current_version":3}}""")));

        assertThat(refused.context().toJson()).isEqualTo("{\"current_version\":3}");
        assertThat(refused.hint()).contains("If-Match");
    }

    @Test
    void readsFactsThatComeAsJsonInsteadOfText() {
        Refused refused = SqlRefusals.translate(RaisedError.of(reported(
                """
                {"sqlstate":"ZH011","message":"it is in use","detail":{"lines":2}}""")));

        assertThat(refused.context().toJson()).isEqualTo("{\"lines\":2}");
    }

    @Test
    void neverShowsTheMessageOfAConnectionThatFailed() {
        Refused refused = SqlRefusals.translate(new SQLException("password of user hera_app", "08006"));

        assertThat(refused.refusal()).isEqualTo(Refusal.DATABASE_UNAVAILABLE);
        assertThat(refused.isRetryable()).isTrue();
        assertThat(refused.message()).doesNotContain("hera_app");
    }

    private static JsonObject reported(String json) {
        return JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8));
    }
}
