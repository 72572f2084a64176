package com.heraerp.client;

import static com.heraerp.client.Given.BUSY;
import static com.heraerp.client.Given.CODE;
import static com.heraerp.client.Given.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Functions, any other request, and several callers. */
class CallsTest {

    private final ScriptedServer server = new ScriptedServer();
    private final HeraClient hera = server.connection().as(() -> "token", ORGANIZATION);

    CallsTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void callsFunctionsByName() {
        server.then(200, "[1.50,2]").then(204, "").then(200, "true");

        assertThat(hera.functions().call("hera_x", Map.of("p_amount", new BigDecimal("1.50"))).get(0).decimalValue())
                .isEqualTo(new BigDecimal("1.50"));
        assertThat(hera.functions().call("hera_y", Map.of()).isMissingNode()).isTrue();
        assertThat(hera.functions().read("hera_z", Query.of("p_code", CODE)).asBoolean()).isTrue();
        assertThat(server.asked().get(0).body()).isEqualTo("{\"p_amount\":1.50}");
        assertThat(server.asked().get(2).method() + server.asked().get(2).uri())
                .isEqualTo("GET/api/v2/rpc/hera_z?p_code=" + CODE);
    }

    @Test
    void sendsAnythingOnceAsItIs() {
        server.then(503, BUSY).then(200, "ok", "Content-Type", "text/plain");

        Answer answer = hera.exchange("POST", "/api/v1/salon/x?a=%20b", Map.of("Content-Type", "application/yaml"),
                "a: 1".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(hera.exchange("GET", "/x", Map.of("Authorization", "Basic y"), new byte[0]).text()).isEqualTo("ok");
        assertThat(server.asked().get(0).uri()).isEqualTo("/api/v1/salon/x?a=%20b");
        assertThat(server.asked().get(0).header("Content-Type")).isEqualTo("application/yaml");
        assertThat(server.asked().get(0).body()).isEqualTo("a: 1");
        assertThat(server.asked().get(1).header("Authorization")).isEqualTo("Basic y");
    }

    @Test
    void callsForSeveralUsersOverOneConnection() {
        server.then(200, "{\"data\":[]}").then(200, "{\"data\":[]}").then(200, "{\"data\":[]}");

        server.connection().as(() -> "one").entities().list(Query.ALL).first();
        server.connection().as(() -> "two", ORGANIZATION).entities().list(Query.ALL).first();
        server.connection().asNobody().entities().list(Query.ALL).first();

        assertThat(server.asked()).extracting(asked -> asked.header("Authorization") + asked.header("x-hera-org"))
                .containsExactly("Bearer one", "Bearer two" + ORGANIZATION, "");
    }
}
