package com.heraerp.app.http;

/** The {@code api_version} of answers, by path (contract, introduction). */
public final class ApiVersion {

    private ApiVersion() {}

    /**
     * @param path the request's path without query
     * @return {@code v1} below {@code /api/v1}, {@code v2} below {@code /api/v2} and {@code /rest/v1}, else {@code v2.1}
     */
    public static String of(String path) {
        if (isBelow(path, "/api/v2") || isBelow(path, "/rest/v1")) {
            return "v2";
        }
        return isBelow(path, "/api/v1") ? "v1" : "v2.1";
    }

    /** Whether answers there go to PostgREST clients, which expect {@code code}, {@code details} and {@code hint}. */
    public static boolean isRpc(String path) {
        return isBelow(path, "/api/v2/rpc") || isBelow(path, "/rest/v1/rpc");
    }

    private static boolean isBelow(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
