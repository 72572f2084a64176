package com.heraerp.client;

import static com.heraerp.client.Given.BUSY;
import static com.heraerp.client.Given.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes are followed over one connection after the other. */
class ChangesTest {

    private final ScriptedServer server = new ScriptedServer();
    private final HeraClient hera = server.connection().as(() -> "token", ORGANIZATION);

    ChangesTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void followsChangesAcrossConnectionsFromWhereItStood() throws InterruptedException {
        server.then(200, "id: c1\nevent: subscribed\ndata: {}\n\nid: c2\nevent: change\ndata: {\"n\":1}\n\n",
                "Content-Type", "text/event-stream")
                .then(503, BUSY).then(503, BUSY).thenBreaksOff().then(503, BUSY).then(502, "away")
                .then(200, """
                        id: c3
                        event: change
                        data: {"n":2}

                        event: end
                        data: {"code":"revoked","reconnect":false}

                        """, "Content-Type", "text/event-stream");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        Following following = hera.changes().follow(Optional.empty(), Query.of("entity_type", "PRODUCT"),
                new Changes.Follower() {
                    @Override
                    public void changed(JsonNode change) {
                        heard.add(change.toString());
                    }

                    @Override
                    public void ended(String why) {
                        heard.add(why);
                    }
                });

        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("{\"n\":1}");
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("{\"n\":2}");
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("revoked");
        following.close();
        assertThat(server.asked()).hasSize(7).extracting(ScriptedServer.Asked::uri).startsWith(
                "/api/v2.1/changes/stream?entity_type=PRODUCT",
                "/api/v2.1/changes/stream?entity_type=PRODUCT&cursor=c2")
                .endsWith("/api/v2.1/changes/stream?entity_type=PRODUCT&cursor=c2");
    }

    @Test
    void followsNothingThatItMayNotSee() throws InterruptedException {
        server.then(403, "{\"error\":\"forbidden\",\"message\":\"no\",\"retryable\":false}");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        hera.changes().follow(Optional.empty(), Query.ALL, new Changes.Follower() {
            @Override
            public void changed(JsonNode change) {
                heard.add(change.toString());
            }

            @Override
            public void ended(String why) {
                heard.add(why);
            }
        });

        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("403 forbidden: no");
    }
}
