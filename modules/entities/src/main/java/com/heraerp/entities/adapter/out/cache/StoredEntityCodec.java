package com.heraerp.entities.adapter.out.cache;

import com.heraerp.cache.api.Codec;
import com.heraerp.entities.application.port.StoredEntity;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The version in eight bytes, then the item. */
final class StoredEntityCodec implements Codec<StoredEntity> {

    private static final int OVERHEAD_BYTES = 200;

    @Override
    public byte[] encode(StoredEntity entity) {
        int length = entity.text().length - entity.start();
        return ByteBuffer.allocate(Long.BYTES + length)
                .putLong(entity.version())
                .put(entity.text(), entity.start(), length)
                .array();
    }

    @Override
    public @Nullable StoredEntity decode(byte[] bytes) {
        boolean isItem = bytes.length > Long.BYTES + 1 && bytes[Long.BYTES] == '{' && bytes[bytes.length - 1] == '}';
        return isItem ? new StoredEntity(ByteBuffer.wrap(bytes).getLong(), bytes, Long.BYTES, null, null) : null;
    }

    @Override
    public int size(StoredEntity entity) {
        return OVERHEAD_BYTES + entity.text().length;
    }
}
