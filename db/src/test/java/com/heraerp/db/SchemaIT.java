package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** {@code db/schema.sql} tells what the migrations make; {@code -Dhera.schema.write=true} writes it anew. */
class SchemaIT {

    private static final Path COMMITTED = Path.of("schema.sql");

    @Test
    void isWhatTheCommittedSchemaSays() throws SQLException, IOException {
        String described = describe(TestDatabase.fresh());
        if (Boolean.getBoolean("hera.schema.write")) {
            Files.writeString(COMMITTED, described);
        }

        assertThat(described)
                .as("db/schema.sql is stale: see its first lines for the command that writes it")
                .isEqualTo(Files.readString(COMMITTED));
    }

    @Test
    void doesNotDependOnTheDatabaseItWasReadFrom() throws SQLException {
        assertThat(describe(TestDatabase.fresh())).isEqualTo(describe(TestDatabase.withDemoData()));
    }

    @Test
    void noticesAChangedFunctionAndANewRight() throws SQLException {
        String before = describe(TestDatabase.fresh());
        try (TestDatabase changed = TestDatabase.fresh()) {
            changed.execute(
                    "alter function hera.enter(uuid, uuid, text) cost 7; grant insert on core_entities to hera_reader");

            assertThat(describe(changed)).isNotEqualTo(before).contains("COST 7", "hera_reader insert, select");
        }
    }

    private static String describe(TestDatabase database) throws SQLException {
        try (Connection connection = database.asSuperuser().getConnection()) {
            return Catalog.describe(connection);
        }
    }
}
