package com.heraerp.app.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two connections, sixteen threads, two tenants, and everything that can go wrong in between: nothing of one request is left
 * on the connection for the next. Whole: 100,000 requests; reduced in every build to 2,000, see {@link Proof}.
 */
class PoolBleedIT {

    private static final int REQUESTS = Proof.size(100_000, 2_000);
    private static final int THREADS = 16;
    private static final long TIMEOUT_MILLIS = 1_500;
    private static final String MADE_HERE = " e.entity_name like '" + BleedCalls.PREFIX + "%'";

    private static final String FUNCTIONS = """
            create function rpc.trial_whoami() returns jsonb language sql stable set search_path = '' as $$
              select jsonb_build_object('organization_id', current_setting('hera.organization_id', true),
                'actor_user_id', current_setting('hera.actor_user_id', true),
                'visible', (select string_agg(distinct r.organization_id::text, ' ') from public.core_relationships r))
            $$;
            create function rpc.trial_stall(p_name text) returns text language plpgsql volatile set search_path = '' as $$
            begin
              perform rpc.hera_entities_crud_v2('CREATE', current_setting('hera.actor_user_id')::uuid,
                current_setting('hera.organization_id')::uuid, jsonb_build_object('entity_type', 'PRODUCT',
                'entity_name', p_name, 'smart_code', 'HERA.SALON.PRODUCT.RETAIL.HAIRCARE.v1'));
              perform pg_sleep(60);
              return p_name;
            end
            $$;
            grant execute on function rpc.trial_whoami, rpc.trial_stall to hera_app;
            """;

    private static FaultServer server;

    @BeforeAll
    static void start() {
        server = new FaultServer(Map.of("DATABASE_POOL_MAX", "2", "DATABASE_TIMEOUT", Long.toString(TIMEOUT_MILLIS)));
        server.execute(FUNCTIONS);
        // Functions are known within a second of their creation
        server.restart();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void leavesNothingOfOneRequestToTheNext() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);

        List<BleedCalls.Tally> tallies = Together.run(THREADS,
                thread -> () -> new BleedCalls(server.url(), thread, seed,
                        TIMEOUT_MILLIS).run(REQUESTS / THREADS));

        int created = tallies.stream().mapToInt(BleedCalls.Tally::created).sum();
        int starved = tallies.stream().mapToInt(BleedCalls.Tally::starved).sum();
        System.out.printf("%d requests, %d created, %d starved%n", REQUESTS, created, starved);
        assertThat(starved).isLessThan(REQUESTS / 10);
        assertThat(entities("and e.entity_name like '%|created|%'")).isBetween((long) created,
                (long) created + starved);
        assertThat(created).isGreaterThan(REQUESTS / 3);
        assertEveryRowIsItsMakers();
        assertThat(entities("and (e.entity_name like '%|stalled|%' or e.entity_name like '%|foreign|%')")).isZero();
    }

    private static void assertEveryRowIsItsMakers() {
        assertThat(entities("and (split_part(e.entity_name, '|', 2) <> e.organization_id::text"
                + " or split_part(e.entity_name, '|', 3) <> e.created_by::text)")).isZero();
        assertThat(entities(
                "and not exists (select from public.core_dynamic_data d where d.organization_id = e.organization_id"
                        + " and d.entity_id = e.id and d.created_by = e.created_by)"))
                .isZero();
        assertThat(entities("and not exists (select from public.universal_transactions t where t.subject_id = e.id"
                + " and t.organization_id = e.organization_id and t.created_by = e.created_by)")).isZero();
    }

    private static long entities(String more) {
        return server.count("select count(*) from public.core_entities e where" + MADE_HERE + " " + more);
    }
}
