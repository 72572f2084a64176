package com.heraerp.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Fastify and node-postgres in front of the functions of a running HERA's database: what a server costs that asks nothing of a
 * request. Its one event loop may fill one processor.
 */
final class PeerServer implements LoadedServer, AutoCloseable {

    private static final String ANSWERS = "answers at ";

    private final Process process;
    private final String url;

    private PeerServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Fetches its packages into {@code directory} and starts it. Needs node and npm on the path. */
    static PeerServer start(RunningHera hera, Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        for (String file : List.of("package.json", "package-lock.json", "server.mjs")) {
            try (InputStream resource = PeerServer.class.getResourceAsStream("/load/peer/" + file)) {
                if (resource == null) {
                    throw new IOException("no resource " + file);
                }
                Files.write(directory.resolve(file), resource.readAllBytes());
            }
        }
        Process fetched = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(directory.toFile())
                .inheritIO()
                .start();
        if (fetched.waitFor() != 0) {
            throw new IOException("the peer's packages cannot be fetched");
        }
        ProcessBuilder server = new ProcessBuilder("node", "server.mjs")
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        server.environment().putAll(Map.of("PGHOST", "127.0.0.1", "PGPORT", hera.databasePort(), "PGDATABASE", "hera",
                "PGUSER", "hera_app", "PGPASSWORD", hera.secret("database-application")));
        Process process = server.start();
        BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String first = lines.readLine();
        if (first == null || !first.startsWith(ANSWERS)) {
            process.destroy();
            throw new IOException("the peer does not answer: " + first);
        }
        return new PeerServer(process, first.substring(ANSWERS.length()));
    }

    @Override
    public String url() {
        return url;
    }

    /** It asks for none. */
    @Override
    public String token() {
        return "none";
    }

    @Override
    public long serverCpu() {
        return ProcessorTime.ofProcess(process.pid());
    }

    @Override
    public long compilerCpu() {
        return 0;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
