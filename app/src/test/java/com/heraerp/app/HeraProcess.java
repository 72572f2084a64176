package com.heraerp.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** {@code java @hera.options -jar hera.jar} as a process of its own, on a home of the test's choice. */
public final class HeraProcess implements AutoCloseable {

    /** A machine that does ten other things at once took more than three minutes to start one. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Path JAR = Path.of("target", "hera.jar").toAbsolutePath();
    private static final String OPTIONS = "@" + JAR.resolveSibling("hera.options");

    private final Process process;
    private final Path output;

    private HeraProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts, and returns at once. */
    static HeraProcess start(Path home, Map<String, String> variables, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, OPTIONS, "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("hera", ".out");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(HERA|DATABASE|JWT|JAVA_TOOL|JDK_JAVA)_.*"));
        builder.environment().putAll(Map.of("HERA_HOME", home.toString(), "PORT", "0"));
        builder.environment().putAll(variables);
        return new HeraProcess(builder.start(), output);
    }

    /** Starts, and returns when it has printed where it answers. */
    static HeraProcess serving(Path home) throws IOException {
        return serving(home, Map.of());
    }

    /** Starts with these variables, and returns when it has printed where it answers. */
    public static HeraProcess serving(Path home, Map<String, String> variables) throws IOException {
        HeraProcess hera = start(home, variables);
        hera.await("HERA never answered", () -> hera.output().contains("Stop with Ctrl-C"));
        return hera;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The first match of this expression's first group in what it printed. */
    public String printed(String expression) {
        var matcher = Pattern.compile(expression).matcher(output());
        if (!matcher.find()) {
            throw new AssertionError("not printed: " + expression + "\n" + output());
        }
        return matcher.group(1);
    }

    int exitCode() {
        try {
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        throw new AssertionError("it does not end\n" + output());
    }

    /** SIGTERM, as an orchestrator does; returns the exit code. */
    int terminate() {
        process.destroy();
        return exitCode();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGSTOP: it does nothing any more, and keeps all that it has. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT: it goes on where it stood. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Waits until it holds; fails with {@code otherwise} when the process ends first or it takes too long. */
    public void await(String otherwise, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() && !condition.getAsBoolean() || Instant.now().isAfter(end)) {
                throw new AssertionError(otherwise + "\n" + output());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    @Override
    public void close() {
        terminate();
    }
}
