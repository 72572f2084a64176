package com.heraerp.app.fault;

import com.heraerp.app.ApiCaller;
import com.heraerp.client.Answer;
import com.heraerp.client.NoAnswer;
import com.heraerp.identity.api.TokenMint;
import com.heraerp.kernel.settings.TokenSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A user in an organization, who calls whichever server there is just now. */
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
     * @throws NoAnswer when no whole answer came back
     */
    Answer call(URI server, String token, String method, String path, String body, String... headers) {
        Map<String, String> more = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            more.put(headers[i], headers[i + 1]);
        }
        return ApiCaller.at(server, token, organization).send(method, path, body.getBytes(StandardCharsets.UTF_8),
                more);
    }
}
