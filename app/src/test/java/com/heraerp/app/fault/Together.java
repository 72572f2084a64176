package com.heraerp.app.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many at once. */
final class Together {

    private Together() {}

    /** Runs {@code count} tasks, each on a thread of its own, none before all are there; the results in order. */
    static <T> List<T> run(int count, IntFunction<Callable<T>> tasks) throws InterruptedException {
        CountDownLatch there = new CountDownLatch(count);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int index = 0; index < count; index++) {
                Callable<T> task = tasks.apply(index);
                futures.add(threads.submit(() -> {
                    there.countDown();
                    there.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }
}
