package com.heraerp.client;

import static com.heraerp.client.Given.BUSY;
import static com.heraerp.client.Given.CODE;
import static com.heraerp.client.Given.CREATED;
import static com.heraerp.client.Given.ID;
import static com.heraerp.client.Given.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A write is sent again under its key, and nothing longer than it may be. */
class RepeatingTest {

    private final ScriptedServer server = new ScriptedServer();
    private final HeraClient hera = server.connection().as(() -> "token", ORGANIZATION);

    RepeatingTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void sendsAWriteAgainUnderTheSameKey() {
        server.then(503, BUSY, "Retry-After", "0").thenBreaksOff().then(201, CREATED, "Idempotency-Replayed", "true");

        Stored stored = hera.entities().create(EntityDraft.of("PRODUCT", "Shampoo", CODE));

        assertThat(stored.replayed()).isTrue();
        assertThat(server.asked()).hasSize(3);
        assertThat(server.asked()).extracting(asked -> asked.header("Idempotency-Key")).containsOnly(
                server.asked().getFirst().header("Idempotency-Key"));
        assertThat(server.asked()).extracting(ScriptedServer.Asked::body).containsOnly(
                server.asked().getFirst().body());
    }

    @Test
    void usesAKeyForOneWriteOnly() {
        server.then(201, CREATED).then(201, CREATED);

        hera.entities().create(EntityDraft.of("PRODUCT", "Shampoo", CODE));
        hera.entities().create(EntityDraft.of("PRODUCT", "Shampoo", CODE));

        assertThat(new HashSet<>(server.asked().stream().map(asked -> asked.header("Idempotency-Key")).toList()))
                .hasSize(2);
    }

    @Test
    void givesUpAfterItsAttempts() {
        server.then(503, BUSY).then(503, BUSY).then(503, BUSY).then(201, CREATED);

        assertThatExceptionOfType(HeraRefusal.ServerFailed.class)
                .isThrownBy(() -> hera.entities().create(EntityDraft.of("PRODUCT", "Shampoo", CODE)));
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void doesNotWaitLongerThanItMay() {
        server.then(429, "{\"error\":\"rate_limited\",\"message\":\"m\",\"retryable\":true}", "Retry-After", "60");

        assertThatExceptionOfType(HeraRefusal.RateLimited.class)
                .isThrownBy(() -> hera.entities().read(ID))
                .satisfies(refused -> assertThat(refused.error().retryAfter()).contains(Duration.ofSeconds(60)));
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void saysWhenNobodyAnswers() throws IOException {
        URI nobody;
        try (ScriptedServer gone = new ScriptedServer()) {
            nobody = gone.url();
        }
        try (HeraConnection connection = HeraConnection.to(nobody, Retries.NONE, Duration.ofSeconds(5))) {
            assertThatExceptionOfType(NoAnswer.class)
                    .isThrownBy(() -> connection.asNobody().entities().read(ID));
        }
    }

    @Test
    void losesItsPatience() {
        server.thenIsSilent();
        try (HeraConnection connection = HeraConnection.to(server.url(), Retries.NONE, Duration.ofMillis(300))) {
            long begin = System.nanoTime();

            assertThatExceptionOfType(NoAnswer.class).isThrownBy(() -> connection.asNobody().entities().read(ID));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        }
    }
}
