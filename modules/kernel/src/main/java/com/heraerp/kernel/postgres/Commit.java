package com.heraerp.kernel.postgres;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A write that has committed, with whose remembered answers it made untrue.
 *
 * @param everything whether it may have changed anything of the organization
 * @param subjects the rows that the change log names as changed or removed; new ones are not among them
 */
public record Commit(UUID organizationId, boolean everything, Set<UUID> subjects) {

    private static final String EVERYTHING = "*";

    public Commit {
        subjects = Set.copyOf(subjects);
    }

    /**
     * Reads what {@code hera.touched} says: ids with a space between, or {@code *}.
     *
     * @param touched null or empty when nothing was logged
     */
    public static Commit of(UUID organizationId, @Nullable String touched) {
        if (touched == null || touched.isBlank() || touched.equals("-")) {
            return new Commit(organizationId, false, Set.of());
        }
        if (touched.equals(EVERYTHING)) {
            return anything(organizationId);
        }
        return new Commit(organizationId, false, Arrays.stream(touched.strip().split(" "))
                .map(UUID::fromString)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** A write that may have changed anything of the organization. */
    public static Commit anything(UUID organizationId) {
        return new Commit(organizationId, true, Set.of());
    }

    /** What {@link #of} reads. */
    public String touched() {
        return everything
                ? EVERYTHING
                : subjects.stream().map(UUID::toString).collect(Collectors.joining(" "));
    }
}
