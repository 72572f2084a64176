package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationsIT {

    private final TestDatabase database = TestDatabase.empty();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void makesEverythingInAnEmptyDatabaseAndNothingTheSecondTime() {
        Migrations migrations = Migrations.over(database.asSuperuser());

        assertThat(migrations.isCurrent()).isFalse();
        assertThat(migrations.run()).isGreaterThan(7);
        assertThat(migrations.isCurrent()).isTrue();
        assertThat(migrations.run()).isZero();
    }

    /** Every start asks, and none waits for a look through two hundred files. */
    @Test
    void looksNoFurtherThanAtWhatWasAppliedLast() {
        try (TestDatabase migrated = TestDatabase.fresh()) {
            migrated.execute("drop table flyway.flyway_schema_history");

            assertThat(Migrations.over(migrated.asSuperuser()).run()).isZero();
        }
    }

    @Test
    void tellsTheApplicationsLoginWhetherTheDatabaseIsCurrent() {
        try (TestDatabase migrated = TestDatabase.fresh()) {
            assertThat(Migrations.over(migrated.asApp()).isCurrent()).isTrue();

            migrated.execute("update flyway.applied_set set fingerprint = 'of another program'");
            assertThat(Migrations.over(migrated.asApp()).isCurrent()).isFalse();
        }
    }

    @Test
    void migratesOnceWhenSeveralProgramsStartAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Integer> start = () -> Migrations.over(database.asSuperuser()).run();
            var executed = threads.invokeAll(IntStream.range(0, 4).mapToObj(index -> start).toList());

            assertThat(executed).extracting(Future::get).filteredOn(count -> count > 0).hasSize(1);
        }
    }

    @Test
    void runsChangedFunctionsAgain() {
        try (TestDatabase migrated = TestDatabase.fresh()) {
            migrated.execute("""
                    update flyway.flyway_schema_history set checksum = 1 where script like '%R__hera_enter.sql';
                    update flyway.applied_set set fingerprint = 'of another program'""");

            assertThat(Migrations.over(migrated.asSuperuser()).run()).isOne();
        }
    }

    @Test
    void runsAMigrationThatCameAfterOneOfAHigherNumber() {
        try (TestDatabase migrated = TestDatabase.fresh()) {
            migrated.execute("""
                    delete from flyway.flyway_schema_history where version = '022';
                    update flyway.applied_set set fingerprint = 'of another program'""");

            assertThat(Migrations.over(migrated.asSuperuser()).run()).isOne();
        }
    }

    @Test
    void leavesADatabaseOfANewerProgramAsItIs() {
        try (TestDatabase migrated = TestDatabase.fresh()) {
            migrated.execute(
                    "insert into flyway.applied_set values ('of a newer program', 100000, now() + interval '1 s')");

            Migrations migrations = Migrations.over(migrated.asSuperuser());
            assertThat(migrations.run()).isZero();
            assertThat(migrations.isCurrent()).isTrue();
        }
    }

    @Test
    void refusesToMigrateWithALoginThatMayNotBecomeTheOwner() {
        TestDatabase.fresh().close(); // the cluster's roles exist

        assertThatThrownBy(() -> Migrations.over(database.jdbcUrl(), "hera_app", "").run())
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("may not become hera_owner");
    }

    @Test
    void refusesToMigrateWhenRolesAreMissingThatTheLoginMayNotCreate() {
        TestDatabase.fresh().close();
        database.execute("""
                do $$ begin
                  if not exists (select from pg_roles where rolname = 'plain') then create role plain login; end if;
                end $$;
                alter role hera_reader rename to hera_reader_elsewhere""");
        try {
            assertThatThrownBy(() -> Migrations.over(database.jdbcUrl(), "plain", "").run())
                    .isInstanceOf(MigrationRefused.class)
                    .hasMessageContaining("no role hera_reader")
                    .hasMessageContaining("roles.sql");
        } finally {
            database.execute("alter role hera_reader_elsewhere rename to hera_reader");
        }
    }

    @Test
    void migratesAsTheOwnerOnceADatabaseIsPrepared() {
        TestDatabase.fresh().close();
        database.execute(SqlFiles.read("bootstrap/database.sql"));

        assertThat(Migrations.over(database.jdbcUrl(), "hera_owner", "").run()).isGreaterThan(7);
    }
}
