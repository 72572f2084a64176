package com.heraerp.app.proof;

import java.util.HashMap;
import java.util.Map;

/** One request that names something strange. */
record Attempt(String method, String path, String body, Map<String, String> headers) {

    static Attempt get(String path) {
        return new Attempt("GET", path, "", Map.of());
    }

    static Attempt of(String method, String path, String body) {
        return new Attempt(method, path, body, Map.of());
    }

    Attempt with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Attempt(method, path, body, more);
    }

    Attempt asHead() {
        return new Attempt("HEAD", path, body, headers);
    }
}
