package com.heraerp.app.postgres;

import com.heraerp.kernel.StartRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs PostgreSQL's own command-line programs, also for root, whom PostgreSQL refuses. */
final class PostgresPrograms {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path installation;

    PostgresPrograms(Path installation) {
        this.installation = installation;
    }

    /**
     * What a program answered.
     *
     * @param exitCode zero when it did its work
     * @param output standard output and standard error
     */
    record Answer(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** Waits for the program's end; it must not leave a child holding its output. */
    Answer run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            // In a user namespace without a mapping we are nobody, and yet the owner of our files
            command.addAll(List.of("unshare", "--user", "--"));
        }
        command.add(installation.resolve("bin").resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_") || name.equals("LANG"));
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return answer(start(builder));
    }

    /** Where the server program stands, to recognize a process as ours. */
    Path server() {
        return installation.resolve("bin").resolve("postgres");
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException missing) {
            throw new StartRefused(ROOT
                    ? "PostgreSQL does not run as root and there is no 'unshare' to step aside: use another user or set DATABASE_URL"
                    : "The bundled PostgreSQL cannot be run: " + missing.getMessage(), missing);
        }
    }

    private static Answer answer(Process process) throws IOException {
        try {
            process.getOutputStream().close();
            StringBuilder output = new StringBuilder();
            try (BufferedReader reader = process.inputReader()) {
                reader.lines().forEach(line -> output.append(line).append('\n'));
            }
            return new Answer(process.waitFor(), output.toString().strip());
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for PostgreSQL", interrupted);
        }
    }
}
