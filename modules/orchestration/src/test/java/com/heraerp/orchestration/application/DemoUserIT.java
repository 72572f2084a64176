package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Desk.error;
import static com.heraerp.orchestration.application.Desk.output;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People who are to be shown around. */
class DemoUserIT {

    private static final String CODE = "HERA.TRIAL.AUTH.ORCH.SHOW_AROUND.v1";
    private static final String WORKFLOW = """
            smart_code: HERA.TRIAL.AUTH.ORCH.SHOW_AROUND.v1
            intent: Make a demo user, and when asked, fail.
            permission: admin
            triggers:
              - { on: EVENT.SHOW_AROUND, emit: SHOW_AROUND }
            graph:
              nodes:
                - id: MAKE
                  run: HERA.SEC.AUTH.DNA.DEMO_USER.v1
                  with: { name: $.payload.name, email: $.payload.email, role: $.payload.role }
                  compensation: HERA.SEC.AUTH.DNA.DEMO_USER_REMOVE.v1
                - id: BREAK
                  run: HERA.CORE.PROC.FAIL.V1
                  when: has($.payload.fail)
                  with: { code: ASKED_TO_FAIL, message: as requested }
            edges:
              - SHOW_AROUND -> MAKE -> BREAK
            transaction_boundaries:
              - { name: make_txn, applies_to: [MAKE] }
            retry_policy: { max_attempts: 1, backoff: exponential }
            compensation_policy: { auto_compensate: true }
            """;
    private static final ActorContext ADMIN = Engine.actor(Demo.ADMIN, Role.ADMIN);

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk();
        desk.engine.registered(WORKFLOW);
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    private static RunState shown(String email, String more) {
        return desk.engine.ran(ADMIN, CODE, "SHOW_AROUND",
                "{\"name\":\"Dana\",\"email\":\"" + email + "\"" + more + "}",
                null);
    }

    /** Memberships and users with this address that are there, in both organizations. */
    private static String known(String email) {
        return desk.count("from core_entities where entity_code = '" + email + "' and deleted_at is null") + " "
                + desk.count("from core_relationships r join core_entities e on e.organization_id = r.organization_id"
                        + " and e.id = r.from_entity_id where r.relationship_type = 'MEMBER_OF' and e.entity_code = '"
                        + email
                        + "'");
    }

    @Test
    void becomeMembersWithTheirRole() {
        JsonObject made = output(shown("Dana@Demo.example", ",\"role\":\"staff\""));

        assertThat(made.text("role")).isEqualTo("staff");
        assertThat(made.text("email")).isEqualTo("dana@demo.example");
        assertThat(made.isTrue("made")).isTrue();
        assertThat(known("dana@demo.example")).isEqualTo("2 1");
        assertThat(error(shown("dana@demo.example", ""))).isEqualTo("ALREADY_MEMBER");
        assertThat(output(shown("eve@demo.example", "")).text("role")).isEqualTo("viewer");
    }

    @Test
    void getNoRoleThatTheActorLacks() {
        assertThat(error(shown("high@demo.example", ",\"role\":\"owner\""))).isEqualTo("FORBIDDEN");
        assertThat(error(shown("high@demo.example", ",\"role\":\"king\""))).isEqualTo("PRECONDITION_FAILED");
        assertThat(error(shown("no address", ""))).isEqualTo("PRECONDITION_FAILED");
        assertThat(known("high@demo.example")).isEqualTo("0 0");
    }

    @Test
    void areGoneWhenTheRunIsUndone() {
        RunState run = shown("gone@demo.example", ",\"fail\":true");

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPENSATED);
        assertThat(known("gone@demo.example")).isEqualTo("0 0");
        output(shown("gone@demo.example", ""));
        assertThat(known("gone@demo.example")).isEqualTo("2 1");
    }

    @Test
    void staysAUserWhoWasOneBefore() {
        output(shown("kept@demo.example", ""));
        desk.database.execute("delete from core_relationships r using core_entities e where r.organization_id = '"
                + Demo.LUXE
                + "' and e.id = r.from_entity_id and e.entity_code = 'kept@demo.example' and r.relationship_type = 'MEMBER_OF'");

        assertThat(shown("kept@demo.example", ",\"fail\":true").status()).isEqualTo(RunStatus.COMPENSATED);
        assertThat(desk.count("from core_entities where entity_code = 'kept@demo.example' and deleted_at is null"
                + " and organization_id = '" + Demo.PLATFORM + "'")).isEqualTo(1);
        assertThat(output(shown("kept@demo.example", "")).isTrue("made")).isFalse();
    }
}
