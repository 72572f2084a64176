package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** No entity comes to stand below itself. */
class ParentsIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();

    private final Crud staff = Crud.of(DATABASE.asApp(), Demo.STAFF, Demo.LUXE);

    @Test
    void refuseACircleOfAnyLength() throws SQLException {
        String top = staff.product("Top");
        String middle = staff.product("Middle");
        String low = staff.product("Low");

        assertThat(moved(middle, top)).isEqualTo("moved");
        assertThat(moved(low, middle)).isEqualTo("moved");
        assertThat(moved(top, middle)).contains("ZH008", "parent_entity_id");
        assertThat(moved(top, low)).contains("ZH008", "parent_entity_id");
        assertThat(moved(low, top)).isEqualTo("moved");
        assertThat(moved(middle, low)).as("it stands beside it now").isEqualTo("moved");
    }

    /** Each of the two would be right alone. */
    @Test
    void refuseOneOfTwoMovesThatCloseACircleTogether() throws SQLException, InterruptedException, ExecutionException {
        for (int round = 0; round < 30; round++) {
            List<String> two = List.of(staff.product("One"), staff.product("Other"));

            List<String> answers = AtOnce.run(2, caller -> () -> moved(two.get(caller), two.get(1 - caller)));

            assertThat(answers).filteredOn("moved"::equals).hasSize(1);
        }
    }

    private String moved(String id, String parent) throws SQLException {
        try {
            staff.v2("UPDATE", "{\"entity_id\":\"" + id + "\",\"parent_entity_id\":\"" + parent + "\"}", null, null,
                    "{}");
            return "moved";
        } catch (PSQLException refused) {
            return refused.getSQLState() + ' ' + refused.getServerErrorMessage();
        }
    }
}
