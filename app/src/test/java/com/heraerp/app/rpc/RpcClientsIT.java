package com.heraerp.app.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The published JavaScript clients work unchanged. Skipped where Node or the packages cannot be had. */
class RpcClientsIT {

    private static final Path SOURCE = Path.of("src/test/node/rpc-clients");
    private static final Path WORK = Path.of("target/rpc-clients");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "clients.test.js",
            "dual.test.js");

    private record Ended(int status, String output) {}

    @Test
    void servesThePostgrestAndTheSupabaseClientUnchanged() throws IOException, InterruptedException {
        assumeTrue(isThere("node") && isThere("npm"), "Node.js and npm are not installed");
        Files.createDirectories(WORK);
        for (String file : FILES) {
            Files.copy(SOURCE.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Ended installed = run(new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
        assumeTrue(installed.status == 0, "the npm packages cannot be fetched: " + installed.output);

        try (RpcServer server = new RpcServer()) {
            ProcessBuilder tests = new ProcessBuilder("node", "--test", "--test-reporter=spec");
            tests.environment().put("HERA_URL", server.url().toString());
            tests.environment().put("HERA_OWNER", server.token(RpcServer.OWNER));
            tests.environment().put("HERA_VIEWER", server.token(RpcServer.VIEWER));
            Ended tested = run(tests);

            assertThat(tested.status).as(tested.output).isZero();
            assertThat(tested.output).contains("pass 30", "fail 0");
        }
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static Ended run(ProcessBuilder program) throws IOException, InterruptedException {
        Path output = Files.createTempFile("rpc-clients", ".log");
        try {
            Process process = program.directory(WORK.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Ended(-1, "still running after five minutes: " + Files.readString(output));
            }
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
