package com.heraerp.app.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.client.Answer;
import com.heraerp.kernel.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many editors count in one field with If-Match: no step is lost. Whole: 100 editors of 100 rounds each; reduced in
 * every build to 20 of 5, see {@link Proof}.
 */
class LostUpdatesIT {

    private static final int EDITORS = Proof.size(100, 20);
    private static final int ROUNDS = Proof.size(100, 5);
    private static final Caller OWNER = Caller.LUXE_OWNER;
    private static final String TOKEN = OWNER.token();
    private static final String ENTITIES = "/api/v2.1/entities";
    private static final Pattern COUNTER = Pattern.compile("\"counter\":(\\d+)");
    private static final int MAX_PAUSE_MILLIS = 1_000;

    private static FaultServer server;

    @BeforeAll
    static void start() {
        server = new FaultServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private record Tally(int successes, int conflicts) {}

    @Test
    void losesNoStepOfManyEditors() throws Exception {
        String id = created();

        List<Tally> tallies = Together.run(EDITORS, _ -> () -> edit(id));

        int successes = tallies.stream().mapToInt(Tally::successes).sum();
        int conflicts = tallies.stream().mapToInt(Tally::conflicts).sum();
        Answer last = read(id);
        assertThat(successes).isEqualTo(EDITORS * ROUNDS);
        // Without a single conflict nothing was proven
        assertThat(conflicts).isPositive();
        assertThat(counter(last)).isEqualTo(successes);
        assertThat(tag(last)).isEqualTo("\"" + (successes + 1) + "\"");
        assertThat(server.count("select count(*) from public.universal_transactions where transaction_type = 'AUDIT'"
                + " and subject_id = '" + id + "'")).isEqualTo(successes + 1L);
        System.out.printf("%d editors, %d successes, %d conflicts%n", EDITORS, successes, conflicts);
    }

    private static Tally edit(String id) throws IOException, InterruptedException {
        int conflicts = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int misses = 0;
            while (!steps(id)) {
                misses++;
                // As a well-behaved client: wait the longer, the more crowded it is
                Thread.sleep(
                        ThreadLocalRandom.current().nextInt(Math.min(MAX_PAUSE_MILLIS, 10 << Math.min(misses, 10))));
            }
            conflicts += misses;
        }
        return new Tally(ROUNDS, conflicts);
    }

    private static boolean steps(String id) throws IOException, InterruptedException {
        Answer seen = read(id);
        Answer answer = OWNER.call(server.url(), TOKEN, "PUT", ENTITIES,
                "{\"entity_id\":\"" + id + "\",\"dynamic\":" + counterOf(counter(seen) + 1) + "}", "If-Match",
                tag(seen));
        assertThat(answer.status()).as(answer.text()).isIn(200, 412);
        return answer.status() == 200;
    }

    private static Answer read(String id) throws IOException, InterruptedException {
        Answer answer = OWNER.call(server.url(), TOKEN, "GET", ENTITIES + "/" + id, "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static String created() throws IOException, InterruptedException {
        String answer = OWNER.call(server.url(), TOKEN, "POST", ENTITIES, """
                {"entity_type":"PRODUCT","entity_name":"Counted","smart_code":"HERA.SALON.PRODUCT.RETAIL.HAIRCARE.v1",
                 "dynamic":%s}""".formatted(counterOf(0))).text();
        return Objects.requireNonNull(JsonReader.readObject(answer.getBytes(StandardCharsets.UTF_8)).text("entity_id"));
    }

    private static String counterOf(int value) {
        return """
                {"counter":{"field_type":"number","field_value_number":%d,"smart_code":"HERA.SALON.PRODUCT.FIELD.COUNTER.v1"}}"""
                .formatted(value);
    }

    private static int counter(Answer item) {
        Matcher matcher = COUNTER.matcher(item.text());
        assertThat(matcher.find()).as(item.text()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static String tag(Answer item) {
        return item.header("ETag");
    }
}
