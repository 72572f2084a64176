package com.heraerp.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import org.junit.jupiter.api.Test;

/** How many threads move bytes: the framework takes a setting that it does not know without a word. */
class EventLoopsIT {

    @Test
    void areAsManyAsTheProcessors() {
        try (EmbeddedServer server = TrialServer.start()) {
            EventLoopGroupRegistry loops = server.getApplicationContext().getBean(EventLoopGroupRegistry.class);

            assertThat(loops.getDefaultEventLoopGroup()).hasSize(Runtime.getRuntime().availableProcessors());
        }
    }
}
