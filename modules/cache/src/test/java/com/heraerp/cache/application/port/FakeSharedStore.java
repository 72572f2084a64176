package com.heraerp.cache.application.port;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A store in memory that several processes use, and that can be made to lie. */
public final class FakeSharedStore implements SharedStore {

    private final Map<String, byte[]> values = new HashMap<>();
    private final Map<UUID, Footing> footings = new HashMap<>();
    private UnaryOperator<Found> lie = found -> found;

    /** From now on {@code lie} is made of what it finds. */
    public synchronized void lies(UnaryOperator<Found> lie) {
        this.lie = lie;
    }

    /** How many values it holds. */
    public synchronized int size() {
        return values.size();
    }

    @Override
    public boolean isConfigured() {
        return true;
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public void lookAfter() {}

    @Override
    public synchronized @Nullable Found find(UUID organizationId, UUID subject, String field) {
        return lie.apply(new Found(footings.get(organizationId), values.get(key(organizationId, subject, field))));
    }

    private static String key(UUID organizationId, UUID subject, String field) {
        return organizationId + " " + subject + ' ' + field;
    }

    @Override
    public synchronized void keep(
            UUID organizationId, UUID subject, String field, @Nullable String readAt, byte[] value, Duration left) {
        Footing footing = footings.get(organizationId);
        if (readAt == null || footing != null && readAt.compareTo(footing.place()) >= 0) {
            values.put(key(organizationId, subject, field), value);
        }
    }

    @Override
    public synchronized List<@Nullable Footing> follow(List<Step> steps) {
        List<@Nullable Footing> answers = new ArrayList<>();
        for (Step step : steps) {
            Footing known = footings.get(step.organizationId());
            if (known == null || step.everything()) {
                footings.put(step.organizationId(), new Footing(step.to(), step.to()));
            } else if (known.place().compareTo(step.from()) >= 0) {
                step.subjects().forEach(subject -> values.keySet()
                        .removeIf(key -> key.startsWith(step.organizationId() + " " + subject)));
                footings.put(step.organizationId(), new Footing(
                        known.place().compareTo(step.to()) > 0 ? known.place() : step.to(), known.since()));
            }
            answers.add(footings.get(step.organizationId()));
        }
        return answers;
    }
}
