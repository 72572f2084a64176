package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many callers at once: one key has one effect, and no change is lost. */
class ConcurrencyIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private final Crud staff = Crud.of(DATABASE.asApp(), Demo.STAFF, Demo.LUXE);
    /** A value that was not there before: what changes nothing is no change. */
    private final AtomicInteger news = new AtomicInteger();

    @Test
    void givesOneKeyOneEffectAndEverybodyTheSameAnswer() throws Exception {
        Crud keyed = staff.keyed("one-key", "print");

        List<String> answers = atOnce(100, () -> keyed.v2("CREATE",
                "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"Once\",\"smart_code\":\"HERA.SALON.INV.PRODUCT.TEST.V1\"}",
                null, null, "{}"));

        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(staff.sql().one("select count(*) from core_entities where entity_name = 'Once'")).isEqualTo("1");
    }

    @Test
    void letsOneOfManyEditorsOfTheSameVersionThrough() throws Exception {
        String id = staff.product("Edited");

        for (int round = 1; round <= 5; round++) {
            String expected = "{\"expected_version\":" + round + "}";
            List<String> states = atOnce(20, () -> {
                try {
                    staff.v2("UPDATE", "{\"entity_id\":\"" + id + "\"}",
                            "{\"price\":{\"field_type\":\"number\",\"field_value_number\":" + news.incrementAndGet()
                                    + "}}",
                            null, expected);
                    return "done";
                } catch (SQLException refused) {
                    return String.valueOf(refused.getSQLState());
                }
            });

            assertThat(states).filteredOn("done"::equals).hasSize(1);
            assertThat(states).filteredOn("ZH006"::equals).hasSize(19);
        }
    }

    @Test
    void numbersEveryChangeOfARowOnce() throws Exception {
        String id = staff.product("Busy");

        List<String> versions = atOnce(20,
                () -> staff.at(staff.v2("UPDATE", "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Busy "
                        + news.incrementAndGet() + "\"}", null, null, "{}"), "{version}"));

        assertThat(versions).doesNotHaveDuplicates().contains("2", "21");
        assertThat(staff.sql().one(
                "select count(distinct metadata ->> 'version') from universal_transactions where is_system and subject_id = ?::uuid",
                id))
                .isEqualTo("21");
    }

    private static List<String> atOnce(int callers, Callable<String> call)
            throws InterruptedException, ExecutionException {
        return AtOnce.run(callers, caller -> call);
    }
}
