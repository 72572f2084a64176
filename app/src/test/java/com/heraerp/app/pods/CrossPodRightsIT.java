package com.heraerp.app.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who may what is remembered for five seconds at most, and forgotten when it is changed here or there. */
class CrossPodRightsIT {

    private static final String LUXE = "a0000000-0000-4000-8000-000000000001";
    private static final String VIEWER = "a0000000-0000-4000-8000-0000000000a4";
    private static final String PRODUCT = "/api/v2.1/entities/a0000000-0000-4000-8000-0000000000f1";

    @Test
    void takesARightAwayAtOnceHereAndWithinASecondThere() throws Exception {
        try (RedisProcess redis = new RedisProcess(); Pods pods = new Pods(2, Optional.of(redis.url()))) {
            takeAway(pods);

            assertThat(redis.keys()).as("shared under the organization")
                    .anyMatch(key -> key.startsWith("{" + LUXE + "}:") && !key.endsWith(":log"));
        }
    }

    @Test
    void takesARightAwayWithinASecondWithoutRedis() throws Exception {
        try (Pods pods = new Pods(2, Optional.empty())) {
            takeAway(pods);
        }
    }

    private static void takeAway(Pods pods) throws Exception {
        String token = Pod.token(VIEWER, LUXE);
        // For a while, so that each process has it in memory when it goes.
        for (int i = 0; i < 40; i++) {
            assertThat(status(pods.pod(i % 2), token)).isEqualTo(200);
            Thread.sleep(20);
        }
        Pod.Answer done = pods.pod(0).call("DELETE", "/api/v2.1/organizations/" + LUXE + "/members/" + VIEWER, "");
        long taken = System.nanoTime();

        assertThat(done.status()).as(done.body().toJson()).isBetween(200, 299);
        assertThat(status(pods.pod(0), token)).as("where it was taken").isEqualTo(403);
        long asked = System.nanoTime();
        while (status(pods.pod(1), token) != 403) {
            assertThat(asked - taken).isLessThan(TimeUnit.SECONDS.toNanos(1));
            asked = System.nanoTime();
        }
    }

    private static int status(Pod pod, String token) throws Exception {
        return pod.call(token, "GET", PRODUCT, "", "application/json").status();
    }
}
