package com.heraerp.transactions.adapter.in.http;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.transactions.application.ChangeFiscalPeriod;
import com.heraerp.transactions.application.GenerateFiscalYear;
import com.heraerp.transactions.application.ListFiscalPeriods;
import com.heraerp.transactions.domain.PeriodAction;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v2.1/finance/periods}: the calendar of the books. Where a body may be absent the
 * request is taken as a whole: an argument that is its body would have to be there.
 */
@Controller("/api/v2.1/finance/periods")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FiscalPeriodsController {

    private static final byte[] NO_BODY = {};

    private final ListFiscalPeriods listPeriods;
    private final ChangeFiscalPeriod changePeriod;
    private final GenerateFiscalYear generateYear;

    FiscalPeriodsController(
            ListFiscalPeriods listPeriods, ChangeFiscalPeriod changePeriod, GenerateFiscalYear generateYear) {
        this.listPeriods = listPeriods;
        this.changePeriod = changePeriod;
        this.generateYear = generateYear;
    }

    @Get
    HttpResponse<byte[]> list(Call call, HttpRequest<?> request) {
        JsonObject asked = PeriodRequests.asked(request);
        ListFiscalPeriods.Command command = new ListFiscalPeriods.Command(call.actor(), call.reading(), asked);
        byte[] members = call.timings().measure("db", () -> listPeriods.handle(command));
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw(members).raw(",\"filters\":").value(asked).raw(",");
            Answers.text(json, "organization_id", call.actor().organizationId().toString());
        });
    }

    @Post
    HttpResponse<byte[]> generate(Call call, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? NO_BODY : body;
        PeriodRequests.Year year = PeriodRequests.year(bytes, call.actor());
        GenerateFiscalYear.Command command = new GenerateFiscalYear.Command(
                call.actor(), call.writing(call.keyed(bytes)), year.fiscalYear(), year.startMonth());
        return PeriodAnswers.told(call, HttpStatus.CREATED,
                call.timings().measure("db", () -> generateYear.handle(command)));
    }

    @Post("/{code}/open")
    HttpResponse<byte[]> open(
            Call call, HttpRequest<byte[]> request, @PathVariable String code) {
        return change(call, request, code, PeriodAction.OPEN);
    }

    @Post("/{code}/close")
    HttpResponse<byte[]> close(
            Call call, HttpRequest<byte[]> request, @PathVariable String code) {
        return change(call, request, code, PeriodAction.CLOSE);
    }

    @Post("/{code}/lock")
    HttpResponse<byte[]> lock(
            Call call, HttpRequest<byte[]> request, @PathVariable String code) {
        return change(call, request, code, PeriodAction.LOCK);
    }

    private HttpResponse<byte[]> change(
            Call call, HttpRequest<byte[]> request, String code, PeriodAction action) {
        byte[] bytes = request.getBody().orElse(NO_BODY);
        ChangeFiscalPeriod.Command command = new ChangeFiscalPeriod.Command(
                call.actor(),
                call.writing(call.keyed(bytes)),
                PeriodRequests.code(code),
                action,
                PeriodRequests.options(bytes, request.getHeaders(), call.actor()));
        return PeriodAnswers.told(call, HttpStatus.OK,
                call.timings().measure("db", () -> changePeriod.handle(command)));
    }
}
