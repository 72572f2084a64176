package com.heraerp.orchestration.api;

import com.heraerp.kernel.json.JsonObject;
import java.util.UUID;

/**
 * Completes the payloads of one orchestration before its runs begin, where conditions need facts that callers do not send. The
 * run records the completed payload, so that it is decided on the same facts however often it is looked at.
 */
public interface PayloadCompletion {

    /** The orchestration's smart code, in either spelling of its version. */
    String smartCode();

    /** The payload with what was missing; it only looks. */
    JsonObject completed(UUID organizationId, String event, JsonObject payload);
}
