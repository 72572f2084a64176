package com.heraerp.entities.application;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;

/** One line of a file to import. */
public sealed interface ImportLine {

    /** Counted from 1, as an editor counts. */
    int number();

    /**
     * A line that could be read.
     *
     * @param body what {@code POST /api/v2.1/entities} takes, and {@code entity_id} when other lines point to this one
     */
    record Readable(int number, JsonObject body) implements ImportLine {}

    /** A line that could not. */
    record Unreadable(int number, Refused why) implements ImportLine {}
}
