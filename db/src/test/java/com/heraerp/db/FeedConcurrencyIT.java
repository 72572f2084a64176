package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Sixteen writers, some of whose transactions stay open long and some of which are undone, and three who follow. */
class FeedConcurrencyIT {

    private static final int WRITERS = 16;
    private static final int TRANSACTIONS = Boolean.getBoolean("hera.proof.full") ? 500 : 40;
    private static final int ROWS = 6;
    private static final TestDatabase DATABASE = TestDatabase.withDemoData();

    private final Crud staff = Crud.of(DATABASE.asApp(), Demo.STAFF, Demo.LUXE);
    private final List<String> rows = new ArrayList<>();

    @Test
    void tellsWhatWasCommittedOnceAndEachRowsChangesInOrder() throws Exception {
        for (int row = 0; row < ROWS; row++) {
            rows.add(staff.product("Row " + row));
        }
        AtomicBoolean writing = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> readers = new ArrayList<>();
            for (int reader = 0; reader < 3; reader++) {
                readers.add(threads.submit(() -> follow(writing)));
            }
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Random random = new Random(writer);
                writers.add(() -> write(random));
            }
            for (Future<Boolean> writer : threads.invokeAll(writers)) {
                assertThat(writer.get()).isTrue();
            }
            writing.set(false);
            List<String> committed = Sql.on(DATABASE.asSuperuser()).all("""
                    select subject_id || ' ' || (metadata ->> 'version') from universal_transactions
                    where transaction_type = 'AUDIT' and organization_id = ?::uuid""", Demo.LUXE);
            for (Future<List<String>> reader : readers) {
                assertThat(reader.get()).containsExactlyInAnyOrderElementsOf(committed);
                assertThat(disorderIn(reader.get())).isEmpty();
            }
        }
    }

    private static List<String> follow(AtomicBoolean writing) throws SQLException {
        Feed feed = new Feed(DATABASE.asApp(), Demo.STAFF, Demo.LUXE);
        List<String> seen = new ArrayList<>();
        while (writing.get()) {
            seen.addAll(feed.readToTheEnd());
        }
        seen.addAll(feed.readToTheEnd());
        return seen;
    }

    /** Several changes in one transaction; locks in one order, so that nobody deadlocks; every fifth is undone. */
    private boolean write(Random random) throws SQLException, InterruptedException {
        try (Connection connection = DATABASE.asApp().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < TRANSACTIONS; i++) {
                statement.execute("select set_config('hera.organization_id', '" + Demo.LUXE
                        + "', true), set_config('hera.actor_user_id', '" + Demo.STAFF + "', true)");
                statement.execute(call("CREATE",
                        "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"New\",\"smart_code\":\"HERA.SALON.INV.PRODUCT.TEST.V1\"}"));
                Thread.sleep(random.nextInt(random.nextInt(10) == 0 ? 60 : 3));
                int first = random.nextInt(ROWS);
                for (int row = first; row < Math.min(ROWS, first + 2); row++) {
                    statement.execute(call("UPDATE", "{\"entity_id\":\"" + rows.get(row) + "\"}"));
                }
                if (random.nextInt(5) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
            return true;
        }
    }

    private static String call(String action, String entity) {
        return "select rpc.hera_entities_crud_v2('" + action + "', '" + Demo.STAFF + "', '" + Demo.LUXE + "', '"
                + entity
                + "'::jsonb)";
    }

    private static List<String> disorderIn(List<String> seen) {
        Map<String, Integer> versions = new HashMap<>();
        List<String> disorder = new ArrayList<>();
        for (String change : seen) {
            String[] parts = change.split(" ");
            Integer before = versions.put(parts[0], Integer.valueOf(parts[1]));
            if (before != null && before >= Integer.parseInt(parts[1])) {
                disorder.add(change + " after version " + before);
            }
        }
        return disorder;
    }
}
