package com.heraerp.app.selftest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What became of a run.
 *
 * @param url the server
 * @param subject whom the token speaks for
 * @param organization where
 * @param results in order
 * @param left what could not be removed for good, a line each
 * @param duration of all checks and of the cleaning up
 */
public record Report(
        URI url, String subject, UUID organization, List<Result> results, List<String> left, Duration duration) {

    /**
     * What became of one check.
     *
     * @param detail what it saw, or what is wrong
     */
    public record Result(String name, boolean passed, Duration duration, String detail) {}

    /** Whether every check passed. */
    public boolean passed() {
        return results.stream().allMatch(Result::passed);
    }

    /** For people. */
    public String table() {
        StringBuilder table = new StringBuilder();
        line(table, "HERA selftest of %s%nas %s in organization %s%n", url, subject, organization);
        int width = results.stream().mapToInt(result -> result.name().length()).max().orElse(0);
        for (int index = 0; index < results.size(); index++) {
            Result result = results.get(index);
            line(table, "%2d  %-" + width + "s  %s  %6.0f ms  %s", index + 1, result.name(),
                    result.passed() ? "passed" : "FAILED", millis(result.duration()), result.detail());
        }
        line(table, "%n%d of %d passed in %.0f ms; %s", count(), results.size(), millis(duration),
                left.isEmpty() ? "nothing is left behind" : "left behind:");
        left.forEach(each -> line(table, "    %s", each));
        return table.toString();
    }

    /** For machines. */
    public String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("url", url.toString());
        json.put("subject", subject);
        json.put("organization_id", organization.toString());
        json.put("success", passed());
        json.put("passed", count());
        json.put("failed", results.size() - count());
        json.put("duration_ms", duration.toMillis());
        ArrayNode checks = json.putArray("checks");
        for (Result result : results) {
            checks.addObject().put("name", result.name()).put("passed", result.passed())
                    .put("duration_ms", result.duration().toMillis()).put("detail", result.detail());
        }
        ArrayNode behind = json.putArray("left_behind");
        left.forEach(behind::add);
        return json.toPrettyString();
    }

    private int count() {
        return (int) results.stream().filter(Result::passed).count();
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
