package com.heraerp.app.pods;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.live.Listener;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who listens at one process hears of what is written on the other, and is told when his process stops. */
class PodsLiveIT {

    /**
     * The log alone is asked once a second while others are heard, right after the change before: ten changes one after the
     * other would take ten seconds if nobody told of them.
     */
    @Test
    void hearsOfTheOtherProcessOverRedis() throws Exception {
        try (RedisProcess redis = new RedisProcess(); Pods pods = new Pods(2, Optional.of(redis.url()))) {
            Listener listener = Listener.at(pods.pod(1).url(), Pod.token()).subscribe("");
            long began = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                String id = pods.pod(0).product("Told");

                assertThat(listener.next().text("entity_id")).isEqualTo(id);
            }
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isLessThan(5_000);
            listener.kill();
        }
    }

    @Test
    void hearsOfTheOtherProcessAlsoWhenRedisIsFrozenOrGone() throws Exception {
        try (RedisProcess redis = new RedisProcess(); Pods pods = new Pods(2, Optional.of(redis.url()))) {
            Listener listener = Listener.at(pods.pod(1).url(), Pod.token()).subscribe("");
            redis.freeze();
            String untold = pods.pod(0).product("Told by the log");
            assertThat(listener.next().text("entity_id")).isEqualTo(untold);
            redis.thaw();
            redis.kill();
            String alone = pods.pod(0).product("Told by the log, too");
            assertThat(listener.next().text("entity_id")).isEqualTo(alone);
            redis.restart();
            listener.kill();
        }
    }

    @Test
    void tellsListenersToConnectElsewhereWhenTheirProcessStops() throws Exception {
        try (Pods pods = new Pods(2, Optional.empty())) {
            Listener listener = Listener.at(pods.pod(0).url(), Pod.token()).subscribe("");
            String before = pods.pod(0).product("Before the stop");
            assertThat(listener.next().text("entity_id")).isEqualTo(before);

            pods.stop(0);

            assertThat(listener.next().text("code")).isEqualTo("server_stopping");
            assertThat(listener.closeCode(10)).isEqualTo(1012);
            String meanwhile = pods.pod(1).product("Meanwhile");
            Listener again = Listener.at(pods.pod(1).url(), Pod.token())
                    .subscribe(",\"cursor\":\"" + listener.cursor() + "\"");
            assertThat(again.next().text("entity_id")).isEqualTo(meanwhile);
            again.kill();
        }
    }
}
