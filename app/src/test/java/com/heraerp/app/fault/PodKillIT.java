package com.heraerp.app.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.HeraProcess;
import com.heraerp.client.Answer;
import com.heraerp.client.NoAnswer;
import com.heraerp.db.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL for one of three processes after the other, while tills add lines to carts and send again, with the same key and to any of the
 * three, whatever got no answer. Whole: 10,000 adds and 20 kills; reduced in every build, see {@link Proof}.
 */
class PodKillIT {

    private static final int PODS = 3;
    private static final int TILLS = 12;
    private static final int ADDS = Proof.size(10_000, 240);
    private static final int KILLS = Proof.size(20, 3);
    private static final String BOTTLE = "a0000000-0000-4000-8000-0000000000f1";
    private static final String BODY = "{\"line_type\":\"RETAIL\",\"entity_id\":\"" + BOTTLE + "\",\"quantity\":1}";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final AtomicReferenceArray<URI> urls = new AtomicReferenceArray<>(PODS);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger sentAgain = new AtomicInteger();
    private final String token = Caller.LUXE_OWNER.token();

    @TempDir
    private Path home = Path.of("");

    @Test
    void losesNothingAndDoublesNothing() throws Exception {
        database.execute("update public.core_dynamic_data set field_value_number = 1000000"
                + " where field_name = 'stock_level' and entity_id = '" + BOTTLE + "'");
        List<HeraProcess> pods = new ArrayList<>();
        try (ExecutorService tills = Executors.newFixedThreadPool(TILLS)) {
            for (int pod = 0; pod < PODS; pod++) {
                pods.add(serving(pod));
            }
            List<Future<String>> carts = new ArrayList<>();
            for (int till = 0; till < TILLS; till++) {
                carts.add(tills.submit(this::sell));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                int threshold = ADDS * (kill + 1) / (KILLS + 2);
                while (begun.get() < threshold) {
                    Thread.sleep(5);
                }
                int victim = ThreadLocalRandom.current().nextInt(PODS);
                pods.get(victim).kill();
                pods.set(victim, serving(victim));
            }
            for (Future<String> cart : carts) {
                cart.get();
            }
            awaitRest();
            assertWhole();
        } finally {
            pods.forEach(HeraProcess::kill);
            database.close();
        }
    }

    private HeraProcess serving(int pod) throws IOException {
        String address = database.jdbcUrl().replace("jdbc:postgresql://", "");
        HeraProcess hera = HeraProcess.serving(home.resolve("pod-" + pod), Map.of(
                "JWT_SECRET", Caller.SECRET,
                "RATE_LIMIT_MAX_REQUESTS", Integer.toString(Integer.MAX_VALUE),
                "HERA_DEMO_DATA", "true",
                "DATABASE_URL", "postgresql://hera_app@" + address,
                "DATABASE_MIGRATION_URL", "postgresql://postgres@" + address));
        urls.set(pod, URI.create(hera.printed("answers at (http://\\S+)")));
        return hera;
    }

    private String sell() throws InterruptedException {
        Answer opened = sent("/api/v2.1/transactions", """
                {"transaction_type":"POS_CART","smart_code":"HERA.SALON.POS.CART.TXN.OPEN.V1",
                 "transaction_date":"2026-03-05","transaction_status":"OPEN",
                 "business_context":{"branch_id":"a0000000-0000-4000-8000-0000000000c1"}}""");
        String cart = opened.text().replaceAll("(?s).*\"transaction_id\":\"([^\"]+)\".*", "$1");
        while (begun.incrementAndGet() <= ADDS) {
            Answer added = sent("/api/v1/salon/pos/carts/" + cart + "/lines", BODY);
            assertThat(added.status()).as(added.text()).isIn(200, 201);
        }
        return cart;
    }

    /** Sends until somebody answers for good. */
    private Answer sent(String path, String body) throws InterruptedException {
        String key = UUID.randomUUID().toString();
        while (true) {
            try {
                Answer answer = Caller.LUXE_OWNER.call(
                        urls.get(ThreadLocalRandom.current().nextInt(PODS)),
                        token, "POST", path, body, "Idempotency-Key", key);
                if (answer.status() < 500 && answer.status() != 202) {
                    return answer;
                }
            } catch (NoAnswer killed) {
                // Another one answers, or the same when it is there again.
            }
            sentAgain.incrementAndGet();
            Thread.sleep(50);
        }
    }

    private void awaitRest() throws Exception {
        for (int i = 0; i < 600
                && !one("select count(*) from public.universal_transactions where transaction_type = 'ORCH_RUN'"
                        + " and transaction_status <> 'COMPLETED'").equals("0"); i++) {
            Thread.sleep(50);
        }
    }

    private void assertWhole() throws Exception {
        String runs = "from public.universal_transactions r where r.transaction_type = 'ORCH_RUN'";
        String adds = Integer.toString(ADDS);
        assertThat(one("select count(*) " + runs)).isEqualTo(adds);
        assertThat(one("select count(*) " + runs + " and r.transaction_status <> 'COMPLETED'")).isEqualTo("0");
        assertThat(one("select count(*) " + runs + " and (r.run_owner is not null or r.run_subject is not null)"))
                .isEqualTo("0");
        assertThat(one("select count(*) from public.universal_transaction_lines where entity_id = '" + BOTTLE + "'"))
                .isEqualTo(adds);
        assertThat(one("select sum((relationship_data ->> 'quantity')::integer) from public.core_relationships"
                + " where relationship_type = 'RESERVES'")).isEqualTo(adds);
        assertThat(one("select count(*) from public.universal_transaction_lines l where l.line_type = 'ORCH_STEP'"
                + " and l.line_data ->> 'state' = 'COMPLETED'")).isEqualTo(Integer.toString(4 * ADDS));
        System.out.printf("%d adds, %d kills, %d sent again, %s runs taken over%n", ADDS, KILLS, sentAgain.get(),
                one("select count(*) " + runs + " and (r.metadata ->> 'fence')::integer > 1"));
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = database.asSuperuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
