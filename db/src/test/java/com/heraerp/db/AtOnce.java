package com.heraerp.db;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many callers that begin together. */
final class AtOnce {

    private AtOnce() {}

    /** What each of the callers got, in their order; {@code caller} makes the call of the n-th, from zero. */
    static List<String> run(int callers, IntFunction<Callable<String>> caller)
            throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(callers);
        try (var threads = Executors.newFixedThreadPool(callers)) {
            List<Callable<String>> calls = new ArrayList<>();
            for (int number = 0; number < callers; number++) {
                Callable<String> call = caller.apply(number);
                calls.add(() -> {
                    start.await();
                    return call.call();
                });
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
