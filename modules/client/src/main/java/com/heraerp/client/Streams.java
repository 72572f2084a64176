package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.StreamingHttpClient;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.http.uri.UriBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** What does not fit in memory or never ends: files in both directions, and events. */
final class Streams {

    /** With a weight, since Micronaut's client cuts the answer to the bare type into lines on its own. */
    static final String EVENTS = "text/event-stream;q=1";

    private static final int CHUNK = 64 * 1024;

    private final StreamingHttpClient http;
    private final Identity identity;

    Streams(StreamingHttpClient http, Identity identity) {
        this.http = http;
        this.identity = identity;
    }

    /** One request as it stands, sent once. */
    Answer exchange(String method, String path, Map<String, String> headers, byte[] body) {
        MutableHttpRequest<byte[]> request = HttpRequest.create(HttpMethod.parse(method), path, method);
        headers.forEach(request::header);
        if (body.length > 0) {
            request.body(body);
        }
        return known(() -> Calls.once(
                () -> http.toBlocking().exchange(request, Argument.of(byte[].class), Argument.of(byte[].class))));
    }

    /** Sends a file and listens to the progress; the answer is the one that the last event carries. */
    Answer send(
            String path, Query query, String mediaType, Supplier<InputStream> file, String key,
            Consumer<JsonNode> progress) {
        AtomicReference<byte[]> result = new AtomicReference<>();
        AtomicReference<@Nullable Integer> status = new AtomicReference<>();
        try (InputStream input = file.get()) {
            MutableHttpRequest<?> request = HttpRequest.POST(uri(path, query), chunks(input))
                    .header("Content-Type", mediaType)
                    .header("Accept", EVENTS)
                    .header(Calls.KEY, key);
            Answer answer = events(request, event -> {
                switch (event.name()) {
                    case "progress" -> progress.accept(event.json());
                    case "result" -> result.set(event.data());
                    case "error" -> {
                        result.set(event.data());
                        status.set(status(event.json().path("error").asText()));
                    }
                    default -> {
                        // A comment or a kind of event that a newer server tells
                    }
                }
                return true;
            });
            if (answer.status() >= 400) {
                return answer;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        byte[] body = result.get();
        if (body == null) {
            throw new NoAnswer("the import broke off", new IOException("no result came"));
        }
        Integer refused = status.get();
        return Answer.of(HttpResponse.status(refused == null ? 200 : refused, ""), body);
    }

    /** The status that the same refusal would have had, had it not come in the middle of a stream. */
    static int status(String error) {
        return switch (error) {
            case "invalid_json", "invalid_request", "guardrail_violation", "organization_required" -> 400;
            case "unauthorized" -> 401;
            case "forbidden" -> 403;
            case "not_found" -> 404;
            case "conflict" -> 409;
            case "idempotency_conflict" -> 422;
            case "rate_limited" -> 429;
            case "circuit_open", "overloaded", "database_unavailable" -> 503;
            case "timeout" -> 504;
            default -> 500;
        };
    }

    private static Flux<byte[]> chunks(InputStream input) {
        Flux<byte[]> chunks = Flux.generate(sink -> {
            try {
                byte[] chunk = input.readNBytes(CHUNK);
                if (chunk.length == 0) {
                    sink.complete();
                } else {
                    sink.next(chunk);
                }
            } catch (IOException failed) {
                sink.error(failed);
            }
        });
        // Reading a file blocks, and must not block the connection's own thread
        return chunks.subscribeOn(Schedulers.boundedElastic());
    }

    /** Writes what comes to a file. @throws HeraRefusal when nothing comes */
    void receive(String path, Query query, OutputStream file) {
        MutableHttpRequest<?> request = HttpRequest.GET(uri(path, query)).header("Accept", "*/*");
        Answer answer = stream(request, bytes -> {
            try {
                file.write(bytes);
                return true;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
        if (answer.status() >= 400) {
            throw HeraRefusal.of(HeraError.in(answer));
        }
    }

    /** Listens until the stream ends or {@code listener} says false. An answer of 400 and above has its body. */
    Answer events(MutableHttpRequest<?> request, EventReader.Listener listener) {
        EventReader reader = new EventReader(listener);
        return stream(request, reader::read);
    }

    /** @param sink says whether it wants more */
    private Answer stream(MutableHttpRequest<?> request, Sink sink) {
        Answer head = null;
        ByteArrayOutputStream refusal = new ByteArrayOutputStream();
        try (Stream<Chunk> chunks = known(() -> Flux.from(http.exchangeStream(request, Argument.of(byte[].class)))
                // The buffer is the client's again once this stage is left
                .map(response -> new Chunk(response, response.getBody().map(ByteBuffer::toByteArray)
                        .orElseGet(() -> new byte[0])))
                .toStream(1))) {
            for (Chunk chunk : (Iterable<Chunk>) chunks::iterator) {
                head = Answer.of(chunk.response, new byte[0]);
                if (head.status() >= 400) {
                    refusal.writeBytes(chunk.bytes);
                } else if (!sink.wants(chunk.bytes)) {
                    break;
                }
            }
            return head == null
                    ? Answer.of(HttpResponse.ok(), new byte[0])
                    : head.status() < 400 ? head : head.with(refusal.toByteArray());
        } catch (HttpClientResponseException refused) {
            return Calls.refused(refused);
        } catch (HttpClientException failed) {
            throw new NoAnswer(String.valueOf(failed.getMessage()), failed);
        }
    }

    private <T> T known(Supplier<T> call) {
        return PropagatedContext.getOrEmpty().plus(identity).propagate(call);
    }

    private static URI uri(String path, Query query) {
        UriBuilder uri = UriBuilder.of(path);
        query.parameters().forEach((name, values) -> uri.queryParam(name, values.toArray()));
        return uri.build();
    }

    /** Whether anything can still be sent. */
    boolean isOpen() {
        return http.isRunning();
    }

    URI at(String path, Query query) {
        return uri(path, query);
    }

    private record Chunk(HttpResponse<?> response, byte[] bytes) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Chunk chunk && response.equals(chunk.response)
                    && Arrays.equals(bytes, chunk.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    @FunctionalInterface
    private interface Sink {
        boolean wants(byte[] bytes);
    }
}
