package com.heraerp.client;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import java.util.List;
import java.util.Map;

/** The fiscal calendar and what the books say; see {@link HeraApi}. */
@Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
interface BooksApi {

    @Get("/api/v2.1/finance/periods{?query*}")
    HttpResponse<byte[]> listFiscalPeriods(Map<String, List<String>> query);

    @Post("/api/v2.1/finance/periods")
    HttpResponse<byte[]> generateFiscalYear(@Body byte[] body, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/finance/periods/{code}/open")
    HttpResponse<byte[]> openFiscalPeriod(@PathVariable String code, @Body byte[] body, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/finance/periods/{code}/close")
    HttpResponse<byte[]> closeFiscalPeriod(@PathVariable String code, @Body byte[] body, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/finance/periods/{code}/lock")
    HttpResponse<byte[]> lockFiscalPeriod(@PathVariable String code, @Body byte[] body, @Header(Calls.KEY) String key);

    @Get("/api/v2.1/finance/trial-balance{?query*}")
    HttpResponse<byte[]> readTrialBalance(Map<String, List<String>> query);

    @Get("/api/v2.1/finance/balance-sheet{?query*}")
    HttpResponse<byte[]> readBalanceSheet(Map<String, List<String>> query);

    @Get("/api/v2.1/finance/profit-and-loss{?query*}")
    HttpResponse<byte[]> readProfitAndLoss(Map<String, List<String>> query);

    @Get("/api/v2.1/finance/general-ledger{?query*}")
    HttpResponse<byte[]> readGeneralLedger(Map<String, List<String>> query);

    @Get("/api/v2.1/finance/periods/verification")
    HttpResponse<byte[]> verifyPeriods();

    @Post("/api/v2.1/finance/years/{year}/close")
    HttpResponse<byte[]> closeFiscalYear(@PathVariable int year, @Body byte[] body, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/finance/years/{year}/reopen")
    HttpResponse<byte[]> reopenFiscalYear(@PathVariable int year, @Body byte[] body, @Header(Calls.KEY) String key);

    @Get("/api/v2.1/finance/seal{?query*}")
    HttpResponse<byte[]> verifySeals(Map<String, List<String>> query);
}
