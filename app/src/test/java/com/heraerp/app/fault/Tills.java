package com.heraerp.app.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.client.Answer;
import com.heraerp.client.NoAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Tills that add bottles to carts, each to one of its own, and send again, with the same key and to whoever is asked next, whatever
 * got no answer. They go as far as they are let, are as patient as a busy machine needs, and say how far they have come.
 */
final class Tills implements AutoCloseable {

    static final String BOTTLE = "a0000000-0000-4000-8000-0000000000f1";

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int TOLD_EVERY = 500;
    private static final String BODY = "{\"line_type\":\"RETAIL\",\"entity_id\":\"" + BOTTLE + "\",\"quantity\":1}";

    private final int adds;
    private final Supplier<URI> anyone;
    private final String token = Caller.LUXE_OWNER.token();
    private final Instant opened = Instant.now();
    private final Semaphore allowed = new Semaphore(0);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger sentAgain = new AtomicInteger();
    private final ExecutorService threads;
    private final List<Future<?>> sales = new ArrayList<>();
    private int limit;

    /** Opens {@code tills} of them, which add {@code adds} bottles together, asking one of {@code anyone}'s each time. */
    Tills(int tills, int adds, Supplier<URI> anyone) {
        this.adds = adds;
        this.anyone = anyone;
        threads = Executors.newFixedThreadPool(tills);
        for (int till = 0; till < tills; till++) {
            sales.add(threads.submit(() -> {
                sell();
                return null;
            }));
        }
    }

    /** Lets them begin so many adds, those before included. */
    void letBegin(int many) {
        allowed.release(many - limit);
        limit = many;
    }

    /** Lets them begin all that they are to add. */
    void letBeginAll() {
        letBegin(adds + sales.size());
    }

    /** Returns when so many adds have begun; fails as soon as a till has. */
    void awaitBegun(int threshold) throws InterruptedException, ExecutionException {
        while (begun.get() < threshold) {
            for (Future<?> sale : sales) {
                if (sale.isDone()) {
                    sale.get();
                }
            }
            Thread.sleep(5);
        }
    }

    /** Returns when all have been answered for good. */
    void awaitDone() throws InterruptedException, ExecutionException {
        for (Future<?> sale : sales) {
            sale.get();
        }
    }

    int begun() {
        return begun.get();
    }

    int sentAgain() {
        return sentAgain.get();
    }

    long seconds() {
        return Duration.between(opened, Instant.now()).toSeconds();
    }

    private void sell() throws InterruptedException {
        Answer open = sent("/api/v2.1/transactions", """
                {"transaction_type":"POS_CART","smart_code":"HERA.SALON.POS.CART.TXN.OPEN.V1",
                 "transaction_date":"2026-03-05","transaction_status":"OPEN",
                 "business_context":{"branch_id":"a0000000-0000-4000-8000-0000000000c1"}}""");
        String cart = open.text().replaceAll("(?s).*\"transaction_id\":\"([^\"]+)\".*", "$1");
        while (mayBegin()) {
            Answer added = sent("/api/v1/salon/pos/carts/" + cart + "/lines", BODY);
            assertThat(added.status()).as(added.text()).isIn(200, 201);
            int done = answered.incrementAndGet();
            if (done % TOLD_EVERY == 0) {
                System.out.printf("%d of %d adds answered after %d s, %d sent again%n", done, adds, seconds(),
                        sentAgain.get());
            }
        }
    }

    private boolean mayBegin() throws InterruptedException {
        allowed.acquire();
        return begun.incrementAndGet() <= adds;
    }

    /** Sends until somebody answers for good. */
    private Answer sent(String path, String body) throws InterruptedException {
        String key = UUID.randomUUID().toString();
        Instant end = Instant.now().plus(PATIENCE);
        String last = "nothing";
        while (Instant.now().isBefore(end)) {
            try {
                Answer answer = Caller.LUXE_OWNER.call(anyone.get(), token, "POST", path, body, "Idempotency-Key", key);
                if (answer.status() < 500 && answer.status() != 202) {
                    return answer;
                }
                last = answer.text();
            } catch (NoAnswer killed) {
                last = String.valueOf(killed.getMessage());
            }
            sentAgain.incrementAndGet();
            Thread.sleep(50);
        }
        throw new AssertionError("nobody has answered " + key + " for " + PATIENCE + "; the last was " + last);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
