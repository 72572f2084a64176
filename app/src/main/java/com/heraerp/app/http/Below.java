package com.heraerp.app.http;

import io.micronaut.http.HttpRequest;

/**
 * Where a request goes, for filters. They ask here instead of declaring patterns: the framework puts filters of all paths
 * in order once, and matches patterns anew for every request, which costs more than all of the filters' own work.
 */
final class Below {

    private Below() {}

    /** Whether the request's path, decoded as the router reads it, is {@code root} or below it. */
    static boolean is(HttpRequest<?> request, String root) {
        String path = request.getPath();
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }
}
