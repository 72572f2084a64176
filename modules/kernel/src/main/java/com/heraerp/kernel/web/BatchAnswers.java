package com.heraerp.kernel.web;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.BatchResult;
import com.heraerp.kernel.change.ChangeAction;
import com.heraerp.kernel.change.OperationResult;
import com.heraerp.kernel.change.OperationResult.Done;
import com.heraerp.kernel.change.OperationResult.Failed;
import com.heraerp.kernel.change.OperationResult.NotDone;
import com.heraerp.kernel.json.JsonWriter;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;

/**
 * The answer of a batch: each operation's own status, or the failure that undid them all.
 *
 * @param rows how each row is told
 */
public record BatchAnswers(WriteAnswers rows) {

    /** Failed Dependency: this one was not to blame. */
    private static final int NOT_DONE = 424;

    private static final Refused UNDONE = Refused.because(
            Refusal.CONFLICT, "Not done: the batch is atomic and another operation was refused");

    /** Tells what became of a batch. */
    public MutableHttpResponse<byte[]> of(Call call, BatchResult result) {
        MutableHttpResponse<byte[]> answer = result.failure() == null
                ? done(call, result)
                : failed(call, result, result.failure());
        return WriteAnswers.marked(answer, result.replayed());
    }

    private MutableHttpResponse<byte[]> done(Call call, BatchResult result) {
        double millis = WriteAnswers.duration(call, result.storedMillis());
        return Answers.envelope(HttpStatus.OK, rows.apiVersion(), millis, json -> {
            json.raw("\"atomic\":").raw(Boolean.toString(result.atomic())).raw(",");
            results(json, result.results());
            WriteAnswers.caller(json, call);
        });
    }

    private MutableHttpResponse<byte[]> failed(Call call, BatchResult result, Refused failure) {
        JsonWriter json = new JsonWriter(1024).raw("{");
        ErrorStatus.write(json, failure).raw(",");
        results(json, result.results());
        Answers.text(json, "api_version", rows.apiVersion());
        Answers.text(json, "request_id", call.requestId());
        Answers.performance(json, WriteAnswers.duration(call, result.storedMillis()));
        HttpStatus status = HttpStatus.valueOf(ErrorStatus.of(failure.refusal()).status());
        return Answers.json(status, json.raw("}").toBytes());
    }

    private void results(JsonWriter json, List<OperationResult> results) {
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
                case NotDone(int ignored, ChangeAction action) -> {
                    Answers.text(json, "action", action.name());
                    error(json, NOT_DONE, UNDONE);
                }
            }
            json.raw("}");
            separator = ",";
        }
        json.raw("],");
    }

    private void done(JsonWriter json, Done done) {
        Answers.text(json, "action", done.action().name());
        rows.row(json, done.row());
        Answers.warnings(json, done.warnings());
        json.raw("\"status\":").raw(done.action() == ChangeAction.CREATE ? "201" : "200");
    }

    private static void error(JsonWriter json, int status, Refused refused) {
        json.raw("\"status\":").raw(Integer.toString(status)).raw(",\"error\":{");
        ErrorStatus.write(json, refused).raw("}");
    }
}
