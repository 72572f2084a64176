package com.heraerp.app.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.HeraProcess;
import com.heraerp.db.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes that are killed ({@code SIGKILL}) and frozen past their takeover ({@code SIGSTOP}), and a PostgreSQL that crashes
 * ({@code stop -m immediate}), while tills add lines to carts and send again, with the same key and to any of the three, whatever
 * got no answer. Whole: 10,000 adds, 20 kills, 5 frozen for 14 s, 5 crashes, as in {@code mvn -pl app -am verify -Dtest=None
 * -Dit.test=PodChaosIT -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dhera.proof.full=true};
 * reduced in every build to 240 adds, a kill, one frozen and a crash, see {@link Proof}.
 */
class PodChaosIT {

    private static final int PODS = 3;
    private static final int TILLS = 12;
    private static final int ADDS = Proof.size(10_000, 240);
    private static final int KILLS = Proof.size(20, 1);
    private static final int FREEZES = Proof.size(5, 1);
    private static final int CRASHES = Proof.size(5, 1);
    /** Who says nothing for ten seconds is passed over. */
    private static final Duration FROZEN = Duration.ofSeconds(14);
    private static final long SEED = Long.getLong("hera.chaos.seed", ThreadLocalRandom.current().nextLong(1_000_000));

    private final Random random = new Random(SEED);
    private final TestDatabase database = TestDatabase.withDemoData();
    private final CrashingPostgres postgres = new CrashingPostgres(database);
    private final Takeovers takeovers = new Takeovers(database.asSuperuser());
    private final List<HeraProcess> pods = new ArrayList<>();
    private final AtomicReferenceArray<URI> urls = new AtomicReferenceArray<>(PODS);

    @TempDir
    private Path home = Path.of("");

    @Test
    void losesNothingAndDoublesNothing() throws Exception {
        database.execute("update public.core_dynamic_data set field_value_number = 1000000"
                + " where field_name = 'stock_level' and entity_id = '" + Tills.BOTTLE + "'");
        postgres.makeDurable();
        List<Trouble> troubles = troubles();
        System.out.printf("chaos: -Dhera.chaos.seed=%d, %s%n", SEED, troubles);
        try {
            for (int pod = 0; pod < PODS; pod++) {
                pods.add(serving(pod));
            }
            try (Tills tills = new Tills(TILLS, ADDS, () -> urls.get(ThreadLocalRandom.current().nextInt(PODS)))) {
                int between = ADDS / (troubles.size() + 2);
                for (int number = 0; number < troubles.size(); number++) {
                    // They wait on half of the way to the next trouble, so that each comes while they are at full speed.
                    tills.letBegin(between * (number + 1) + between / 2);
                    tills.awaitBegun(between * (number + 1));
                    make(troubles.get(number));
                    System.out.printf("%s after %d adds and %d s: %s%n", troubles.get(number), tills.begun(),
                            tills.seconds(), takeovers.told());
                }
                tills.letBeginAll();
                tills.awaitDone();
                awaitRest();
                assertWhole();
                System.out.printf("%d adds in %d s, %d kills, %d frozen, %d crashes, %d sent again; %s%n", ADDS,
                        tills.seconds(), KILLS, FREEZES, CRASHES, tills.sentAgain(), takeovers.told());
            }
        } finally {
            pods.forEach(HeraProcess::kill);
            database.close();
        }
    }

    private enum Trouble {
        KILL, FREEZE, CRASH
    }

    /** All of them, mixed. */
    private List<Trouble> troubles() {
        List<Trouble> all = new ArrayList<>();
        all.addAll(Collections.nCopies(KILLS, Trouble.KILL));
        all.addAll(Collections.nCopies(FREEZES, Trouble.FREEZE));
        all.addAll(Collections.nCopies(CRASHES, Trouble.CRASH));
        Collections.shuffle(all, random);
        return all;
    }

    private void make(Trouble trouble) throws Exception {
        int victim = random.nextInt(PODS);
        switch (trouble) {
            case KILL -> {
                takeovers.of(pods.get(victim)::kill);
                pods.set(victim, serving(victim));
            }
            case FREEZE -> {
                pods.get(victim).freeze();
                Thread.sleep(FROZEN);
                pods.get(victim).thaw();
            }
            case CRASH -> postgres.crash();
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

    /** Returns when no run is left, or a busy machine would have ended them all; what is left then is told by the sums. */
    private void awaitRest() throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(10));
        String left = "select count(*) from public.universal_transactions where transaction_type = 'ORCH_RUN'"
                + " and transaction_status <> 'COMPLETED'";
        while (!one(left).equals("0") && Instant.now().isBefore(end)) {
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
        assertThat(
                one("select count(*) from public.universal_transaction_lines where entity_id = '" + Tills.BOTTLE + "'"))
                .isEqualTo(adds);
        assertThat(one("select sum((relationship_data ->> 'quantity')::integer) from public.core_relationships"
                + " where relationship_type = 'RESERVES'")).isEqualTo(adds);
        assertThat(one("select count(s) from public.universal_transactions r, hera.run_steps(r) s"
                + " where r.transaction_type = 'ORCH_RUN' and s.step ->> 'state' = 'COMPLETED'"))
                .isEqualTo(Integer.toString(4 * ADDS));
        assertThat(one("select count(*) " + runs
                + " and (select array_agg(s.place || ' ' || (s.step ->> 'state') order by s.place)"
                + " from hera.run_steps(r) s) is distinct from '{1 COMPLETED,2 COMPLETED,3 COMPLETED,4 COMPLETED}'"))
                .as("other timelines").isEqualTo("0");
        assertThat(
                one("select concat(a.runs -> 'seen', a.runs -> 'doubled', a.runs -> 'disordered', hera.orphaned_runs())"
                        + " from (select set_config('hera.organization_id', 'a0000000-0000-4000-8000-000000000001', true)) here (id),"
                        + " lateral (select hera.audited_runs(null, 1000000)::json where here.id is not null) a (runs)"))
                .as("what the auditor sees").isEqualTo(adds + "[][][]");
        System.out.printf("%s runs with a second owner%n",
                one("select count(*) " + runs + " and (r.metadata ->> 'fence')::integer > 1"));
    }

    private String one(String sql) throws SQLException {
        return postgres.one(sql);
    }
}
