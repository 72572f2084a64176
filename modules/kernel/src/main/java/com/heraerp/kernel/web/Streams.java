package com.heraerp.kernel.web;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Bodies that are too long to be held: each piece is made, where blocking is allowed, when the client can take it. */
@Singleton
public final class Streams {

    private final Scheduler blocking;

    Streams(@Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    /**
     * A body of one piece for each item. The first is made at once, so that what is wrong with the request is told by the caller's
     * exception, before anything of the answer is.
     */
    public <T> Publisher<byte[]> of(Iterator<T> items, Function<T, byte[]> print) {
        if (!items.hasNext()) {
            return Flux.empty();
        }
        return Flux.just(print.apply(items.next())).concatWith(pieces(items, print, () -> {}));
    }

    /**
     * A body of one piece for each item, of which none is made before the client reads: for work that may not begin without a reader.
     *
     * @param afterwards runs once, when the last piece is made, making one fails, or the client goes away
     */
    public <T> Publisher<byte[]> of(Iterator<T> items, Function<T, byte[]> print, Runnable afterwards) {
        return pieces(items, print, afterwards);
    }

    private <T> Flux<byte[]> pieces(Iterator<T> items, Function<T, byte[]> print, Runnable afterwards) {
        return Flux.<byte[], Iterator<T>>generate(
                () -> items,
                (left, sink) -> {
                    if (left.hasNext()) {
                        sink.next(print.apply(left.next()));
                    } else {
                        sink.complete();
                    }
                    return left;
                },
                left -> afterwards.run())
                .subscribeOn(blocking);
    }
}
