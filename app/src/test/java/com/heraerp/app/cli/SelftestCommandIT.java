package com.heraerp.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.DemoServer;
import com.heraerp.app.config.Home;
import com.heraerp.db.Sql;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The selftest against a server that keeps its promises, and against one that was made to break them. */
class SelftestCommandIT {

    private static final String STAFF = "a0000000-0000-4000-8000-0000000000a3";
    private static final String MANAGER = "a0000000-0000-4000-8000-0000000000a5";

    /** Whoever changes an entity, somebody else is written down; and a number loses its digits. */
    private static final String DAMAGE = """
            create function public.trial_damage() returns trigger language plpgsql as $$
            begin
              if tg_table_name = 'core_entities' then
                new.created_by := '00000000-0000-4000-8000-00000000dead';
              else
                new.field_value_number := round(new.field_value_number);
              end if;
              return new;
            end
            $$;
            create trigger zz_damage before insert on public.core_entities for each row execute function public.trial_damage();
            create trigger zz_damage before insert on public.core_dynamic_data for each row execute function public.trial_damage();
            """;
    private static final String REPAIR = """
            drop trigger if exists zz_damage on public.core_entities;
            drop trigger if exists zz_damage on public.core_dynamic_data;
            drop function if exists public.trial_damage;
            """;

    private static DemoServer server;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path home = Path.of("");

    @BeforeAll
    static void start() {
        server = new DemoServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void repair() {
        server.database().execute(REPAIR);
    }

    @Test
    void passesAgainstTheServerOfItsHomeAndLeavesNothingBehind() throws Exception {
        String before = rows();
        try (AutoCloseable _ = Home.at(home).announce(server.url())) {
            assertThat(run("selftest")).as(out + err.toString()).isZero();
        }

        assertThat(out.toString())
                .contains("12 of 12 passed", "nothing is left behind", "unseen and untouched by another organization")
                .doesNotContain("FAILED");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void tellsMachinesTheSame() {
        assertThat(run("selftest", "--json", "--url", server.url().toString(), "--token", luxe(DemoServer.LUXE_OWNER)))
                .as(out.toString()).isZero();

        JsonObject report = JsonReader.readObject(out.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(report.isTrue("success")).isTrue();
        assertThat(report.text("organization_id")).isEqualTo(DemoServer.LUXE.toString());
        assertThat(report.text("subject")).isEqualTo(DemoServer.LUXE_OWNER);
        assertThat(out.toString()).contains("\"passed\" : 12", "\"failed\" : 0", "\"duration_ms\" : ",
                "\"left_behind\" : [ ]", "a second organization's token would look further");
    }

    @Test
    void namesWhatIsBrokenAndCleansUpAllTheSame() throws SQLException {
        String before = rows();
        server.database().execute(DAMAGE);

        int code = run("selftest", "--url", server.url().toString(), "--token", luxe(DemoServer.LUXE_OWNER),
                "--other-token", server.token(DemoServer.BELLA_OWNER, DemoServer.BELLA));

        assertThat(code).isEqualTo(1);
        List<String> failed = out.toString().lines().filter(line -> line.contains("FAILED")).toList();
        assertThat(failed).hasSize(4);
        assertThat(out.toString())
                .containsPattern("READ +FAILED .*1234567890.10 is read back as")
                .containsPattern("UPDATE +FAILED .*its amount is")
                .containsPattern("Dynamic fields of every type +FAILED .*a_number = 0")
                .containsPattern("Actor stamping +FAILED .*it is stamped with .*dead")
                .contains("8 of 12 passed", "nothing is left behind");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void saysWhatAManagerCouldNotRemove() {
        assertThat(run("selftest", "--url", server.url().toString(), "--token", luxe(MANAGER))).as(out.toString())
                .isZero();
        assertThat(out.toString()).contains("12 of 12 passed", "left behind:",
                "is deleted softly: for good needs the role admin");
    }

    @Test
    void takesTheTokenFromTheEnvironment() {
        StringWriter told = new StringWriter();
        int code = CommandLineInterface.run(Map.of("HERA_TOKEN", luxe(STAFF)),
                List.of("selftest", "--url", server.url().toString()), () -> {}, new PrintWriter(told, true),
                new PrintWriter(err, true));

        assertThat(code).as("staff may not delete").isEqualTo(1);
        assertThat(told.toString()).containsPattern("DELETE +FAILED .*403");
    }

    @Test
    void saysInOneLineWhyItCannotBegin() {
        assertThat(run("selftest")).isEqualTo(1);
        assertThat(err.toString()).startsWith("hera: HERA_HOME is not one that a server").hasLineCount(1);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void saysThatNobodyAnswersOrLetsItIn() throws Exception {
        assertThat(run("selftest", "--url", "http://127.0.0.1:1", "--token", luxe(STAFF))).isEqualTo(1);
        assertThat(err.toString()).startsWith("hera: nothing answers at http://127.0.0.1:1").hasLineCount(1);

        err.getBuffer().setLength(0);
        assertThat(run("selftest", "--url", server.url().toString(), "--token", "no.token.at-all")).isEqualTo(1);
        assertThat(err.toString()).contains("does not let the caller in: 401").hasLineCount(1);

        err.getBuffer().setLength(0);
        String nobody = server.token("cc000000-0000-4000-8000-0000000000cc", new OrganizationId(
                DemoServer.LUXE.value()));
        assertThat(run("selftest", "--url", server.url().toString(), "--token", nobody)).isEqualTo(1);
        assertThat(err.toString()).contains("does not let the caller in: 403");
    }

    @Test
    void doesNotUnderstandAnAddressWithoutATokenOrAServer() {
        assertThat(run("selftest", "--url", "localhost")).isEqualTo(2);
        assertThat(err.toString()).contains("'localhost' is not an address like");
        assertThat(run("selftest", "--url", server.url().toString())).isEqualTo(2);
        assertThat(err.toString()).contains("Missing option '--token'");
    }

    private static String luxe(String user) {
        return server.token(user, DemoServer.LUXE);
    }

    /** How many rows there are beside the log, which keeps everything. */
    private static String rows() throws SQLException {
        return String.valueOf(Sql.on(server.database().asSuperuser()).one("""
                select concat_ws(' ', (select count(*) from public.core_entities),
                  (select count(*) from public.core_dynamic_data), (select count(*) from public.core_relationships),
                  (select count(*) from public.universal_transactions where not is_system))"""));
    }

    private int run(String... arguments) {
        return CommandLineInterface.run(
                Map.of("HERA_HOME", home.toString(), "JWT_SECRET", "a secret of the tests, 32 bytes long"),
                List.of(arguments), () -> {}, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
