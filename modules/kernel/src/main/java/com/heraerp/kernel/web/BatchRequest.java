package com.heraerp.kernel.web;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.Batch;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.util.Set;

/** Reads the body of a batch: {@code {"atomic": true, "operations": […]}}. */
public final class BatchRequest {

    private static final Set<String> KNOWN = Set.of("atomic", "operations", "organization_id");

    private BatchRequest() {}

    /**
     * The batch that a body asks for.
     *
     * @throws Refused 400 for another shape, naming the field; 403 for another organization
     */
    public static Batch read(Call call, byte[] body) {
        JsonObject batch = StrictBody.read(body, KNOWN).json();
        call.actor().requireOwn(batch);
        JsonArray operations = batch.array("operations");
        if (operations == null) {
            throw Refused.field("operations", "operations must be an array");
        }
        return new Batch(isAtomic(batch), operations);
    }

    private static boolean isAtomic(JsonObject batch) {
        JsonValue atomic = batch.get("atomic");
        return switch (atomic) {
            case null -> true;
            case JsonBoolean given -> given.value();
            default -> throw Refused.field("atomic", "atomic must be true or false");
        };
    }
}
