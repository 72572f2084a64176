package com.heraerp.entities.adapter.in.http;

import com.heraerp.entities.application.ChangeEntitiesInBatch;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.web.Call;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v2.1/entities/batch}: many changes at once. */
@Controller("/api/v2.1/entities/batch")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntityBatchController {

    private static final Set<String> KNOWN = Set.of("atomic", "operations", "organization_id");
    private static final byte[] NO_BODY = {};

    private final ChangeEntitiesInBatch changeEntitiesInBatch;

    EntityBatchController(ChangeEntitiesInBatch changeEntitiesInBatch) {
        this.changeEntitiesInBatch = changeEntitiesInBatch;
    }

    @Post
    HttpResponse<byte[]> change(Call call, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? NO_BODY : body;
        JsonObject batch = JsonReader.readObject(bytes);
        refuseUnknown(batch);
        refuseOtherOrganization(call, batch);
        ChangeEntitiesInBatch.Command command = new ChangeEntitiesInBatch.Command(
                call.actor(), call.writing(call.keyed(bytes)), isAtomic(batch), operations(batch));
        ChangeEntitiesInBatch.Result result = call.timings().measure("db", () -> changeEntitiesInBatch.handle(command));
        return BatchAnswers.of(call, command.atomic(), result);
    }

    private static void refuseUnknown(JsonObject batch) {
        List<String> unknown = batch.names().stream().filter(name -> !KNOWN.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw Refused.because(Refusal.INVALID_REQUEST, "Unknown fields: " + String.join(", ", unknown))
                    .withContext(JsonObject.builder()
                            .put("fields", JsonArray.ofTexts(unknown))
                            .build());
        }
    }

    private static void refuseOtherOrganization(Call call, JsonObject batch) {
        boolean other = batch.has("organization_id")
                && !call.actor().organizationId().toString().equalsIgnoreCase(batch.text("organization_id"));
        if (other) {
            throw Refused.because(Refusal.FORBIDDEN, "organization_id is not the organization you are calling for");
        }
    }

    private static boolean isAtomic(JsonObject batch) {
        JsonValue atomic = batch.get("atomic");
        return switch (atomic) {
            case null -> true;
            case JsonBoolean given -> given.value();
            default -> throw Refused.field("atomic", "atomic must be true or false");
        };
    }

    private static JsonArray operations(JsonObject batch) {
        JsonArray operations = batch.array("operations");
        if (operations == null) {
            throw Refused.field("operations", "operations must be an array");
        }
        return operations;
    }
}
