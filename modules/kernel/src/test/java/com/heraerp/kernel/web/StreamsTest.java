package com.heraerp.kernel.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.kernel.Refused;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

class StreamsTest {

    private final ExecutorService blocking = Executors.newSingleThreadExecutor();
    private final Streams streams = new Streams(blocking);
    private final List<String> made = new ArrayList<>();
    private final Function<String, byte[]> print = item -> {
        made.add(item);
        return item.getBytes(UTF_8);
    };

    @AfterEach
    void stop() {
        blocking.shutdownNow();
    }

    @Test
    void aBodyHasOnePieceForEachItemInTheirOrder() {
        assertThat(read(streams.of(List.of("a", "b", "c").iterator(), print))).containsExactly("a", "b", "c");
        assertThat(read(streams.of(List.<String>of().iterator(), print))).isEmpty();
    }

    @Test
    void whatTheFirstPieceIsRefusedForIsRefusedBeforeThereIsABody() {
        Iterator<String> refused = new Iterator<>() {

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public String next() {
                throw Refused.field("q", "must be one to ten words");
            }
        };

        assertThatThrownBy(() -> streams.of(refused, print)).isInstanceOf(Refused.class);
    }

    @Test
    void whatIsNotReadIsNotMade() {
        Flux<byte[]> body = Flux.from(streams.of(List.of("a", "b", "c", "d").iterator(), print));

        assertThat(read(body.take(2, true))).containsExactly("a", "b");
        assertThat(made).containsExactly("a", "b");
    }

    private static List<String> read(Publisher<byte[]> body) {
        return Flux.from(body).map(piece -> new String(piece, UTF_8)).collectList().block();
    }
}
