package com.heraerp.app.postgres;

import com.heraerp.app.postgres.PostgresPrograms.Answer;
import com.heraerp.kernel.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One data directory and the server on it: create, start, stop. Not safe for use by several threads at once. */
final class PostgresCluster {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
    private static final String MAJOR_VERSION = "18";
    private static final int START_ATTEMPTS = 3;
    private static final int ATTEMPT_PAUSE_MILLIS = 1_000;
    private static final String SECONDS_TO_START = "60";
    private static final String SECONDS_TO_STOP = "60";

    /** Written into {@code postgresql.conf} when the data is created: the operator may change them there. */
    private static final List<String> INITIAL_SETTINGS = List.of(
            "shared_buffers=256MB", "max_connections=100", "max_wal_size=2GB", "jit=off", "logging_collector=on",
            "log_directory=../logs", "log_filename=postgresql-%a.log", "log_truncate_on_rotation=on",
            "log_rotation_age=1d", "log_rotation_size=0", "log_min_duration_statement=1s", "log_timezone=UTC",
            "timezone=UTC");

    private final PostgresPrograms programs;
    private final Path data;
    private final Path logs;

    PostgresCluster(PostgresPrograms programs, Path data, Path logs) {
        this.programs = programs;
        this.data = data;
        this.logs = logs;
    }

    /** Makes the data under another name first, so that a killed first start leaves nothing half made behind. */
    void createIfMissing(String superuser, Path passwordFile) throws IOException {
        if (Files.isDirectory(data)) {
            String version = Files.readString(data.resolve("PG_VERSION")).strip();
            if (!version.equals(MAJOR_VERSION)) {
                throw StartRefused.variable("HERA_HOME",
                        "holds data of PostgreSQL " + version + ", this is " + MAJOR_VERSION + ": " + data);
            }
            return;
        }
        LOG.info("Creating the database in {}", data);
        Path fresh = data.resolveSibling("data.creating");
        PostgresBinaries.deleteTree(fresh);
        Answer answer = programs.run("initdb", initdbArguments(superuser, passwordFile, fresh));
        if (!answer.succeeded()) {
            throw refusal("PostgreSQL cannot create its data", answer.output());
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Starts on a free port and returns it; a server that a killed application left behind is stopped first. */
    int start() throws IOException {
        for (int attempt = 1;; attempt++) {
            stopOrphan();
            int port = freePort();
            try {
                start(port);
                return port;
            } catch (StartRefused refused) {
                // The port may have been taken meanwhile, or children of a killed server may still be leaving
                if (attempt == START_ATTEMPTS) {
                    throw refused;
                }
                pause();
            }
        }
    }

    /** Starts on this port; returns when the server answers. */
    void start(int port) throws IOException {
        removeForeignPidFile();
        Path log = logs.resolve("postgresql-start.log");
        Files.deleteIfExists(log);
        Answer answer = programs.run(
                "pg_ctl", "start", "-w", "-s", "-t", SECONDS_TO_START, "-D", data.toString(), "-l", log.toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
                        + " -c fsync=on -c synchronous_commit=on -c full_page_writes=on");
        if (!answer.succeeded()) {
            throw refusal("PostgreSQL does not start", Files.exists(log) ? Files.readString(log) : answer.output());
        }
    }

    /** Stops in order: sessions end, work in flight is rolled back, everything is on disk. */
    void stop() throws IOException {
        if (runningServer().isEmpty()) {
            return;
        }
        Answer answer = pgStop("fast");
        if (!answer.succeeded()) {
            LOG.warn("PostgreSQL does not stop in order: {}", answer.output());
            pgStop("immediate");
        }
    }

    /** Stops a server that an application left behind when it was killed. */
    private void stopOrphan() throws IOException {
        if (runningServer().isPresent()) {
            LOG.warn("Stopping the PostgreSQL that a killed process left behind");
            stop();
            if (runningServer().isPresent()) {
                throw StartRefused.variable("HERA_HOME", "has a PostgreSQL running that cannot be stopped: " + data);
            }
        }
    }

    /** The running server. */
    ProcessHandle process() throws IOException {
        return runningServer().orElseThrow(() -> new IOException("PostgreSQL ended right after its start"));
    }

    private Answer pgStop(String mode) throws IOException {
        return programs.run("pg_ctl", "stop", "-w", "-s", "-m", mode, "-t", SECONDS_TO_STOP, "-D", data.toString());
    }

    private static String[] initdbArguments(String superuser, Path passwordFile, Path fresh) {
        List<String> arguments = new ArrayList<>(List.of(
                "-D", fresh.toString(), "-U", superuser, "--pwfile", passwordFile.toString(), "--auth=scram-sha-256",
                "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
        INITIAL_SETTINGS.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        return arguments.toArray(String[]::new);
    }

    /**
     * After a crash of the machine the recorded number may belong to any process, and PostgreSQL would then refuse to start. A
     * file whose process is gone stays: PostgreSQL needs it to find shared memory that is still in use.
     */
    private void removeForeignPidFile() throws IOException {
        Optional<ProcessHandle> recorded = process(pidFile());
        if (recorded.isPresent() && recorded.flatMap(process -> process.info().command()).isPresent()
                && runningServer().isEmpty()) {
            Files.deleteIfExists(pidFile());
        }
    }

    /** The process that the data directory names, if it is alive and really is a PostgreSQL server. */
    private Optional<ProcessHandle> runningServer() throws IOException {
        return process(pidFile()).filter(process -> process.info().command()
                .map(command -> Path.of(command).endsWith(programs.server().getFileName())).orElse(false));
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(ProcessHandle::isAlive);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(ATTEMPT_PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says why in one line: PostgreSQL's own fatal message when there is one, else the last it wrote. */
    private static StartRefused refusal(String what, String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        String why = lines.stream().filter(line -> line.contains("FATAL:") || line.contains("error:")).findFirst()
                .orElse(lines.isEmpty() ? "no reason given" : lines.getLast());
        return new StartRefused(what + ": " + why.strip());
    }
}
