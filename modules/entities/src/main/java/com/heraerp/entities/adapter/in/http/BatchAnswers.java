package com.heraerp.entities.adapter.in.http;

import com.heraerp.entities.application.ChangeEntitiesInBatch.Result;
import com.heraerp.entities.application.OperationResult;
import com.heraerp.entities.application.OperationResult.Done;
import com.heraerp.entities.application.OperationResult.Failed;
import com.heraerp.entities.application.OperationResult.NotDone;
import com.heraerp.entities.domain.EntityChange.Action;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonWriter;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.ErrorStatus;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;

/** The answer of a batch: each operation's own status, or the failure that undid them all. */
final class BatchAnswers {

    /** Failed Dependency: this one was not to blame. */
    private static final int NOT_DONE = 424;

    private static final Refused UNDONE = Refused.because(Refusal.CONFLICT,
            "Not done: the batch is atomic and another operation was refused");

    private BatchAnswers() {}

    static MutableHttpResponse<byte[]> of(Call call, boolean atomic, Result result) {
        MutableHttpResponse<byte[]> answer = result.failure() == null
                ? done(call, atomic, result)
                : failed(call, result, result.failure());
        return WriteAnswers.marked(answer, result.replayed());
    }

    private static MutableHttpResponse<byte[]> done(Call call, boolean atomic, Result result) {
        double millis = WriteAnswers.duration(call, result.storedMillis());
        return Answers.envelope(HttpStatus.OK, "v2.1", millis, json -> {
            json.raw("\"atomic\":").raw(Boolean.toString(atomic)).raw(",");
            results(json, result.results());
            WriteAnswers.caller(json, call);
        });
    }

    private static MutableHttpResponse<byte[]> failed(Call call, Result result, Refused failure) {
        JsonWriter json = new JsonWriter(1024).raw("{");
        ErrorStatus.write(json, failure).raw(",");
        results(json, result.results());
        Answers.text(json, "api_version", "v2.1");
        Answers.text(json, "request_id", call.requestId());
        Answers.performance(json, WriteAnswers.duration(call, result.storedMillis()));
        HttpStatus status = HttpStatus.valueOf(ErrorStatus.of(failure.refusal()).status());
        return Answers.json(status, json.raw("}").toBytes());
    }

    private static void results(JsonWriter json, List<OperationResult> results) {
        long succeeded = results.stream().filter(Done.class::isInstance).count();
        json.raw("\"count\":").raw(Integer.toString(results.size()));
        json.raw(",\"succeeded\":").raw(Long.toString(succeeded));
        json.raw(",\"failed\":").raw(Long.toString(results.size() - succeeded)).raw(",\"results\":[");
        String separator = "";
        for (OperationResult result : results) {
            json.raw(separator).raw("{\"index\":").raw(Integer.toString(result.index())).raw(",");
            switch (result) {
                case Done done -> done(json, done);
                case Failed(int ignored, var action, Refused refused) -> {
                    if (action != null) {
                        Answers.text(json, "action", action.name());
                    }
                    error(json, ErrorStatus.of(refused.refusal()).status(), refused);
                }
                case NotDone(int ignored, Action action) -> {
                    Answers.text(json, "action", action.name());
                    error(json, NOT_DONE, UNDONE);
                }
            }
            json.raw("}");
            separator = ",";
        }
        json.raw("],");
    }

    private static void done(JsonWriter json, Done done) {
        Answers.text(json, "action", done.action().name());
        json.raw("\"status\":").raw(done.action() == Action.CREATE ? "201," : "200,");
        Answers.text(json, "entity_id", done.entityId());
        Answers.warnings(json, done.warnings());
        json.raw("\"version\":").raw(Long.toString(done.version()));
    }

    private static void error(JsonWriter json, int status, Refused refused) {
        json.raw("\"status\":").raw(Integer.toString(status)).raw(",\"error\":{");
        ErrorStatus.write(json, refused).raw("}");
    }
}
