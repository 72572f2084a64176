package com.heraerp.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The same product (three fields, two relationships) by the multi-step way of v2 and by one call, in turn on one running
 * server: time, calls and lines of the caller. Arguments: the jar, rounds (11). Needs Node on the path.
 */
final class DualPattern {

    private DualPattern() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        String rounds = arguments.length > 1 ? arguments[1] : "11";
        Path scratch = Files.createTempDirectory("hera-dual");
        for (String script : List.of("multi-step.mjs", "one-call.mjs", "compare.mjs")) {
            try (InputStream resource = DualPattern.class.getResourceAsStream("/load/dual/" + script)) {
                if (resource == null) {
                    throw new IOException("no resource " + script);
                }
                Files.write(scratch.resolve(script), resource.readAllBytes());
            }
        }
        try (RunningHera hera = RunningHera.start(jar, scratch.resolve("home"))) {
            int status = new ProcessBuilder("node", scratch.resolve("compare.mjs").toString(), hera.url(), hera.token(),
                    rounds).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IOException("node ended with " + status);
            }
        }
    }
}
