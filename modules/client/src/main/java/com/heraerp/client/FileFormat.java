package com.heraerp.client;

import java.util.Locale;

/** How a file of entities is written. */
public enum FileFormat {

    /** One JSON object a line. */
    NDJSON("application/x-ndjson"),

    /** A header and a row each. */
    CSV("text/csv");

    private final String mediaType;

    FileFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
