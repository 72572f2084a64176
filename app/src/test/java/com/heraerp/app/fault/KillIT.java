package com.heraerp.app.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.HeraProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL for the application and for its PostgreSQL in turn, on one home, under writes from eight threads. Whole: 20 kills;
 * reduced in every build to 4, see {@link Proof}.
 */
class KillIT {

    private static final int KILLS = Proof.size(20, 4);
    private static final int WRITERS = 8;
    private static final String MADE_HERE = " e.entity_name like '" + KilledWrites.PREFIX + "%'";

    /** An entity without all its fields, its relationship and its log row. */
    private static final String HALVES = "select e.entity_name from public.core_entities e where" + MADE_HERE
            + """
             and ((select count(*) from public.core_dynamic_data d where d.entity_id = e.id) <> 3
               or (select count(*) from public.core_relationships r where r.from_entity_id = e.id) <> 1
               or (select count(*) from public.universal_transactions t
                   where t.subject_id = e.id and t.transaction_type = 'AUDIT' and t.idempotency_key = e.entity_name) <> 1)""";

    /** A log row without its entity. */
    private static final String ORPHANS = "select t.idempotency_key from public.universal_transactions t where"
            + " t.idempotency_key like '" + KilledWrites.PREFIX + "%'"
            + " and not exists (select from public.core_entities e where e.id = t.subject_id)";

    private final KilledWrites writes = new KilledWrites();

    @TempDir
    private Path home = Path.of("");

    @Test
    void keepsWhatItAcknowledgedAndNothingByHalves() throws Exception {
        KilledHome database = new KilledHome(home);
        HeraProcess hera = serving();
        try {
            assertThat(database.query("select setting from pg_settings where name in ('fsync', 'synchronous_commit')"))
                    .containsExactly("on", "on");
            for (int kill = 0; kill < KILLS; kill++) {
                boolean application = kill % 2 == 0;
                writeUntilKilled(url(hera), application ? hera::kill : () -> killUnchecked(database));
                if (application) {
                    hera = serving();
                } else {
                    hera.await("PostgreSQL was not started again", database::answers);
                }
                int open = writes.open();
                assertWholeAndKept(database);
                writes.retryAll(url(hera));
                assertThat(written(database)).hasSize(writes.begun());
                assertWholeAndKept(database);
                System.out.printf("kill %d: %d writes, %d without an answer%n", kill, writes.begun(), open);
            }
        } finally {
            hera.close();
        }
    }

    private HeraProcess serving() throws Exception {
        return HeraProcess.serving(home,
                Map.of("JWT_SECRET", Caller.SECRET, "RATE_LIMIT_MAX_REQUESTS", Integer.toString(Integer.MAX_VALUE)));
    }

    private void writeUntilKilled(URI url, Runnable kill) throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<Boolean>> writers = new ArrayList<>();
            Callable<Boolean> writer = () -> writes.untilOneFails(url, stopped);
            for (int index = 0; index < WRITERS; index++) {
                writers.add(threads.submit(writer));
            }
            int before = writes.acknowledged().size();
            while (writes.acknowledged().size() < before + WRITERS && !writers.stream().allMatch(Future::isDone)) {
                Thread.sleep(10);
            }
            Thread.sleep(ThreadLocalRandom.current().nextInt(1_000));
            assertThat(writes.acknowledged().size()).isGreaterThan(before);
            kill.run();
            stopped.set(true);
            for (Future<Boolean> each : writers) {
                each.get();
            }
        }
    }

    private void assertWholeAndKept(KilledHome database) throws Exception {
        assertThat(database.query(HALVES)).isEmpty();
        assertThat(database.query(ORPHANS)).isEmpty();
        List<String> written = written(database);
        assertThat(written).doesNotHaveDuplicates();
        assertThat(database.query("select e.entity_name || ' ' || e.id from public.core_entities e where" + MADE_HERE))
                .containsAll(writes.acknowledged().entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue()).toList());
    }

    private static List<String> written(KilledHome database) throws Exception {
        return database.query("select e.entity_name from public.core_entities e where" + MADE_HERE);
    }

    private static void killUnchecked(KilledHome database) {
        try {
            database.killPostmaster();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static URI url(HeraProcess hera) {
        return URI.create(hera.printed("answers at (http://\\S+)"));
    }
}
