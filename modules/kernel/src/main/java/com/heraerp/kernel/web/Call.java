package com.heraerp.kernel.web;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Keyed;
import com.heraerp.kernel.postgres.Scope;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request on its way: who calls, since when, and what the time was spent on. The application's filters make
 * it; controllers take it as an argument.
 */
public final class Call {

    /** What the unique index of keys can hold with room to spare. */
    private static final int LONGEST_KEY = 255;

    private final String requestId;
    private final String method;
    private final String path;
    private final long startedNanos;
    private final @Nullable String idempotencyKey;
    private final Timings timings = new Timings();
    private final DatabaseCall databaseCall = new DatabaseCall();
    private @Nullable ActorContext actor;
    private BooleanSupplier room = () -> true;

    /**
     * @param requestId the caller's {@code X-Request-Id} or a new one
     * @param path the request's path without query
     * @param idempotencyKey the {@code Idempotency-Key} header, null when absent
     * @param startedNanos {@link System#nanoTime()} at the request's arrival
     */
    public Call(String requestId, String method, String path, @Nullable String idempotencyKey, long startedNanos) {
        this.requestId = requestId;
        this.method = method;
        this.path = path;
        this.idempotencyKey = idempotencyKey;
        this.startedNanos = startedNanos;
    }

    public String requestId() {
        return requestId;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** Called once, by the authentication filter. */
    public void authenticated(ActorContext as) {
        this.actor = as;
    }

    /**
     * Who calls.
     *
     * @throws Refused 401 when the route let an unauthenticated caller through
     */
    public ActorContext actor() {
        if (actor == null) {
            throw Refused.because(Refusal.UNAUTHORIZED, "Authentication required");
        }
        return actor;
    }

    /** Called once, by the connection: {@code has} says whether its buffer takes more, from any thread. */
    public void room(BooleanSupplier has) {
        this.room = has;
    }

    /** Whether the client takes what it was sent, so that more can be sent without piling up here. */
    public boolean hasRoom() {
        return room.getAsBoolean();
    }

    public Timings timings() {
        return timings;
    }

    /** The handle by which a vanished client cancels what the database still does for it. */
    public DatabaseCall databaseCall() {
        return databaseCall;
    }

    /** What the database is told when this call reads. */
    public Scope reading() {
        return scope("");
    }

    /** What the database is told when this call writes; {@code keyed} is null when the caller sent no key. */
    public Scope writing(@Nullable Keyed keyed) {
        JsonObject.Builder request = JsonObject.builder().put("request_id", requestId);
        if (keyed != null) {
            request.put("idempotency_key", keyed.key())
                    .put("fingerprint", keyed.fingerprint())
                    .put("elapsed_ms", BigDecimal.valueOf(keyed.elapsedMillis()));
        }
        return scope(request.build().toJson());
    }

    private Scope scope(String request) {
        ActorContext as = actor();
        return new Scope(as.organizationId().value(), as.userId(), request, databaseCall);
    }

    /** Milliseconds since the request arrived, with decimals. */
    public double elapsedMillis() {
        return (System.nanoTime() - startedNanos) / 1_000_000.0;
    }

    /**
     * The caller's idempotency key together with the fingerprint of what is asked, or null when the caller sent none.
     * The fingerprint covers method, path, actor and body (D8).
     *
     * @throws Refused 400 when the key is blank or longer than 255 characters
     */
    public @Nullable Keyed keyed(byte[] body) {
        if (idempotencyKey == null) {
            return null;
        }
        if (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_KEY) {
            throw Refused.field("Idempotency-Key", "Idempotency-Key must have 1 to " + LONGEST_KEY + " characters");
        }
        MessageDigest sha256 = sha256();
        sha256.update((method + ' ' + path + ' ' + actor().userId() + '\n')
                .getBytes(StandardCharsets.UTF_8));
        sha256.update(body);
        return new Keyed(idempotencyKey, HexFormat.of().formatHex(sha256.digest()), elapsedMillis());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
