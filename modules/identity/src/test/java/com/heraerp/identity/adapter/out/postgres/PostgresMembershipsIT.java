package com.heraerp.identity.adapter.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.db.TestDatabase;
import com.heraerp.identity.application.port.Memberships;
import com.heraerp.identity.application.port.MembershipsContract;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

final class PostgresMembershipsIT extends MembershipsContract {

    private static TestDatabase database;

    @BeforeAll
    static void openDatabase() {
        database = TestDatabase.withDemoData();
        database.execute("""
                insert into core_dynamic_data (organization_id, entity_id, field_name, field_type, field_value_text,
                                               smart_code, created_by, updated_by)
                values ('00000000-0000-0000-0000-000000000000', '%1$s', 'auth_subject', 'text', 'auth0|both',
                        'HERA.PLATFORM.USER.FIELD.AUTH_SUBJECT.V1', '%1$s', '%1$s')""".formatted(OF_BOTH));
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @Override
    protected Memberships memberships() {
        return new PostgresMemberships(database.asApp());
    }

    @Test
    void knowsAUserByTheSubjectOfTheIdentityProvider() {
        assertThat(memberships().of("auth0|both").orElseThrow().id()).isEqualTo(OF_BOTH);
    }

    @Test
    void knowsNoRoleThatHasExpired() {
        try (TestDatabase other = TestDatabase.withDemoData()) {
            other.execute(
                    "update core_relationships set effective_date = now() - interval '2 days', expiration_date = now()"
                            + " where relationship_type = 'MEMBER_OF' and organization_id = '" + BELLA + "'");
            assertThat(new PostgresMemberships(other.asApp()).of(OF_BOTH.toString()).orElseThrow().memberships())
                    .singleElement()
                    .satisfies(membership -> assertThat(membership.organization()).isEqualTo(LUXE));
        }
    }

    @Test
    void unreachableDatabaseIsAnAnswerOfItsOwn() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setURL("jdbc:postgresql://127.0.0.1:1/nowhere");
        assertThatThrownBy(() -> new PostgresMemberships(nowhere).of("anybody"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.DATABASE_UNAVAILABLE));
    }
}
