package com.heraerp.app.fault;

import com.heraerp.db.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The tests' PostgreSQL as something that stops at once ({@code pg_ctl stop -m immediate}) and is started again as it was. */
record CrashingPostgres(TestDatabase database) {

    /** A busy machine takes minutes to recover from a crash. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** What is acknowledged from here on must be there after a crash. */
    void makeDurable() {
        String name = database.jdbcUrl().substring(database.jdbcUrl().lastIndexOf('/') + 1);
        database.execute("alter database " + name + " set synchronous_commit = on");
    }

    /** The first column of the first row, as superuser. */
    String one(String sql) throws SQLException {
        try (Connection connection = database.asSuperuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** Crashes and starts; returns when it answers. */
    void crash() throws IOException, InterruptedException, SQLException {
        Path data = Path.of(one("show data_directory"));
        long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        String proc = "/proc/" + postmaster + '/';
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL does not run as root.
            command.addAll(List.of("unshare", "--user", "--"));
        }
        command.addAll(words(Path.of(proc, "cmdline")));
        Optional<String> libraries = words(Path.of(proc, "environ")).stream()
                .filter(variable -> variable.startsWith("LD_LIBRARY_PATH=")).findFirst();
        ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
        new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster)).start().waitFor();
        await(() -> !handle.isAlive() || Files.notExists(Path.of(proc, "exe")));
        ProcessBuilder start = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        libraries.ifPresent(library -> start.environment().put("LD_LIBRARY_PATH", library.split("=", 2)[1]));
        start.start();
        await(this::answers);
    }

    private boolean answers() {
        try {
            return one("select 1").equals("1");
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static List<String> words(Path file) throws IOException {
        return Arrays.stream(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0", -1))
                .filter(word -> !word.isEmpty()).toList();
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("PostgreSQL does not stop, or does not start again");
            }
            Thread.sleep(20);
        }
    }
}
