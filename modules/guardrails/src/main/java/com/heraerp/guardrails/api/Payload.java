package com.heraerp.guardrails.api;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** What entities and transactions have in common when they are written: fields, relationships, options. */
public sealed interface Payload permits EntityPayload, TransactionPayload {

    /** The form it came in. */
    Dialect dialect();

    Action action();

    /** The organization the request works in; null when none is known, which is a violation. */
    @Nullable
    OrganizationId organizationId();

    /** The dynamic fields as given; null when absent. */
    @Nullable
    JsonValue dynamic();

    /** The relationships as given; null when absent. */
    @Nullable
    JsonValue relationships();

    /** How to do it: {@code expected_version}, {@code reason}, … */
    JsonObject options();
}
