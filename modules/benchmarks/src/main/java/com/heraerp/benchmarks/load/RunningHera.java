package com.heraerp.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The jar as an operator starts it, on a home of its own, and what it and its PostgreSQL have used of the processors. */
final class RunningHera implements LoadedServer, AutoCloseable {

    private static final Pattern URL = Pattern.compile("answers at (http://\\S+)");
    private static final Pattern TOKEN = Pattern.compile("Bearer ([\\w.-]+)");

    private final Process process;
    private final Path home;
    private final String url;
    private final String token;

    private RunningHera(Process process, Path home, String url, String token) {
        this.process = process;
        this.home = home;
        this.url = url;
        this.token = token;
    }

    /** Starts {@code jar} with the options beside it, and waits until it offers its first call. */
    static RunningHera start(Path jar, Path home) throws IOException {
        return start(jar, home, Map.of());
    }

    /** As {@link #start(Path, Path)}, with these settings. */
    static RunningHera start(Path jar, Path home, Map<String, String> settings) throws IOException {
        return start(jar, home, settings, "@" + jar.resolveSibling("hera.options"), "-Xmx512m");
    }

    /** As {@link #start(Path, Path)}, with these options of the virtual machine instead. */
    static RunningHera start(Path jar, Path home, String... options) throws IOException {
        return start(jar, home, Map.of(), options);
    }

    private static RunningHera start(Path jar, Path home, Map<String, String> settings, String... options)
            throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HERA_HOME", home.toString());
        builder.environment().putAll(settings);
        builder.environment().put("RATE_LIMIT_MAX_REQUESTS", "1000000000");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String url = find(lines, URL);
        String token = find(lines, TOKEN);
        Thread.ofVirtual().start(() -> lines.lines().forEach(line -> {}));
        return new RunningHera(process, home, url, token);
    }

    private static String find(BufferedReader lines, Pattern wanted) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = wanted.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        throw new IOException("the server ended without saying " + wanted);
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String token() {
        return token;
    }

    String databasePort() throws IOException {
        return Files.readAllLines(home.resolve("data/postmaster.pid")).get(3).strip();
    }

    String secret(String name) throws IOException {
        return Files.readString(home.resolve("secrets").resolve(name)).strip();
    }

    @Override
    public long serverCpu() {
        return ProcessorTime.ofProcess(process.pid());
    }

    @Override
    public long compilerCpu() throws IOException {
        return ProcessorTime.ofCompilers(process.pid());
    }

    /** Microseconds of processor time that PostgreSQL has used: all its processes, ended ones included. */
    long databaseCpu() throws IOException {
        return ProcessorTime.ofPostgres(home.resolve("data"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(40, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
