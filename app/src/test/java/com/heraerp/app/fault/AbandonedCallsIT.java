package com.heraerp.app.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Callers that close their socket while their function sleeps: PostgreSQL stops working for them within two seconds, nothing
 * is written, and the pool serves on. Whole: 200 such calls; reduced in every build, see {@link Proof}.
 */
class AbandonedCallsIT {

    private static final int POOL = 8;
    private static final int ABORTS = Proof.size(200, 24);
    private static final int READS = 400;

    private static final String STALL = """
            create function rpc.trial_stall(p_name text) returns text language plpgsql volatile set search_path = '' as $$
            begin
              perform rpc.hera_entities_crud_v2('CREATE', current_setting('hera.actor_user_id')::uuid,
                current_setting('hera.organization_id')::uuid, jsonb_build_object('entity_type', 'PRODUCT',
                'entity_name', p_name, 'smart_code', 'HERA.SALON.PRODUCT.RETAIL.HAIRCARE.v1'));
              perform pg_sleep(60);
              return p_name;
            end
            $$;
            revoke execute on function rpc.trial_stall from public;
            grant execute on function rpc.trial_stall to hera_app;
            """;
    private static final String SLEEPING = "select count(*) from pg_stat_activity"
            + " where datname = current_database() and query like '%trial_stall%' and pid <> pg_backend_pid()"
            + " and state <> 'idle'";
    private static final String WRITTEN = "select count(*) from public.core_entities where entity_name like 'abandoned%'";

    private static final Caller OWNER = Caller.LUXE_OWNER;

    private static FaultServer server;

    @BeforeAll
    static void start() {
        server = new FaultServer(Map.of("DATABASE_POOL_MAX", Integer.toString(POOL)));
        server.execute(STALL);
        // Functions are known within a second of their creation
        server.restart();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void leaveNoWorkNoRowAndNoUsedUpConnection() throws Exception {
        readAll();
        long before = readAll();

        long slowest = 0;
        for (int aborted = 0; aborted < ABORTS; aborted += POOL) {
            slowest = Math.max(slowest, abandonTogether(Math.min(POOL, ABORTS - aborted)));
        }
        long after = readAll();

        System.out.printf("%d aborts, the slowest stopped after %d ms; %d reads took %d ms before and %d ms after%n",
                ABORTS, slowest, READS, before, after);
        assertThat(slowest).isLessThanOrEqualTo(2_000);
        assertThat(server.count(WRITTEN)).isZero();
        assertThat(after).isLessThan(Math.max(3 * before, 3_000));
    }

    /** How long after the last socket was closed the last of their statements ended, in milliseconds. */
    private static long abandonTogether(int calls) throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            sockets.add(stall(i));
        }
        await(() -> server.count(SLEEPING), calls, 10_000);
        for (int i = 0; i < calls; i++) {
            if (i % 2 == 0) {
                sockets.get(i).setSoLinger(true, 0);
            }
            sockets.get(i).close();
        }
        return await(() -> server.count(SLEEPING), 0, 10_000);
    }

    private static Socket stall(int number) throws IOException {
        String body = "{\"p_name\":\"abandoned " + number + "\"}";
        String request = "POST /api/v2/rpc/trial_stall HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + OWNER.token() + "\r\nx-hera-org: " + OWNER.organization()
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        Socket socket = new Socket(InetAddress.getByName(server.url().getHost()), server.url().getPort());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** How many milliseconds it took until the number was the expected one. */
    private static long await(LongSupplier number, long expected, long atMostMillis) throws InterruptedException {
        long begin = System.nanoTime();
        long waited = 0;
        while (number.getAsLong() != expected) {
            waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            assertThat(waited).as("waiting for %d", expected).isLessThan(atMostMillis);
            Thread.sleep(10);
        }
        return waited;
    }

    /** How many milliseconds it takes to read many times, by as many callers as there are connections. */
    private static long readAll() throws InterruptedException {
        String token = OWNER.token();
        long begin = System.nanoTime();
        Together.run(POOL, caller -> () -> {
            for (int i = 0; i < READS / POOL; i++) {
                assertThat(OWNER.call(server.url(), token, "GET",
                        "/api/v2.1/entities/a0000000-0000-4000-8000-0000000000f1", "").status()).isEqualTo(200);
            }
            return true;
        });
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }
}
