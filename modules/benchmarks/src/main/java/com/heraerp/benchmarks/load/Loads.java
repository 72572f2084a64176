package com.heraerp.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs pgbench and wrk, 16 connections each, against a running server and its database. */
final class Loads {

    private static final String CONNECTIONS = "16";
    private static final Pattern PGBENCH = Pattern.compile("actually processed: (\\d+)[\\s\\S]*tps = ([0-9.]+)");
    private static final Pattern WRK = Pattern.compile("(\\d+) requests in[\\s\\S]*Requests/sec:\\s+([0-9.]+)");

    private final RunningHera hera;
    private final Path scratch;
    private final int seconds;

    Loads(RunningHera hera, Path scratch, int seconds) {
        this.hera = hera;
        this.scratch = scratch;
        this.seconds = seconds;
    }

    /** pgbench on one statement, as the application's role or, for the floor, as superuser. */
    Measured pgbench(String script, boolean superuser) throws IOException, InterruptedException {
        return pgbench(resource(script + ".pgbench"), superuser);
    }

    /** pgbench on reading one of {@code ids} by chance. */
    Measured pgbenchRead(List<String> ids) throws IOException, InterruptedException {
        // pgbench has no array variables: the ids become part of the statement.
        String statement = text("read.pgbench").replace(":ids", "'{" + String.join(",", ids) + "}'");
        return pgbench(Files.writeString(scratch.resolve("read.pgbench"), statement), false);
    }

    private Measured pgbench(Path script, boolean superuser) throws IOException, InterruptedException {
        List<String> command = List.of("pgbench", "-h", "127.0.0.1", "-p", hera.databasePort(), "-U",
                superuser ? "postgres" : "hera_app", "-d", "hera", "-n", "-M", "prepared", "-c", CONNECTIONS, "-j", "2",
                "-T", Integer.toString(seconds), "-f", script.toString());
        String password = hera.secret(superuser ? "database-superuser" : "database-application");
        return measure(hera, command, Map.of("PGPASSWORD", password), PGBENCH);
    }

    /** wrk on one route. */
    Measured wrk(String script, Path ids) throws IOException, InterruptedException {
        return wrk(hera, script, ids);
    }

    /** wrk on one route of {@code server}, which asks the same database. */
    Measured wrk(LoadedServer server, String script, Path ids) throws IOException, InterruptedException {
        List<String> command = List.of("wrk", "-t", "1", "-c", CONNECTIONS, "-d", seconds + "s", "-s",
                resource(script + ".lua").toString(), "-H", "Authorization: Bearer " + server.token(), "-H",
                "Content-Type: application/json", server.url());
        return measure(server, command, Map.of("HERA_IDS", ids.toString()), WRK);
    }

    /** Runs SQL as superuser and returns what it prints. */
    String psql(String sql) throws IOException, InterruptedException {
        return run(List.of("psql", "-h", "127.0.0.1", "-p", hera.databasePort(), "-U", "postgres", "-d", "hera", "-v",
                "ON_ERROR_STOP=1", "-Atqc", sql), Map.of("PGPASSWORD", hera.secret("database-superuser")));
    }

    /** The text of a resource of this benchmark. */
    String text(String name) throws IOException {
        try (InputStream stream = Loads.class.getResourceAsStream("/load/" + name)) {
            if (stream == null) {
                throw new IOException("no resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path resource(String name) throws IOException {
        return Files.writeString(scratch.resolve(name), text(name));
    }

    private Measured measure(LoadedServer server, List<String> command, Map<String, String> environment,
            Pattern counted) throws IOException, InterruptedException {
        long used = server.serverCpu();
        long compiling = server.compilerCpu();
        long database = hera.databaseCpu();
        String output = run(command, environment);
        Matcher matcher = counted.matcher(output);
        if (!matcher.find() || output.contains("Non-2xx") || output.contains("ERROR")) {
            throw new IOException(command.getFirst() + " did not measure what it should:\n" + output);
        }
        double requests = Double.parseDouble(matcher.group(1));
        return new Measured(Double.parseDouble(matcher.group(2)), (server.serverCpu() - used) / requests,
                (server.compilerCpu() - compiling) / requests, (hera.databaseCpu() - database) / requests);
    }

    static String run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.getFirst() + " failed:\n" + output);
        }
        return output;
    }
}
