package com.heraerp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One home, started, stopped and killed as an operator, a scheduler and bad luck would. */
@TestMethodOrder(OrderAnnotation.class)
class EmbeddedLifeCycleIT {

    @TempDir
    private static Path home = Path.of("");

    @Test
    @Order(1)
    void servesFromNothingAndStopsCleanly() throws Exception {
        try (HeraProcess hera = HeraProcess.serving(home)) {
            assertThat(hera.output()).contains("curl -i -X POST http://localhost:", "/api/v2.1/entities");
            assertThat(settingsOfTheServer()).containsExactly("on", "on", "on");
            assertThat(Files.readString(home.resolve("address"))).isEqualTo(hera.printed("answers at (http://\\S+)"));
            assertThat(hera.terminate()).as("a stop in order is no failure").isZero();
        }
        assertThat(server()).isEmpty();
        assertThat(Files.exists(home.resolve("data/postmaster.pid"))).isFalse();
        assertThat(Files.exists(home.resolve("address"))).isFalse();
        assertThat(Files.getPosixFilePermissions(home.resolve("secrets/database-superuser")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    @Order(2)
    void keepsDataAndTokenKeyOverAKillAndStopsTheOrphan() throws Exception {
        String key = Files.exists(home.resolve("secrets/token-key"))
                ? Files.readString(home.resolve("secrets/token-key"))
                : "";
        ProcessHandle orphan;
        try (HeraProcess hera = HeraProcess.serving(home)) {
            execute("create table if not exists hera.kept (id int); insert into hera.kept values (1)");
            hera.kill();
            orphan = server().orElseThrow();
            assertThat(orphan.isAlive()).isTrue();
        }
        try (HeraProcess hera = HeraProcess.serving(home)) {
            assertThat(hera.output()).contains("Stopping the PostgreSQL that a killed process left behind");
            assertThat(orphan.isAlive()).isFalse();
            assertThat(server().orElseThrow().pid()).isNotEqualTo(orphan.pid());
            assertThat(query("select count(*) from hera.kept")).containsExactly("1");
            assertThat(Files.readString(home.resolve("secrets/token-key"))).isEqualTo(key).isNotEmpty();
            execute("drop table hera.kept");
        }
    }

    @Test
    @Order(3)
    void startsOverAPidFileThatAMachineCrashLeftBehind() throws Exception {
        // The number of a living process that is no PostgreSQL: this test's own
        Files.writeString(home.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + home.resolve("data")
                        + "\n1700000000\n5432\n\n127.0.0.1\n\nready\n");
        try (HeraProcess _ = HeraProcess.serving(home)) {
            assertThat(server()).isPresent();
        }
    }

    @Test
    @Order(4)
    void startsPostgresAgainWhenItIsKilledUnderALivingApplication() throws Exception {
        try (HeraProcess hera = HeraProcess.serving(home)) {
            ProcessHandle first = server().orElseThrow();
            first.destroyForcibly();
            hera.await("PostgreSQL was not started again",
                    () -> !first.isAlive() && serverUnchecked().filter(other -> other.pid() != first.pid()).isPresent()
                            && answers());
        }
        assertThat(server()).isEmpty();
    }

    @Test
    @Order(5)
    void refusesASecondProcessOnTheSameHomeInOneLine() throws Exception {
        try (HeraProcess _ = HeraProcess.serving(home);
                HeraProcess second = HeraProcess.start(home, Map.of())) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output()).isEqualTo("hera: HERA_HOME is in use by another HERA process: " + home + "\n");
        }
    }

    @Test
    @Order(6)
    void helpsWithTokensAndSealsBesideARunningServer() throws Exception {
        String owner = "a0000000-0000-4000-8000-0000000000a1";
        try (HeraProcess server = HeraProcess.serving(home)) {
            String url = server.printed("answers at (http://\\S+)");
            assertThat(said(0, "token", "--user", owner)).hasLineCount(1).matches("(?s)[\\w-]+\\.[\\w-]+\\.[\\w-]+\n");
            assertThat(said(1, "token", "--user", "nope"))
                    .isEqualTo("hera: there is no user 'nope': neither a user's id nor an auth_subject is that\n");
            assertThat(said(1, "token", "--user", owner, "--org", "b0000000-0000-4000-8000-000000000001"))
                    .contains("is not a member of organization b0000000");
            assertThat(said(1, "verify")).hasLineCount(1)
                    .contains("is in use", "Stop that one first", url + "/api/v2.1/finance/seal");
        }
        assertThat(said(0, "token", "--user", "nope")).contains("could not be asked (no server runs on " + home);
    }

    private static String said(int exitCode, String... command) throws Exception {
        try (HeraProcess process = HeraProcess.start(home, Map.of(), command)) {
            assertThat(process.exitCode()).as(process.output()).isEqualTo(exitCode);
            return process.output();
        }
    }

    @Test
    @Order(7)
    void refusesALoginThatRowLevelSecurityDoesNotBind() throws Exception {
        try (HeraProcess _ = HeraProcess.serving(home)) {
            assertThat(refusal(address("postgres", secret("database-superuser")), "superuser")).hasLineCount(1)
                    .startsWith("hera: DATABASE_URL cannot be used: the login 'postgres' is a superuser");
            execute("alter role hera_owner login password 'owner'");
            assertThat(refusal(address("hera_owner", "owner"), "owner")).hasLineCount(1)
                    .startsWith("hera: DATABASE_URL cannot be used: the login 'hera_owner' owns table public.");
            execute("alter role hera_app bypassrls");
            assertThat(refusal(address("hera_app", secret("database-application")), "bypass"))
                    .isEqualTo("hera: DATABASE_URL cannot be used: the login 'hera_app' has BYPASSRLS\n");
            execute("alter role hera_app nobypassrls; alter table public.core_entities no force row level security");
            assertThat(refusal(address("hera_app", secret("database-application")), "force")).hasLineCount(1)
                    .contains("row-level security not forced on public.core_entities");
            execute("alter table public.core_entities force row level security");
            assertThat(refusal(address("hera_app", "wrong"), "password")).hasLineCount(1)
                    .contains("password authentication failed");
        }
    }

    @Test
    @Order(8)
    void endsWhenItCannotStartForAReasonThatNobodyForesaw() throws Exception {
        String noSuchLoops = "-Dmicronaut.server.netty.parent.threads=1";
        try (HeraProcess hera = HeraProcess.start(home, Map.of("JDK_JAVA_OPTIONS", noSuchLoops))) {
            assertThat(hera.exitCode()).isEqualTo(1);
            assertThat(hera.output()).contains("HERA could not start");
        }
        assertThat(server()).isEmpty();
    }

    private String refusal(String address, String name) throws Exception {
        try (HeraProcess hera = HeraProcess.start(home.resolve("../" + home.getFileName() + name).normalize(),
                Map.of("DATABASE_URL", address))) {
            assertThat(hera.exitCode()).isEqualTo(1);
            return hera.output();
        }
    }

    private static String address(String user, String password) throws IOException {
        return "postgresql://" + user + ":" + password + "@127.0.0.1:" + port() + "/hera";
    }

    private static List<String> settingsOfTheServer() throws Exception {
        return query("""
                select setting from pg_settings where name in ('fsync', 'synchronous_commit', 'data_checksums')""");
    }

    private static boolean answers() {
        try {
            return query("select 1").size() == 1;
        } catch (SQLException | IOException notYet) {
            return false;
        }
    }

    private static Optional<ProcessHandle> serverUnchecked() {
        try {
            return server();
        } catch (IOException beingWritten) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessHandle> server() throws IOException {
        Path pidFile = home.resolve("data/postmaster.pid");
        return Files.exists(pidFile)
                ? ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst()))
                        .filter(ProcessHandle::isAlive)
                : Optional.empty();
    }

    private static String port() throws IOException {
        return Files.readAllLines(home.resolve("data/postmaster.pid")).get(3);
    }

    private static String secret(String name) throws IOException {
        return Files.readString(home.resolve("secrets").resolve(name));
    }

    private static Connection superuser() throws SQLException, IOException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port() + "/hera", "postgres", secret("database-superuser"));
    }

    private static void execute(String sql) throws SQLException, IOException {
        try (Connection connection = superuser(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> query(String sql) throws SQLException, IOException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
