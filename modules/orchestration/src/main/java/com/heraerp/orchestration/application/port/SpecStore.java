package com.heraerp.orchestration.application.port;

import com.heraerp.kernel.change.StoredChange;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what organizations have registered, every version of it. */
public interface SpecStore {

    /**
     * What is to be registered, found to be without errors.
     *
     * @param source as it was written
     * @param sha checksum of {@code content}
     * @param plan compiled; null for a procedure
     * @param planSha its checksum; null for a procedure
     * @param path of the file it comes from; null when it comes from none
     * @param expectedVersion of its entity; null for any
     */
    record Registration(
            SpecKind kind,
            String smartCode,
            String intent,
            JsonObject content,
            String source,
            String sha,
            @Nullable JsonObject plan,
            @Nullable String planSha,
            @Nullable String path,
            @Nullable Long expectedVersion) {}

    /**
     * The active version of something registered.
     *
     * @param insights checksum, path, active_version, versions and who registered it when
     * @param plan null for a procedure
     */
    record Active(
            SpecKind kind,
            UUID entityId,
            String smartCode,
            long entityVersion,
            String intent,
            JsonObject insights,
            JsonObject content,
            @Nullable JsonObject plan) {}

    /**
     * Registers in the scope's organization; what is active already changes nothing. The answer's {@code more} holds
     * {@code status}, {@code smart_code}, {@code spec_version} and {@code checksum}.
     *
     * @throws com.heraerp.kernel.Refused 403 for who may not, 412 for another entity version than expected
     */
    StoredChange register(Scope scope, Registration registration);

    /** Differs whenever what the organization has registered has changed. */
    String stamp(UUID organizationId);

    /** All that the organization has registered. */
    List<Active> active(UUID organizationId);

    /** The content of a procedure, or the plan of an orchestration, in the version with this checksum, active or not. */
    Optional<JsonObject> ofChecksum(UUID organizationId, SpecKind kind, String smartCode, String checksum);
}
