package com.heraerp.kernel.postgres;

import java.util.UUID;

/**
 * What the database is told before anything else: tenant, actor and, for writes, the request. Row-level security reads
 * the first, stamps the second, the change log the third.
 *
 * @param request JSON for {@code hera.request}: request_id and, for a keyed write, idempotency_key, fingerprint and
 *     elapsed_ms; empty for reads
 */
public record Scope(UUID organizationId, UUID actorUserId, String request, DatabaseCall databaseCall) {}
