package com.heraerp.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.channel.IoEventLoop;
import io.netty.channel.nio.NioIoHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What moves bytes: the framework takes a setting that it does not know, and a library that is not there, without a word. */
class EventLoopsIT {

    @Test
    void areAsManyAsTheProcessors() {
        try (EmbeddedServer server = TrialServer.start()) {
            EventLoopGroupRegistry loops = server.getApplicationContext().getBean(EventLoopGroupRegistry.class);

            assertThat(loops.getDefaultEventLoopGroup()).hasSize(Runtime.getRuntime().availableProcessors());
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = {"amd64", "aarch64"})
    void runOnLinuxOwnEpoll() {
        try (EmbeddedServer server = TrialServer.start()) {
            EventLoopGroupRegistry loops = server.getApplicationContext().getBean(EventLoopGroupRegistry.class);

            assertThat(loops.getDefaultEventLoopGroup()).allSatisfy(loop -> assertThat(loop)
                    .isInstanceOfSatisfying(IoEventLoop.class,
                            each -> assertThat(each.isCompatible(NioIoHandle.class)).as("the JDK's selector")
                                    .isFalse()));
        }
    }
}
