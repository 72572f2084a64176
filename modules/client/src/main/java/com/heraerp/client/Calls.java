package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends until there is an answer worth handing on: a write each time under the same key. */
final class Calls {

    /** The header that makes a write sent twice one write. */
    static final String KEY = "Idempotency-Key";

    private final HeraApi api;
    private final Identity identity;
    private final Retries retries;

    Calls(HeraApi api, Identity identity, Retries retries) {
        this.api = api;
        this.identity = identity;
        this.retries = retries;
    }

    Answer read(Function<HeraApi, HttpResponse<byte[]>> call) {
        return persistently(() -> known(() -> call.apply(api)));
    }

    Answer write(JsonNode body, Write call) {
        byte[] bytes = Json.write(body);
        return write((api, key) -> call.send(api, bytes, key));
    }

    Answer write(BiFunction<HeraApi, String, HttpResponse<byte[]>> call) {
        String key = UUID.randomUUID().toString();
        return persistently(() -> known(() -> call.apply(api, key)));
    }

    /** @param attempt answers, or throws {@link NoAnswer} */
    Answer persistently(Supplier<Answer> attempt) {
        for (int number = 1;; number++) {
            Optional<Duration> wait;
            RuntimeException failure;
            try {
                Answer answer = attempt.get();
                if (answer.status() < 400) {
                    return answer;
                }
                HeraError error = HeraError.in(answer);
                failure = HeraRefusal.of(error);
                wait = error.retryable() ? retries.after(number, error.retryAfter()) : Optional.empty();
            } catch (NoAnswer none) {
                failure = none;
                wait = retries.after(number, Optional.empty());
            }
            if (wait.isEmpty()) {
                throw failure;
            }
            sleep(wait.get(), failure);
        }
    }

    private Answer known(Supplier<HttpResponse<byte[]>> call) {
        return PropagatedContext.getOrEmpty().plus(identity).propagate(() -> once(call));
    }

    static Answer once(Supplier<HttpResponse<byte[]>> call) {
        try {
            HttpResponse<byte[]> response = call.get();
            // Micronaut hands on a 404 as the exception's response, whose body it has not read as the type asked for
            return Answer.of(response, response.getBody().or(() -> response.getBody(byte[].class))
                    .orElseGet(() -> new byte[0]));
        } catch (HttpClientResponseException refused) {
            return refused(refused);
        } catch (HttpClientException failed) {
            throw new NoAnswer(String.valueOf(failed.getMessage()), failed);
        }
    }

    static Answer refused(HttpClientResponseException refused) {
        return Answer.of(refused.getResponse(),
                refused.getResponse().getBody(byte[].class).orElseGet(() -> new byte[0]));
    }

    Retries retries() {
        return retries;
    }

    private static void sleep(Duration wait, RuntimeException failure) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /** One writing route. */
    @FunctionalInterface
    interface Write {
        HttpResponse<byte[]> send(HeraApi api, byte[] body, String key);
    }

    /** The text that a conditional request sends for a version. */
    static @Nullable String tag(Optional<Long> version) {
        return version.map(number -> '"' + number.toString() + '"').orElse(null);
    }
}
