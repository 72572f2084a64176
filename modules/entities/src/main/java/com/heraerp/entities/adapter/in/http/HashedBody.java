package com.heraerp.entities.adapter.in.http;

import com.heraerp.kernel.postgres.Keyed;
import com.heraerp.kernel.web.Call;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** A body that is too long to be held: its hash grows while it is read, and stands for it in an idempotency key. */
final class HashedBody {

    private final DigestInputStream stream;

    private HashedBody(DigestInputStream stream) {
        this.stream = stream;
    }

    static HashedBody of(@Nullable InputStream body) {
        try {
            return new HashedBody(new DigestInputStream(
                    body == null ? InputStream.nullInputStream() : body, MessageDigest.getInstance("SHA-256")));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    InputStream stream() {
        return stream;
    }

    /** The caller's key with what was asked, once all has been read; null without a key, and for a trial. */
    @Nullable
    Keyed keyed(Call call, boolean upsert, boolean trial) {
        if (trial) {
            return null;
        }
        byte[] hash = stream.getMessageDigest().digest();
        return call.keyed(ByteBuffer.allocate(hash.length + 1).put(hash).put((byte) (upsert ? 1 : 0)).array());
    }
}
