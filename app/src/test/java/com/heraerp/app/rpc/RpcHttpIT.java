package com.heraerp.app.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.DemoServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpcHttpIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static RpcServer server;

    @BeforeAll
    static void start() {
        server = new RpcServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.url().resolve(path))
                .header("Authorization", "Bearer " + server.token(RpcServer.OWNER));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2/rpc/", "/rest/v1/rpc/"})
    void answersExactlyWhatTheFunctionAnswered(String base) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(base + "trial_echo", "{\"p_text\":\"ü\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"on\": null, \"ids\": null, \"text\": \"ü\"}");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.headers().firstValue("Server-Timing").orElse("")).contains("function;dur=");
    }

    @Test
    void listsWhatTheCallerMayCall() throws IOException, InterruptedException {
        String owner = send(request("/api/v2/rpc")).body();
        String viewer = send(HttpRequest.newBuilder(server.url().resolve("/api/v2/rpc"))
                .header("Authorization", "Bearer " + server.token(RpcServer.VIEWER))).body();

        assertThat(owner).contains("\"api_version\":\"v2\"", "\"name\":\"trial_nothing\"",
                "\"name\":\"hera_entities_crud_v1\"",
                "\"description\":\"Numbered rows.\"", "\"signature\":\"trial_rows(p_count integer)\"");
        assertThat(viewer).contains("\"name\":\"trial_rows\"").doesNotContain("trial_nothing");
    }

    @Test
    void callsAFunctionWithinASecondOfItsCreation() throws Exception {
        server.execute(
                "create function rpc.trial_new() returns text language sql stable set search_path = '' as $$select 'here'$$;"
                        + " grant execute on function rpc.trial_new to hera_app");
        Thread.sleep(1000);

        assertThat(post("/api/v2/rpc/trial_new", "{}").body()).isEqualTo("\"here\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_sleep", "rpc.trial_echo", "%22trial_echo%22", "trial_echo%3Bselect", "trial_ech%C3%B6",
        "%2e%2e"})
    void answersEveryOtherNameAlike(String name) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/api/v2/rpc/" + name, "{}");

        assertThat(answer.statusCode()).isIn(400, 404);
    }

    @Test
    void refusesWhatIsNoObjectOrNoJson() throws IOException, InterruptedException {
        assertThat(post("/api/v2/rpc/trial_echo", "[1]").body()).contains("invalid_request");
        HttpResponse<String> broken = post("/api/v2/rpc/trial_echo", "{\"p_text\":");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("\"error\":\"invalid_json\"", "\"code\":\"PGRST102\"");
        HttpResponse<String> csv = send(request("/api/v2/rpc/trial_echo").header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("p_text")));
        assertThat(csv.statusCode()).isEqualTo(415);
        HttpResponse<String> wantsCsv = send(request("/api/v2/rpc/trial_rows").header("Accept", "text/csv")
                .POST(BodyPublishers.ofString("{\"p_count\":1}")));
        assertThat(wantsCsv.statusCode()).isEqualTo(406);
    }

    @Test
    void refusesAnotherActorAndAReservedKind() throws IOException, InterruptedException {
        assertThat(post("/api/v2/rpc/hera_entities_crud_v1",
                "{\"p_action\":\"READ\",\"p_entity\":{},\"p_actor_user_id\":\""
                        + RpcServer.VIEWER + "\"}")
                .statusCode()).isEqualTo(403);
        for (String action : new String[]{"CREATE", "READ", "UPDATE", "DELETE"}) {
            HttpResponse<String> elsewhere = post("/api/v2/rpc/hera_entities_crud_v2", "{\"p_action\":\"" + action
                    + "\",\"p_entity\":{\"organization_id\":\"" + DemoServer.BELLA + "\"}}");
            assertThat(elsewhere.statusCode()).as(action).isEqualTo(403);
            assertThat(elsewhere.body()).contains("p_entity.organization_id");
        }
        HttpResponse<String> user = post("/api/v2/rpc/hera_entities_crud_v2",
                """
                {"p_action":"CREATE","p_entity":{"entity_type":"USER","entity_name":"Eve","smart_code":"HERA.SALON.HR.USER.EVE.V1"}}""");
        assertThat(user.statusCode()).isEqualTo(403);
        assertThat(user.body()).contains("USER");
    }

    @Test
    void refusesACursorThatItDidNotGiveOut() throws IOException, InterruptedException {
        for (String cursor : new String[]{"garbage", "0123456789abcdef0123456789abcdef.WzFd"}) {
            HttpResponse<String> one = post("/api/v2/rpc/hera_entities_crud_v1",
                    "{\"p_action\":\"READ\",\"p_entity\":{\"id\":\"a0000000-0000-4000-8000-0000000000f1\"},"
                            + "\"p_options\":{\"cursor\":\"" + cursor + "\"}}");
            assertThat(one.statusCode()).as(one.body()).isEqualTo(400);
            assertThat(one.body()).contains("cursor");
        }
    }

    @Test
    void answersTheSameWriteOnceForOneKey() throws IOException, InterruptedException {
        String body = """
                {"p_action":"CREATE","p_entity":{"entity_type":"PRODUCT","entity_name":"Keyed",
                 "smart_code":"HERA.SALON.INV.PRODUCT.SHAMPOO.V1"}}""";
        HttpRequest.Builder write = request("/api/v2/rpc/hera_entities_crud_v2").header("Idempotency-Key", "rpc-1")
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));

        HttpResponse<String> first = send(write);
        HttpResponse<String> second = send(write);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
    }
}
