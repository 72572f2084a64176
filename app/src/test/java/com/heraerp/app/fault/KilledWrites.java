package com.heraerp.app.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.client.Answer;
import com.heraerp.client.NoAnswer;
import com.heraerp.kernel.json.JsonReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes under way while something is killed, and what the server said of each. The name is the Idempotency-Key too. */
final class KilledWrites {

    /** What the names of these entities start with. */
    static final String PREFIX = "kill-";

    private static final Caller OWNER = Caller.LUXE_OWNER;
    private static final String TOKEN = OWNER.token();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> open = new ConcurrentLinkedQueue<>();

    /** Entity ids by name, of all that was acknowledged. */
    Map<String, String> acknowledged() {
        return acknowledged;
    }

    /** How many writes have no answer. */
    int open() {
        return open.size();
    }

    /** How many writes were ever begun. */
    int begun() {
        return numbers.get();
    }

    /** Writes one entity after the other until one is not acknowledged, or until {@code stopped}: not every writer meets the kill. */
    boolean untilOneFails(URI server, AtomicBoolean stopped) throws InterruptedException {
        while (!stopped.get()) {
            String name = PREFIX + numbers.incrementAndGet();
            if (!write(server, name)) {
                open.add(name);
                return true;
            }
        }
        return false;
    }

    /** Sends every write without an answer again, with its key, until the server has acknowledged each. */
    void retryAll(URI server) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        for (String name = open.poll(); name != null; name = open.poll()) {
            while (!write(server, name)) {
                assertThat(Instant.now()).as("%s is never acknowledged", name).isBefore(end);
                Thread.sleep(100);
            }
        }
    }

    private boolean write(URI server, String name) throws InterruptedException {
        try {
            Answer answer = OWNER.call(server, TOKEN, "POST", "/api/v2.1/entities", entity(name),
                    "Idempotency-Key", name);
            if (answer.status() != 201) {
                // A refusal must say that sending it again is right
                assertThat(answer.status()).as(answer.text()).isEqualTo(503);
                assertThat(answer.text()).contains("\"retryable\":true");
                assertThat(answer.header("Retry-After")).isNotEmpty();
                return false;
            }
            acknowledged.put(name, String.valueOf(
                    JsonReader.readObject(answer.text().getBytes(StandardCharsets.UTF_8)).text("entity_id")));
            return true;
        } catch (NoAnswer none) {
            return false;
        }
    }

    private static String entity(String name) {
        return """
                {"entity_type":"PRODUCT","entity_name":"%s","smart_code":"HERA.SALON.PRODUCT.RETAIL.HAIRCARE.v1",
                 "dynamic":{
                  "price":{"field_type":"number","field_value_number":25.50,"smart_code":"HERA.SALON.PRODUCT.FIELD.PRICE.v1"},
                  "colour":{"field_type":"text","field_value_text":"red","smart_code":"HERA.SALON.PRODUCT.FIELD.COLOUR.v1"},
                  "on_sale":{"field_type":"boolean","field_value_boolean":true,"smart_code":"HERA.SALON.PRODUCT.FIELD.SALE.v1"}},
                 "relationships":[{"relationship_type":"HAS_CATEGORY","to_entity_id":"a0000000-0000-4000-8000-0000000000e1",
                  "smart_code":"HERA.SALON.PRODUCT.REL.CATEGORY.v1"}]}""".formatted(name);
    }
}
