package com.heraerp.benchmarks;

import com.heraerp.guardrails.api.Action;
import com.heraerp.guardrails.api.EntityPayload;
import com.heraerp.guardrails.api.GuardrailReport;
import com.heraerp.guardrails.api.Guardrails;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the guardrails add to a write, from the parsed body to the report: sorting it into a payload and running every
 * rule. The bound is 5 % of a create of some 150 µs; the aim for a valid one is below 5 µs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class GuardrailsBenchmark {

    private static final OrganizationId LUXE = new OrganizationId(
            UUID.fromString("a0000000-0000-4000-8000-000000000001"));

    private final Guardrails guardrails = new Guardrails();
    private final JsonObject guideExample = body("guide-example-1.json");
    private final JsonObject smallCreate = body("small-create.json");
    private final JsonObject allWrong = body("all-wrong.json");
    private final EntityPayload valid = EntityPayload.ofBody(Action.CREATE, LUXE, guideExample);

    /** The guide's example 1: five fields, two relationships, metadata. */
    @Benchmark
    public GuardrailReport guideExampleWithFiveFields() {
        return guardrails.check(EntityPayload.ofBody(Action.CREATE, LUXE, guideExample));
    }

    /** Three fields and one relationship. */
    @Benchmark
    public GuardrailReport createWithThreeFields() {
        return guardrails.check(EntityPayload.ofBody(Action.CREATE, LUXE, smallCreate));
    }

    /** Every part wrong in several ways, so that each rule has something to say. */
    @Benchmark
    public GuardrailReport everythingWrong() {
        return guardrails.check(EntityPayload.ofBody(Action.CREATE, null, allWrong));
    }

    /** What a write pays besides, once it has passed: the stored form of the guide's example. */
    @Benchmark
    public EntityPayload normalizationOfTheGuideExample() {
        return valid.normalized();
    }

    private static JsonObject body(String name) {
        try (InputStream json = GuardrailsBenchmark.class.getResourceAsStream(name)) {
            if (json == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return JsonReader.readObject(json.readAllBytes());
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + name, unreadable);
        }
    }
}
