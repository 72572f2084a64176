package com.heraerp.cache.application;

import com.heraerp.cache.application.port.SharedStore;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where nothing is shared: nothing is kept and nothing found. */
public final class NoSharedStore implements SharedStore {

    @Override
    public boolean isConfigured() {
        return false;
    }

    @Override
    public boolean isAvailable() {
        return false;
    }

    @Override
    public void lookAfter() {}

    @Override
    public @Nullable Found find(UUID organizationId, UUID subject, String field) {
        return null;
    }

    @Override
    public void keep(
            UUID organizationId, UUID subject, String field, @Nullable String readAt, byte[] value, Duration left) {}

    @Override
    public List<@Nullable Footing> follow(List<Step> steps) {
        return Collections.nCopies(steps.size(), null);
    }
}
