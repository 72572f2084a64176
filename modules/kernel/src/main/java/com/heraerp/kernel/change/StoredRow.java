package com.heraerp.kernel.change;

import com.heraerp.kernel.json.JsonObject;

/**
 * A row as a change left it.
 *
 * @param version the row's version after the change
 * @param more what else the store told of it, to be told to the caller as it is
 */
public record StoredRow(String id, long version, JsonObject more) {}
