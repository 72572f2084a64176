package com.heraerp.books.adapter.in.http;

import com.heraerp.books.application.ExportLedger;
import com.heraerp.books.application.ReadStatement;
import com.heraerp.books.application.VerifyPeriods;
import com.heraerp.books.domain.Statement;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.kernel.web.Streams;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2.1/finance}: what the books say. */
@Controller("/api/v2.1/finance")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatementsController {

    static final String CSV = "text/csv;charset=utf-8";
    static final String JOURNAL = "text/plain;charset=utf-8";
    private static final String JSON = "application/json";

    private final ReadStatement readStatement;
    private final ExportLedger exportLedger;
    private final VerifyPeriods verifyPeriods;
    private final Streams streams;

    StatementsController(
            ReadStatement readStatement, ExportLedger exportLedger, VerifyPeriods verifyPeriods, Streams streams) {
        this.readStatement = readStatement;
        this.exportLedger = exportLedger;
        this.verifyPeriods = verifyPeriods;
        this.streams = streams;
    }

    @Get("/trial-balance")
    @Produces({JSON, CSV, JOURNAL})
    HttpResponse<?> trialBalance(Call call, HttpRequest<?> request) {
        return answer(call, request, Statement.TRIAL_BALANCE);
    }

    @Get("/balance-sheet")
    @Produces({JSON, CSV, JOURNAL})
    HttpResponse<?> balanceSheet(Call call, HttpRequest<?> request) {
        return answer(call, request, Statement.BALANCE_SHEET);
    }

    @Get("/profit-and-loss")
    @Produces({JSON, CSV, JOURNAL})
    HttpResponse<?> profitAndLoss(Call call, HttpRequest<?> request) {
        return answer(call, request, Statement.PROFIT_AND_LOSS);
    }

    @Get("/general-ledger")
    @Produces({JSON, CSV, JOURNAL})
    HttpResponse<?> generalLedger(Call call, HttpRequest<?> request) {
        return answer(call, request, Statement.GENERAL_LEDGER);
    }

    @Get("/periods/verification")
    HttpResponse<byte[]> verification(Call call, HttpRequest<?> request) {
        QueryParameters.of(request, Set.of());
        VerifyPeriods.Command command = new VerifyPeriods.Command(call.actor(), call.reading());
        byte[] members = call.timings().measure("db", () -> verifyPeriods.handle(command));
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw(members).raw(",");
            Answers.text(json, "organization_id", call.actor().organizationId().toString());
        });
    }

    private HttpResponse<?> answer(Call call, HttpRequest<?> request, Statement statement) {
        StatementRequest asked = StatementRequest.read(request, statement);
        if (statement == Statement.GENERAL_LEDGER && asked.format() != StatementRequest.Format.JSON) {
            return ledger(call, asked);
        }
        ReadStatement.Command command = new ReadStatement.Command(
                call.actor(), call.reading(), statement, asked.asked());
        byte[] members = call.timings().measure("db", () -> readStatement.handle(command));
        return switch (asked.format()) {
            case JSON -> Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
                json.raw(members).raw(",\"filters\":").value(asked.asked()).raw(",");
                Answers.text(json, "organization_id", call.actor().organizationId().toString());
            });
            case CSV -> file(statement, "csv", CSV, StatementFiles.table(
                    statement.columns(asked.span()), StatementFiles.rows(object(members), "data"), true));
            case HLEDGER -> file(statement, "journal", JOURNAL, StatementFiles.journal(statement, object(members)));
        };
    }

    private HttpResponse<?> ledger(Call call, StatementRequest asked) {
        Iterator<JsonObject> pages = exportLedger.handle(
                new ExportLedger.Command(call.actor(), call.reading(), asked.asked()));
        if (asked.format() == StatementRequest.Format.CSV) {
            LedgerTable table = new LedgerTable();
            return file(Statement.GENERAL_LEDGER, "csv", CSV, streams.of(pages, table::print));
        }
        LedgerJournal journal = new LedgerJournal(day(asked.asked()));
        return file(Statement.GENERAL_LEDGER, "journal", JOURNAL, streams.of(pages, journal::print));
    }

    /** The day that a ledger begins with, null for one that goes back to the first entry. */
    private static @Nullable String day(JsonObject asked) {
        String period = asked.text("period");
        String from = asked.text("from");
        return period != null ? period + "-01" : from == null ? null : from.substring(0, "2025-01-01".length());
    }

    private static <T> MutableHttpResponse<T> file(Statement statement, String extension, String type, T body) {
        String name = statement.title().replace(' ', '-') + "." + extension;
        return HttpResponse.ok(body)
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    }

    private static JsonObject object(byte[] members) {
        return JsonReader.readStored(
                ("{" + new String(members, StandardCharsets.UTF_8) + "}").getBytes(StandardCharsets.UTF_8));
    }
}
