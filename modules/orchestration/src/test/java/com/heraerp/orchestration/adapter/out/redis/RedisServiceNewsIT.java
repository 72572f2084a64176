package com.heraerp.orchestration.adapter.out.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.redis.Redis;
import com.heraerp.kernel.redis.RemoteMessages;
import com.heraerp.kernel.settings.CacheSettings;
import com.heraerp.orchestration.application.port.ServiceNews;
import com.heraerp.orchestration.application.port.ServiceNews.Call;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** What processes hear of each other's calls, over a real Redis. */
class RedisServiceNewsIT {

    private static final String CHANNEL = "hera:services";
    private static final String CODE = "HERA.RETAIL.STOCK.PROC.CALL.V1";
    private static final UUID LUXE = UUID.fromString("a0000000-0000-4000-8000-000000000001");
    private static final Call FAILED = new Call(LUXE, CODE, true);
    private static final Call ANSWERED = new Call(LUXE, CODE, false);

    private final int port = free();
    private final List<Redis> clients = new ArrayList<>();
    private RedisServer server = started(port);
    private final Process one = new Process();
    private final Process other = new Process();

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            throw new AssertionError(taken);
        }
    }

    private static RedisServer started(int port) {
        try {
            RedisServer server = RedisServer.newRedisServer().port(port).setting("save \"\"").build();
            server.start();
            return server;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    /** One of the processes, and what it has heard. */
    private final class Process {

        private final RemoteMessages messages;
        private final ServiceNews news;
        private final BlockingQueue<Call> heard = new LinkedBlockingQueue<>();

        Process() {
            Redis redis = new Redis(new CacheSettings(Duration.ofHours(1), 10,
                    Optional.of(URI.create("redis://127.0.0.1:" + port))));
            clients.add(redis);
            messages = new RemoteMessages(redis);
            news = new RedisServiceNews(messages);
            news.listen(heard::add);
        }

        Call next() throws InterruptedException {
            return Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS), "nothing is heard");
        }

        void awaitHearing(boolean hears) throws InterruptedException {
            for (int waited = 0; messages.areHeard(CHANNEL) != hears; waited++) {
                assertThat(waited).as("it is never so").isLessThan(4_000);
                Thread.sleep(5);
            }
        }
    }

    @BeforeEach
    void connect() throws InterruptedException {
        one.awaitHearing(true);
        other.awaitHearing(true);
    }

    @AfterEach
    void stop() throws IOException {
        clients.forEach(client -> client.client().orElseThrow().shutdown());
        server.stop();
    }

    @Test
    void tellsTheOthersAndNotItself() throws InterruptedException {
        one.news.tell(FAILED);
        assertThat(other.next()).isEqualTo(FAILED);
        other.news.tell(ANSWERED);

        assertThat(one.next()).as("its own word has not come back").isEqualTo(ANSWERED);
    }

    @Test
    void passesOverWhatItDoesNotUnderstand() throws InterruptedException {
        String organization = LUXE.toString();
        for (String garbled : List.of("", "FAILED", "FAILED " + organization, "BROKEN " + organization + ' ' + CODE,
                "FAILED nobody " + CODE, "FAILED " + organization + " no code",
                "failed " + organization + ' ' + CODE)) {
            one.messages.tell(CHANNEL, garbled);
        }
        one.messages.tell("hera:elsewhere", "FAILED " + organization + ' ' + CODE);
        one.messages.tell(CHANNEL, "ANSWERED " + organization + " HERA.RETAIL.STOCK.PROC.CALL.v1");

        assertThat(other.next()).as("the first that is understood, under the code that all know it by")
                .isEqualTo(ANSWERED);
    }

    /** Whoever tells does not wait, and what is told meanwhile is lost; afterwards both hear again. */
    @Test
    void goesOnWithoutRedisAndComesBackWithIt() throws Exception {
        server.stop();
        one.awaitHearing(false);
        long begun = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            one.news.tell(FAILED);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("none waits for its second")
                .isLessThan(Duration.ofMinutes(1));
        server = started(port);
        one.awaitHearing(true);
        other.awaitHearing(true);

        Call told = null;
        for (int tries = 0; told == null && tries < 200; tries++) {
            one.news.tell(ANSWERED);
            told = other.heard.poll(100, TimeUnit.MILLISECONDS);
        }
        assertThat(told).as("nothing that was told while it was away").isEqualTo(ANSWERED);
    }

    @Test
    void isSilentWithoutRedis() {
        RemoteMessages none = new RemoteMessages(
                new Redis(new CacheSettings(Duration.ofHours(1), 10, Optional.empty())));
        ServiceNews news = new RedisServiceNews(none);
        news.listen(call -> {
            throw new AssertionError("nobody speaks");
        });

        news.tell(FAILED);

        assertThat(none.areHeard(CHANNEL)).isFalse();
    }
}
