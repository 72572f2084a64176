package com.heraerp.app.pods;

import com.heraerp.identity.api.TokenMint;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.settings.TokenSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** One process, called by the owner of "Luxe Salon" unless said otherwise. */
record Pod(URI url) {

    static final String SECRET = "a secret of the tests, 32 bytes long";

    private static final String LUXE = "a0000000-0000-4000-8000-000000000001";
    private static final String LUXE_OWNER = "a0000000-0000-4000-8000-0000000000a1";
    private static final String TOKEN = token(LUXE_OWNER, LUXE);
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    static String token(String user, String organization) {
        TokenSettings settings = new TokenSettings(Optional.of(SECRET), Optional.empty(), Optional.empty(),
                Optional.empty());
        return new TokenMint(settings).mint(
                user, new OrganizationId(UUID.fromString(organization)), Instant.now(), Duration.ofHours(24));
    }

    static String token() {
        return TOKEN;
    }

    /** What a call brought: its status, and its body as JSON. */
    record Answer(int status, JsonObject body) {

        JsonObject data() {
            return Objects.requireNonNull(body.object("data"), body.toJson());
        }

        String name() {
            return Objects.requireNonNull(data().text("entity_name"));
        }

        long version() {
            return number(data(), "version");
        }
    }

    static long number(JsonObject json, String name) {
        return ((JsonNumber) Objects.requireNonNull(json.get(name), json.toJson())).value().longValueExact();
    }

    Answer call(String method, String path, String body) throws IOException, InterruptedException {
        return call(TOKEN, method, path, body, "application/json");
    }

    Answer call(String token, String method, String path, String body, String type)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
        byte[] json = answer.body().getBytes(StandardCharsets.UTF_8);
        return new Answer(answer.statusCode(), json.length > 0 && json[0] == '{'
                ? JsonReader.readObject(json)
                : JsonObject.EMPTY);
    }

    /** A call that has to succeed. */
    Answer done(String method, String path, String body) throws IOException, InterruptedException {
        Answer answer = call(method, path, body);
        if (answer.status / 100 != 2) {
            throw new AssertionError(method + ' ' + path + ' ' + answer);
        }
        return answer;
    }

    /** Waits until it knows a function that was made a moment ago. */
    void awaitFunction(String name) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!done("GET", "/api/v2/rpc", "").body.toJson().contains("\"name\":\"" + name + "\"")) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(name + " is not known");
            }
            Thread.sleep(20);
        }
    }

    /** A new product; its id. */
    String product(String name) throws IOException, InterruptedException {
        return Objects.requireNonNull(done("POST", "/api/v2.1/entities", """
                {"entity_type":"PRODUCT","entity_name":"%s","smart_code":"HERA.SALON.INV.PRODUCT.SHAMPOO.V1"}"""
                .formatted(name)).body.text("entity_id"));
    }

    /** Renames; the version after it. */
    long rename(String id, String name) throws IOException, InterruptedException {
        return number(done("PUT", "/api/v2.1/entities",
                "{\"entity_id\":\"" + id + "\",\"entity_name\":\"" + name + "\"}").body, "version");
    }

    Answer read(String id) throws IOException, InterruptedException {
        return done("GET", "/api/v2.1/entities/" + id, "");
    }

    /** The name of an entity as a listing shows it. */
    String listedName(String id) throws IOException, InterruptedException {
        JsonObject page = done("GET", "/api/v2.1/entities?entity_id=" + id, "").body;
        JsonObject only = (JsonObject) Objects.requireNonNull(page.array("data")).values().getFirst();
        return Objects.requireNonNull(only.text("entity_name"));
    }

    /** One figure of the cache of entities. */
    long entityCache(String figure) throws IOException, InterruptedException {
        return cache("entities", figure);
    }

    /** One figure of a cache. */
    long cache(String name, String figure) throws IOException, InterruptedException {
        JsonObject stats = done("GET", "/api/cache/stats", "").body;
        return Objects.requireNonNull(stats.array("caches")).values().stream()
                .map(JsonObject.class::cast)
                .filter(one -> name.equals(one.text("name")))
                .mapToLong(one -> number(one, figure))
                .sum();
    }

    /** Reads until the answer comes out of memory. */
    void readUntilRemembered(String id) throws IOException, InterruptedException {
        long before = entityCache("hits");
        for (int tries = 0; entityCache("hits") == before; tries++) {
            if (tries > 500) {
                throw new AssertionError("never remembered");
            }
            read(id);
            Thread.sleep(10);
        }
    }

    /** Lists until the page comes out of memory. */
    void listUntilRemembered(String id) throws IOException, InterruptedException {
        long before = cache("entity_listings", "hits");
        for (int tries = 0; cache("entity_listings", "hits") == before; tries++) {
            if (tries > 500) {
                throw new AssertionError("never remembered");
            }
            listedName(id);
            Thread.sleep(10);
        }
    }
}
