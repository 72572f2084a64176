package com.heraerp.rpc.adapter.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments that do not fit are refused before PostgreSQL hears of the call; PostgreSQL itself counts. */
class WrongArgumentsIT {

    private static RpcDatabase database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        database = new RpcDatabase();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "add        | {}                                   | p_a        | integer   | nothing",
        "add        | {\"p_a\":\"x\"}                      | p_a        | integer   | string",
        "add        | {\"p_a\":1.5}                        | p_a        | integer   | number",
        "add        | {\"p_a\":1,\"p_c\":2}                | p_c        | no such argument | number",
        "add        | {\"p_a\":1,\"a\":1}                  | p_a        | integer   | two values",
        "echo       | {\"p_text\":\"a\",\"p_flag\":\"maybe\"} | p_flag    | boolean   | string",
        "echo       | {\"p_text\":\"a\",\"p_list\":{}}     | p_list     | jsonb[]   | object",
        "echo       | {\"p_text\":\"a\",\"p_id\":\"1\"}    | p_id       | uuid      | string",
        "write_note | {\"p_note\":[]}                      | p_note     | text      | array",
        "write_note | {\"p_node\":\"a\"}                   | p_node     | no such argument | string"
    })
    void runNoStatement(String function, String body, String argument, String expected, String got)
            throws SQLException {
        long before = database.statements();

        Refused refused = catchThrowableOfType(Refused.class, () -> database.post(function, body));

        assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_REQUEST);
        assertThat(refused.details()).startsWith("The signature is " + function + "(");
        assertThat(refused.violations()).anySatisfy(violation -> {
            assertThat(violation.context().text("argument")).isEqualTo(argument);
            assertThat(violation.context().text("expected")).isEqualTo(expected);
            assertThat(violation.context().text("got")).isEqualTo(got);
        });
        assertThat(database.statements()).isEqualTo(before);
    }

    @Test
    void areWhatMakesTheDifference() throws SQLException {
        long before = database.statements();

        database.post("add", "{\"p_a\":1}");

        assertThat(database.statements()).isGreaterThan(before);
    }
}
