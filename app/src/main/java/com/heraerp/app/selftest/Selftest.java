package com.heraerp.app.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.heraerp.app.selftest.Checks.Check;
import com.heraerp.client.HeraClient;
import com.heraerp.client.HeraConnection;
import com.heraerp.client.HeraRefusal;
import com.heraerp.client.NoAnswer;
import com.heraerp.client.Query;
import com.heraerp.kernel.StartRefused;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Runs the checks against one server and removes what they made, whatever becomes of them. */
public final class Selftest {

    private Selftest() {}

    /**
     * Runs all checks.
     *
     * @param url of the server
     * @param token of the caller; role manager or above, admin to remove everything for good
     * @param strangersToken of a caller of another organization, for a closer look at isolation
     * @throws StartRefused when the server does not answer, or does not let the caller in
     */
    public static Report run(URI url, String token, Optional<String> strangersToken) {
        try (HeraConnection connection = HeraConnection.to(url)) {
            Bench bench = bench(connection, url, token, strangersToken);
            long begin = System.nanoTime();
            List<Report.Result> results = new ArrayList<>();
            List<String> left;
            try {
                Checks.ALL.forEach(check -> results.add(result(check, bench)));
            } finally {
                left = cleanUp(bench);
            }
            return new Report(url, bench.subject(), bench.organization(), results, left, since(begin));
        }
    }

    /** The organization that the caller works in, the server itself says. */
    private static Bench bench(HeraConnection connection, URI url, String token, Optional<String> strangersToken) {
        HeraClient hera = connection.as(() -> token);
        try {
            JsonNode page = hera.entities().list(Query.ALL.limit(1)).first().json();
            UUID organization = UUID.fromString(page.path("organization_id").asText());
            String type = "SELFTEST_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
            Optional<HeraClient> stranger = strangersToken.map(text -> connection.as(() -> text));
            return new Bench(hera, stranger, TokenSubject.of(token), organization, type);
        } catch (NoAnswer silent) {
            throw new StartRefused("nothing answers at " + url + ": " + silent.getMessage());
        } catch (HeraRefusal refused) {
            throw new StartRefused("the server at " + url + " does not let the caller in: " + refused.getMessage());
        }
    }

    private static Report.Result result(Check check, Bench bench) {
        long begin = System.nanoTime();
        try {
            String detail = check.run().apply(bench);
            return new Report.Result(check.name(), true, since(begin), detail);
        } catch (Exception failure) {
            // Whatever it is, the other checks are to be made and everything removed
            return new Report.Result(check.name(), false, since(begin), reason(failure));
        }
    }

    private static String reason(Exception failure) {
        return switch (failure) {
            case CheckFailed failed -> String.valueOf(failed.getMessage());
            case HeraRefusal refused -> refused.getMessage() + " (request " + refused.error().requestId() + ")";
            default -> failure.getClass().getSimpleName() + ": " + failure.getMessage();
        };
    }

    private static List<String> cleanUp(Bench bench) {
        try {
            return bench.cleanUp();
        } catch (HeraRefusal | NoAnswer failure) {
            return List.of("entities of type " + bench.type() + " may be left: " + failure.getMessage());
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
