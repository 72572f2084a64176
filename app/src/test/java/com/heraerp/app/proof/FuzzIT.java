package com.heraerp.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.heraerp.app.ApiCaller;
import com.heraerp.app.DemoServer;
import com.heraerp.client.Answer;
import com.heraerp.client.NoAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent to whichever route, an answer of 400 and above has {@code error}, {@code error_code},
 * {@code request_id} and {@code retryable}, and none is 500. Whole: 50,000 requests ({@code -Dhera.proof.full=true}); reduced
 * in every build. A failure names its seed: {@code -Dhera.proof.seed=N} repeats it.
 */
class FuzzIT {

    private static final int REQUESTS = Boolean.getBoolean("hera.proof.full") ? 50_000 : 2_000;
    private static final long SEED = Long.getLong("hera.proof.seed", 20_260_305L);
    private static final int CALLERS = 4;

    private static DemoServer server;

    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() {
        server = new DemoServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRefusalSaysWhatItIs() throws Exception {
        JsonNode description = owner().send("GET", "/api/openapi.json", "").json();
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> callers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                Fuzz fuzz = new Fuzz(SEED + caller, description);
                assertThat(fuzz.operations()).isGreaterThan(50);
                callers.add(threads.submit(() -> call(fuzz)));
            }
            for (Future<?> each : callers) {
                each.get();
            }
        }

        System.out.println("answers by status " + new TreeMap<>(statuses));
        assertThat(wrong).as("seed %d", SEED).isEmpty();
        assertThat(statuses.keySet()).contains(200, 201, 400, 404, 409, 415);
        assertThat(owner().send("GET", "/api/v2.1/entities?limit=1", "").status())
                .as("the caller has not locked himself out").isEqualTo(200);
    }

    private void call(Fuzz fuzz) {
        ApiCaller owner = owner();
        for (int i = 0; i < REQUESTS / CALLERS; i++) {
            Attempt attempt = fuzz.next();
            try {
                Answer answer = owner.send(attempt.method(), attempt.path(),
                        attempt.body().getBytes(StandardCharsets.UTF_8), attempt.headers());
                statuses.merge(answer.status(), 1, Integer::sum);
                if (!isSound(answer)) {
                    wrong.add(attempt + "\n  " + answer);
                }
            } catch (NoAnswer none) {
                wrong.add(attempt + "\n  " + none);
            }
        }
    }

    private static boolean isSound(Answer answer) {
        if (answer.status() < 400) {
            return true;
        }
        try {
            JsonNode said = answer.json();
            return answer.status() != 500
                    && !said.path("error").asText().isEmpty()
                    && !said.path("error_code").asText().isEmpty()
                    && !said.path("request_id").asText().isEmpty()
                    && said.path("retryable").isBoolean();
        } catch (IllegalArgumentException notJson) {
            return false;
        }
    }

    private static ApiCaller owner() {
        return ApiCaller.at(server.url(), server.token(DemoServer.LUXE_OWNER, DemoServer.LUXE));
    }
}
