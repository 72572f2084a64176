package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Reads server-sent events out of bytes that may be cut anywhere. */
final class EventReader {

    private final Listener listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String name = "message";
    private String id = "";

    EventReader(Listener listener) {
        this.listener = listener;
    }

    /** @return whether the listener wants more */
    boolean read(byte[] bytes) {
        for (byte each : bytes) {
            if (each == '\n') {
                boolean more = line(line.toString(StandardCharsets.UTF_8));
                line.reset();
                if (!more) {
                    return false;
                }
            } else if (each != '\r') {
                line.write(each);
            }
        }
        return true;
    }

    private boolean line(String text) {
        if (text.isEmpty()) {
            return dispatch();
        }
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1).replaceFirst("^ ", "");
        switch (field) {
            case "event" -> name = value;
            case "id" -> id = value;
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            default -> {
                // A comment, which keeps the connection alive, or retry
            }
        }
        return true;
    }

    private boolean dispatch() {
        if (data.isEmpty()) {
            name = "message";
            return true;
        }
        Event event = new Event(name, id, data.toString());
        name = "message";
        data.setLength(0);
        return listener.heard(event);
    }

    /** @param id of the last event that had one */
    record Event(String name, String id, String text) {

        byte[] data() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Json.read(data());
        }
    }

    @FunctionalInterface
    interface Listener {
        /** @return whether it wants to hear more */
        boolean heard(Event event);
    }
}
