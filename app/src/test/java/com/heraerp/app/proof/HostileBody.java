package com.heraerp.app.proof;

import java.nio.charset.StandardCharsets;

/** A body that no route may take. */
record HostileBody(String method, String path, byte[] bytes) {

    private static final int SHOWN = 200;

    HostileBody(String method, String path, String text) {
        this(method, path, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("(.)\\1{20,}", "$1…");
        return method + ' ' + path + ' ' + text.substring(0, Math.min(SHOWN, text.length()));
    }
}
