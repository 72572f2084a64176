package com.heraerp.app.rpc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.app.HeraServer;
import com.heraerp.app.config.HeraSettings;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.StartRefused;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnfitFunctionIT {

    @Test
    void endsTheStartInOneLineThatNamesIt() {
        try (TestDatabase database = TestDatabase.withDemoData()) {
            database.execute(
                    "create function rpc.hera_trial() returns integer language sql security definer as 'select 1';"
                            + " grant execute on function rpc.hera_trial to hera_app");
            HeraServer server = new HeraServer(HeraSettings.from(Map.of("PORT", "0",
                    "JWT_SECRET", "a secret of the tests, 32 bytes long",
                    "DATABASE_URL",
                    database.jdbcUrl().replace("jdbc:postgresql://", "postgresql://hera_app:unused@"))));

            assertThatThrownBy(server::start).isInstanceOf(StartRefused.class)
                    .hasMessageStartingWith("the functions of schema rpc are not fit to be called: hera_trial()")
                    .hasMessageNotContaining("\n");
        }
    }
}
