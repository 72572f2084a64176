package com.heraerp.app.fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/** How long it takes from a death until each run of the dead is in other hands. */
final class Takeovers {

    private static final String HELD = "select id, metadata ->> 'fence'"
            + " from public.universal_transactions where transaction_type = 'ORCH_RUN' and run_owner is not null";
    private static final long LONGEST_NANOS = 30_000_000_000L;

    private final DataSource superuser;
    private final List<Long> millis = new ArrayList<>();

    Takeovers(DataSource superuser) {
        this.superuser = superuser;
    }

    /** Kills, and watches what was held when it came; what ends under its old owner was not the dead one's. */
    void of(Runnable kill) throws SQLException, InterruptedException {
        try (Connection connection = superuser.getConnection(); Statement statement = connection.createStatement()) {
            kill.run();
            long killed = System.nanoTime();
            Map<String, String> held = new HashMap<>();
            try (ResultSet rows = statement.executeQuery(HELD)) {
                while (rows.next()) {
                    held.put(rows.getString(1), rows.getString(2));
                }
            }
            while (!held.isEmpty() && System.nanoTime() - killed < LONGEST_NANOS) {
                look(statement, held, (System.nanoTime() - killed) / 1_000_000);
                Thread.sleep(5);
            }
        }
    }

    private void look(Statement statement, Map<String, String> held, long now) throws SQLException {
        String ids = "'" + String.join("','", held.keySet()) + "'";
        try (ResultSet rows = statement.executeQuery("select id, metadata ->> 'fence', transaction_status = 'COMPLETED'"
                + " from public.universal_transactions where id in (" + ids + ")")) {
            while (rows.next()) {
                boolean taken = !rows.getString(2).equals(held.get(rows.getString(1)));
                if (taken) {
                    millis.add(now);
                }
                if (taken || rows.getBoolean(3)) {
                    held.remove(rows.getString(1));
                }
            }
        }
    }

    /** In words, with the 99th of a hundred. */
    String told() {
        Collections.sort(millis);
        return millis.isEmpty()
                ? "no run was taken over"
                : String.format(Locale.ROOT, "%d runs taken over, median %d ms, P99 %d ms, longest %d ms",
                        millis.size(),
                        millis.get(millis.size() / 2), millis.get((millis.size() * 99 - 1) / 100), millis.getLast());
    }
}
