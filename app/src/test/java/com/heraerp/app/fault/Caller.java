package com.heraerp.app.fault;

import com.heraerp.identity.api.TokenMint;
import com.heraerp.kernel.settings.TokenSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A user in an organization, calling over HTTP. The organization travels in the header {@code x-hera-org}. */
record Caller(String user, String organization) {

    static final Caller LUXE_OWNER = new Caller("a0000000-0000-4000-8000-0000000000a1",
            "a0000000-0000-4000-8000-000000000001");
    static final Caller BELLA_OWNER = new Caller("b0000000-0000-4000-8000-0000000000b1",
            "b0000000-0000-4000-8000-000000000001");
    static final Caller BOTH_IN_LUXE = new Caller("ab000000-0000-4000-8000-0000000000ab",
            "a0000000-0000-4000-8000-000000000001");
    static final Caller BOTH_IN_BELLA = new Caller("ab000000-0000-4000-8000-0000000000ab",
            "b0000000-0000-4000-8000-000000000001");

    static final String SECRET = "a secret of the tests, 32 bytes long";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** A token without an organization of its own. */
    String token() {
        TokenSettings settings = new TokenSettings(Optional.of(SECRET), Optional.empty(), Optional.empty(),
                Optional.empty());
        return new TokenMint(settings).mint(user, null, Instant.now(), Duration.ofHours(24));
    }

    /**
     * Calls and waits for the answer.
     *
     * @param body empty: none
     * @param headers names and values in turn
     * @throws IOException when no whole answer came back
     */
    HttpResponse<String> call(URI server, String token, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("x-hera-org", organization)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
