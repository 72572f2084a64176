package com.heraerp.app.http;

import java.util.Set;

/** The routes that need no token (contract, "Operations"). */
final class PublicRoutes {

    private static final Set<String> PATHS = Set.of(
            "/api/health/liveness",
            "/api/health/readiness",
            "/api/health/startup",
            "/api/metrics",
            "/api/circuit-breaker",
            "/api/circuit-breaker/status",
            "/api/cache/stats",
            "/api/db/status",
            "/api/openapi.json",
            "/api/openapi.yaml",
            "/api/docs");
    private static final String BELOW_DOCS = "/api/docs/";

    private PublicRoutes() {}

    static boolean include(String path) {
        return PATHS.contains(path) || path.startsWith(BELOW_DOCS);
    }
}
