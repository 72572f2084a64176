package com.heraerp.entities.adapter.in.http;

import com.heraerp.entities.application.Import;
import com.heraerp.entities.application.ImportEntities;
import com.heraerp.entities.application.ImportReport;
import com.heraerp.entities.application.port.ImportStore.Failure;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonWriter;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.ErrorStatus;
import com.heraerp.kernel.web.WriteAnswers;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of an import. */
final class ImportAnswers {

    private ImportAnswers() {}

    static MutableHttpResponse<byte[]> of(Call call, ImportEntities.Command command, Import done) {
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(),
                json -> members(json, call, command, done));
    }

    /** The members of the report, each with a comma at its end. */
    static void members(JsonWriter json, Call call, ImportEntities.Command command, Import done) {
        ImportReport report = done.report();
        Answers.text(json, "mode", command.upsert() ? "upsert" : "insert");
        json.raw("\"dry_run\":").raw(Boolean.toString(command.dryRun())).raw(",");
        counts(json, done);
        json.raw("\"failures\":[");
        String separator = "";
        for (Failure failure : report.failures()) {
            json.raw(separator);
            failure(json, failure);
            separator = ",";
        }
        json.raw("],");
        warnings(json, report);
        WriteAnswers.caller(json, call);
    }

    /** How far it came: lines read, and what became of those dealt with. */
    static void counts(JsonWriter json, Import done) {
        ImportReport report = done.report();
        count(json, "total", report.lines());
        count(json, "created", report.created());
        count(json, "updated", report.updated());
        count(json, "unchanged", report.unchanged());
        count(json, "failed", report.failed());
    }

    static void count(JsonWriter json, String name, int count) {
        json.raw("\"").raw(name).raw("\":").raw(Integer.toString(count)).raw(",");
    }

    private static void failure(JsonWriter json, Failure failure) {
        Refused refused = failure.refused();
        ErrorStatus status = ErrorStatus.of(refused.refusal());
        Violation first = refused.violations().isEmpty() ? null : refused.violations().getFirst();
        String field = first == null ? refused.context().text("field") : first.context().text("field");
        json.raw("{\"line\":").raw(Integer.toString(failure.line())).raw(",");
        Answers.text(json, "code", code(refused, first, status));
        if (field != null) {
            Answers.text(json, "field", field);
        }
        json.raw("\"status\":").raw(Integer.toString(status.status())).raw(",\"error\":{");
        ErrorStatus.write(json, refused).raw("}}");
    }

    private static String code(Refused refused, @Nullable Violation first, ErrorStatus status) {
        if (first != null) {
            return first.code();
        }
        return refused.code() == null ? status.errorCode() : refused.code();
    }

    private static void warnings(JsonWriter json, ImportReport report) {
        List<ImportReport.Warning> warnings = report.warnings();
        if (warnings.isEmpty()) {
            return;
        }
        count(json, "warned", report.warned());
        json.raw("\"warnings\":[");
        String separator = "";
        for (ImportReport.Warning warning : warnings) {
            json.raw(separator).value(warning.violation().toJson().toBuilder().put("line", warning.line()).build());
            separator = ",";
        }
        json.raw("],");
    }
}
