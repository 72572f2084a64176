package com.heraerp.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.DemoServer;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.seal.api.Seals;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The command line and the route say the same of the seals: of intact ones, and of one row changed behind our back. */
class VerifyCommandIT {

    private static final String STAFF = "a0000000-0000-4000-8000-0000000000a3";
    private static final String TAMPER = """
            set session_replication_role = replica;
            update public.universal_transactions set created_at = created_at + interval '1 microsecond'
            where id = '%s'; reset session_replication_role""";

    private final DemoServer server = new DemoServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void namesTheRowThatWasChanged() throws Exception {
        server.context().getBean(Seals.class).seal();
        JsonObject sealed = data(200, DemoServer.LUXE_OWNER, DemoServer.LUXE, "");
        String head = Objects.requireNonNull(sealed.text("head"));

        assertThat(sealed.isTrue("intact")).isTrue();
        assertThat(verify()).isZero();
        assertThat(out.toString()).contains("intact: ", "head " + head).doesNotContain("BROKEN");
        assertThat(data(200, DemoServer.LUXE_OWNER, DemoServer.LUXE, "?expect=" + head).isTrue("intact")).isTrue();
        assertThat(verify("--org", DemoServer.LUXE.toString(), "--expect", "0".repeat(64))).isEqualTo(1);
        assertThat(out.toString()).contains("BROKEN", "the chain was cut off");

        String row = firstLogRow();
        server.database().execute(TAMPER.formatted(row));

        JsonObject broken = data(200, DemoServer.LUXE_OWNER, DemoServer.LUXE, "");
        assertThat(broken.isTrue("intact")).isFalse();
        assertThat(broken.get("first_broken")).isInstanceOfSatisfying(JsonObject.class, first -> {
            assertThat(first.text("id")).isEqualTo(row);
            assertThat(first.text("kind")).isEqualTo("log");
        });
        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString()).contains(DemoServer.LUXE + "  BROKEN at seal 1: log " + row,
                DemoServer.BELLA + "  intact");
        assertThat(data(200, DemoServer.BELLA_OWNER, DemoServer.BELLA, "").isTrue("intact")).isTrue();
    }

    @Test
    void saysWhenNothingIsSealedAndRefusesWhatMakesNoSense() throws Exception {
        assertThat(data(200, DemoServer.LUXE_OWNER, DemoServer.LUXE, "").toJson())
                .isEqualTo("{\"intact\":true,\"seals\":0,\"sealed_entries\":0}");
        assertThat(verify("--org", DemoServer.LUXE.toString())).isZero();
        assertThat(out.toString()).contains("nothing is sealed yet");
        assertThat(verify("--expect", "0".repeat(64))).isEqualTo(2);
        assertThat(err.toString()).contains("--expect needs --org");
        assertThat(answer(400, DemoServer.LUXE_OWNER, DemoServer.LUXE, "?expect=abc")).contains("\"expect\"");
        assertThat(answer(403, STAFF, DemoServer.LUXE, "")).contains("forbidden");
    }

    private String firstLogRow() throws Exception {
        try (var connection = server.database().asSuperuser().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select id from public.universal_transactions"
                        + " where transaction_type = 'AUDIT' and organization_id = '" + DemoServer.LUXE
                        + "' order by log_cluster, log_xid, id limit 1")) {
            row.next();
            return row.getString(1);
        }
    }

    private int verify(String... arguments) {
        out.getBuffer().setLength(0);
        Map<String, String> environment = Map.of(
                "DATABASE_URL", server.database().jdbcUrl().replace("jdbc:postgresql://", "postgresql://hera_app@"),
                "JWT_SECRET", "a secret of the tests, 32 bytes long", "LOG_LEVEL", "ERROR");
        List<String> command = new java.util.ArrayList<>(List.of("verify"));
        command.addAll(List.of(arguments));
        return CommandLineInterface.run(environment, command, () -> {}, new PrintWriter(out, true),
                new PrintWriter(err, true));
    }

    private JsonObject data(int status, String user, OrganizationId organization, String query) throws Exception {
        JsonObject answer = JsonReader.readObject(answer(status, user, organization, query).getBytes());
        return (JsonObject) Objects.requireNonNull(answer.get("data"));
    }

    private String answer(int status, String user, OrganizationId organization, String query) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(server.url().resolve("/api/v2.1/finance/seal" + query))
                            .header("Authorization", "Bearer " + server.token(user, organization))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return answer.body();
        }
    }
}
