package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A walk along cursors while others write shows everything that was there throughout exactly once, and its late pages cost what
 * its first do. 2,000 entities here, 100,000 with {@code -Dhera.proof.full=true}.
 */
class CursorWalkIT {

    private static final int ENTITIES = Boolean.getBoolean("hera.proof.full") ? 100_000 : 2_000;
    private static final long PAUSE_MILLIS = 20;
    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final Gadgets GADGETS = Gadgets.in(DATABASE, "WALKED", ENTITIES);

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"order\":\"dynamic.size.desc\"", ",\"order\":\"entity_code.asc\"",
        ",\"order\":\"dynamic.label.asc\",\"dynamic.made\":\"gte.2026-01-03\""})
    void isCompleteAmongWrites(String asked) throws Exception {
        String query = "{\"entity_type\":\"WALKED\",\"limit\":50" + asked + "}";
        List<String> before = GADGETS.walk(query.replace("50", "1000"));
        AtomicBoolean walking = new AtomicBoolean(true);
        AtomicInteger writes = new AtomicInteger();
        Thread writer = Thread.ofVirtual().start(() -> write(before, walking, writes));
        List<Long> nanos = new ArrayList<>();

        Map<String, Integer> seen = walk(query, nanos);
        walking.set(false);
        writer.join();

        assertThat(writes.get()).isPositive();
        assertThat(before).allSatisfy(id -> assertThat(seen).containsEntry(id, 1));
        // Page 2,000, or one near the end: the very last may have to look past all that was added meanwhile.
        int late = Math.min(1_990, nanos.size() * 9 / 10 - 10);
        assertThat(median(nanos.subList(late, late + 10))).isLessThan(2 * median(nanos.subList(0, 10)) + 20_000_000);
    }

    private static Map<String, Integer> walk(String query, List<Long> nanos) throws SQLException {
        Map<String, Integer> seen = new HashMap<>();
        String cursor = "";
        do {
            long start = System.nanoTime();
            Gadgets.Page page = GADGETS.page(
                    cursor.isEmpty() ? query : "{\"cursor\":\"" + cursor + "\"," + query.substring(1));
            nanos.add(System.nanoTime() - start);
            page.ids().forEach(id -> seen.merge(id, 1, Integer::sum));
            cursor = page.cursor();
        } while (!cursor.isEmpty());
        return seen;
    }

    /** Adds entities, renames those that are walked over, and removes what it added. */
    private static void write(List<String> walked, AtomicBoolean walking, AtomicInteger writes) {
        Crud crud = Crud.of(DATABASE.asApp(), Demo.OWNER, Demo.LUXE);
        String added = "";
        try {
            while (walking.get()) {
                int write = writes.getAndIncrement();
                switch (write % 3) {
                    case 0 -> added = crud.at(crud.v1("CREATE",
                            "{\"entity_type\":\"WALKED\",\"entity_name\":\"Added\",\"smart_code\":\"HERA.SALON.INV.PRODUCT.TEST.V1\"}",
                            "{\"size\":{\"field_type\":\"number\",\"field_value_number\":" + write % 8
                                    + ",\"smart_code\":\"HERA.SALON.INV.DYN.SIZE.V1\"}}",
                            "{}", "{}"), "{entity_id}");
                    case 1 -> crud.v1("UPDATE", "{\"entity_id\":\"" + walked.get(write * 31 % walked.size())
                            + "\",\"entity_name\":\"Renamed " + write + "\"}");
                    default -> crud.v1("DELETE", "{\"entity_id\":\"" + added + "\"}");
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static long median(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }
}
