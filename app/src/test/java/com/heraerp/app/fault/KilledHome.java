package com.heraerp.app.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The embedded PostgreSQL of a home: looked into as superuser, and killed. */
record KilledHome(Path directory) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** First column of every row, as superuser. */
    List<String> query(String sql) throws SQLException, IOException {
        String url = "jdbc:postgresql://127.0.0.1:" + pidFile().get(3).strip() + "/hera";
        String password = Files.readString(directory.resolve("secrets/database-superuser"));
        try (Connection connection = DriverManager.getConnection(url, "postgres", password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /** Whether it answers just now. */
    boolean answers() {
        try {
            return query("select 1").size() == 1;
        } catch (SQLException | IOException | IndexOutOfBoundsException notYet) {
            return false;
        }
    }

    /** SIGKILL to the postmaster; returns when it and every process it had started are gone. */
    void killPostmaster() throws IOException, InterruptedException {
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pidFile().getFirst().strip())).orElseThrow();
        List<ProcessHandle> all = Stream.concat(postmaster.descendants(), Stream.of(postmaster)).toList();
        postmaster.destroyForcibly();
        Instant end = Instant.now().plus(PATIENCE);
        while (all.stream().anyMatch(ProcessHandle::isAlive)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("still there: " + all.stream().filter(ProcessHandle::isAlive).toList());
            }
            Thread.sleep(5);
        }
    }

    private List<String> pidFile() throws IOException {
        return Files.readAllLines(directory.resolve("data/postmaster.pid"));
    }
}
