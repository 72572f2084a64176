package com.heraerp.client;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.client.annotation.Client;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The routes, one method each, named by the {@code operationId} that the API's description gives them. Bodies are bytes: what is
 * in them is the business of {@link Json}, whatever JSON settings the surrounding application has.
 */
@Client(value = "${hera.url}", errorType = byte[].class)
@Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
interface HeraApi {

    String KEY = "Idempotency-Key";

    // v2.1: entities

    @Get("/api/v2.1/entities{?query*}")
    HttpResponse<byte[]> listEntities(Map<String, List<String>> query);

    @Get("/api/v2.1/entities/{id}{?query*}")
    HttpResponse<byte[]> readEntity(
            @PathVariable UUID id, Map<String, List<String>> query, @Header("If-None-Match") @Nullable String known);

    @Post("/api/v2.1/entities")
    HttpResponse<byte[]> registerEntity(@Body byte[] body, @Header(KEY) String key);

    @Put("/api/v2.1/entities")
    HttpResponse<byte[]> reviseEntity(@Body byte[] body, @Header(KEY) String key);

    @Delete("/api/v2.1/entities")
    HttpResponse<byte[]> removeEntity(@Body byte[] body, @Header(KEY) String key);

    @Post("/api/v2.1/entities/batch")
    HttpResponse<byte[]> changeEntitiesInBatch(@Body byte[] body, @Header(KEY) String key);

    @Get("/api/v2.1/entities/{id}/history{?query*}")
    HttpResponse<byte[]> readEntityHistory(@PathVariable UUID id, Map<String, List<String>> query);

    // v2.1: transactions

    @Get("/api/v2.1/transactions{?query*}")
    HttpResponse<byte[]> listTransactions(Map<String, List<String>> query);

    @Get("/api/v2.1/transactions/{id}{?query*}")
    HttpResponse<byte[]> readTransaction(
            @PathVariable UUID id, Map<String, List<String>> query, @Header("If-None-Match") @Nullable String known);

    @Post("/api/v2.1/transactions")
    HttpResponse<byte[]> postTransaction(@Body byte[] body, @Header(KEY) String key);

    @Put("/api/v2.1/transactions")
    HttpResponse<byte[]> reviseTransaction(@Body byte[] body, @Header(KEY) String key);

    @Delete("/api/v2.1/transactions")
    HttpResponse<byte[]> removeTransaction(@Body byte[] body, @Header(KEY) String key);

    @Post("/api/v2.1/transactions/batch")
    HttpResponse<byte[]> changeTransactionsInBatch(@Body byte[] body, @Header(KEY) String key);

    @Get("/api/v2.1/transactions/{id}/history{?query*}")
    HttpResponse<byte[]> readTransactionHistory(@PathVariable UUID id, Map<String, List<String>> query);

    @Get("/api/v2.1/transactions/{id}/document{?query*}")
    @Consumes(MediaType.ALL)
    HttpResponse<byte[]> printTransaction(@PathVariable UUID id, Map<String, List<String>> query);

    // v2.1: fiscal periods

    @Get("/api/v2.1/finance/periods{?query*}")
    HttpResponse<byte[]> listFiscalPeriods(Map<String, List<String>> query);

    @Post("/api/v2.1/finance/periods")
    HttpResponse<byte[]> generateFiscalYear(@Body byte[] body, @Header(KEY) String key);

    @Post("/api/v2.1/finance/periods/{code}/open")
    HttpResponse<byte[]> openFiscalPeriod(@PathVariable String code, @Body byte[] body, @Header(KEY) String key);

    @Post("/api/v2.1/finance/periods/{code}/close")
    HttpResponse<byte[]> closeFiscalPeriod(@PathVariable String code, @Body byte[] body, @Header(KEY) String key);

    @Post("/api/v2.1/finance/periods/{code}/lock")
    HttpResponse<byte[]> lockFiscalPeriod(@PathVariable String code, @Body byte[] body, @Header(KEY) String key);

    // v2.1: books

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
    HttpResponse<byte[]> closeFiscalYear(@PathVariable int year, @Body byte[] body, @Header(KEY) String key);

    @Post("/api/v2.1/finance/years/{year}/reopen")
    HttpResponse<byte[]> reopenFiscalYear(@PathVariable int year, @Body byte[] body, @Header(KEY) String key);

    @Get("/api/v2.1/finance/seal{?query*}")
    HttpResponse<byte[]> verifySeals(Map<String, List<String>> query);

    // v2.1: organizations and members

    @Get("/api/v2.1/organizations{?query*}")
    HttpResponse<byte[]> listOrganizations(Map<String, List<String>> query);

    @Get("/api/v2.1/organizations/{id}")
    HttpResponse<byte[]> readOrganization(@PathVariable UUID id);

    @Post("/api/v2.1/organizations")
    HttpResponse<byte[]> registerOrganization(@Body byte[] body, @Header(KEY) String key);

    @Put("/api/v2.1/organizations")
    HttpResponse<byte[]> reviseOrganization(@Body byte[] body, @Header(KEY) String key);

    @Get("/api/v2.1/organizations/{id}/members{?query*}")
    HttpResponse<byte[]> listMembers(@PathVariable UUID id, Map<String, List<String>> query);

    @Post("/api/v2.1/organizations/{id}/members")
    HttpResponse<byte[]> addMember(@PathVariable UUID id, @Body byte[] body, @Header(KEY) String key);

    @Put("/api/v2.1/organizations/{id}/members/{user}")
    HttpResponse<byte[]> changeMember(
            @PathVariable UUID id, @PathVariable UUID user, @Body byte[] body, @Header(KEY) String key);

    @Delete("/api/v2.1/organizations/{id}/members/{user}{?query*}")
    HttpResponse<byte[]> removeMember(
            @PathVariable UUID id, @PathVariable UUID user, Map<String, List<String>> query, @Header(KEY) String key);

    // v2.1: the change log

    @Get("/api/v2.1/changes{?query*}")
    HttpResponse<byte[]> listChanges(Map<String, List<String>> query);

    // v2.1: procedures, orchestrations and their runs

    String YAML = "application/yaml";

    @Get("/api/v2.1/procedures{?query*}")
    HttpResponse<byte[]> listProcedures(Map<String, List<String>> query);

    @Get("/api/v2.1/procedures/{code}")
    HttpResponse<byte[]> readProcedure(@PathVariable String code);

    @Post("/api/v2.1/procedures")
    @Produces(YAML)
    HttpResponse<byte[]> registerProcedure(@Body byte[] text, @Header(KEY) String key);

    @Get("/api/v2.1/orchestrations{?query*}")
    HttpResponse<byte[]> listOrchestrations(Map<String, List<String>> query);

    @Get("/api/v2.1/orchestrations/{code}")
    HttpResponse<byte[]> readOrchestration(@PathVariable String code);

    @Post("/api/v2.1/orchestrations")
    @Produces(YAML)
    HttpResponse<byte[]> registerOrchestration(@Body byte[] text, @Header(KEY) String key);

    @Post("/api/v2.1/orchestrations/{code}/validate")
    @Produces(YAML)
    HttpResponse<byte[]> validateOrchestration(@PathVariable String code, @Body byte[] text);

    @Post("/api/v2.1/orchestrations/{code}/execute")
    HttpResponse<byte[]> executeOrchestration(@PathVariable String code, @Body byte[] body, @Header(KEY) String key);

    @Post("/api/v2.1/orchestrations/{code}/simulate")
    HttpResponse<byte[]> simulateOrchestration(@PathVariable String code, @Body byte[] body);

    @Get("/api/v2.1/orchestration-runs{?query*}")
    HttpResponse<byte[]> listRuns(Map<String, List<String>> query);

    @Get("/api/v2.1/orchestration-runs/{run}")
    HttpResponse<byte[]> readRun(@PathVariable UUID run);

    @Get("/api/v2.1/orchestration-runs/{run}/timeline")
    HttpResponse<byte[]> readTimeline(@PathVariable UUID run);

    @Get("/api/v2.1/orchestration-runs/{run}/explain")
    HttpResponse<byte[]> explainRun(@PathVariable UUID run);

    // v2: functions

    @Get("/api/v2/rpc{?query*}")
    HttpResponse<byte[]> listFunctions(Map<String, List<String>> query);

    @Post("/api/v2/rpc/{function}")
    HttpResponse<byte[]> callFunction(@PathVariable String function, @Body byte[] arguments, @Header(KEY) String key);

    @Get("/api/v2/rpc/{function}{?query*}")
    HttpResponse<byte[]> readFunction(@PathVariable String function, Map<String, List<String>> query);

    // v2: step by step

    @Get("/api/v2/entities{?query*}")
    HttpResponse<byte[]> listEntityRows(Map<String, List<String>> query);

    @Get("/api/v2/entities/{id}{?query*}")
    HttpResponse<byte[]> readEntityRow(@PathVariable UUID id, Map<String, List<String>> query);

    @Post("/api/v2/entities")
    HttpResponse<byte[]> upsertEntityRow(@Body byte[] body, @Header(KEY) String key);

    @Put("/api/v2/entities")
    HttpResponse<byte[]> changeEntityRow(@Body byte[] body, @Header(KEY) String key);

    @Delete("/api/v2/entities/{id}{?query*}")
    HttpResponse<byte[]> deleteEntityRow(
            @PathVariable UUID id, Map<String, List<String>> query, @Header(KEY) String key);

    @Get("/api/v2/dynamic-data{?query*}")
    HttpResponse<byte[]> listFields(Map<String, List<String>> query);

    @Post("/api/v2/dynamic-data")
    HttpResponse<byte[]> setField(@Body byte[] body, @Header(KEY) String key);

    @Post("/api/v2/dynamic-data/batch")
    HttpResponse<byte[]> setFields(@Body byte[] body, @Header(KEY) String key);

    @Delete("/api/v2/dynamic-data{?query*}")
    HttpResponse<byte[]> deleteField(Map<String, List<String>> query, @Header(KEY) String key);

    @Get("/api/v2/relationships{?query*}")
    HttpResponse<byte[]> listRelationships(Map<String, List<String>> query);

    @Post("/api/v2/relationships")
    HttpResponse<byte[]> upsertRelationship(@Body byte[] body, @Header(KEY) String key);

    @Delete("/api/v2/relationships/{id}{?query*}")
    HttpResponse<byte[]> deleteRelationship(
            @PathVariable UUID id, Map<String, List<String>> query, @Header(KEY) String key);

    @Get("/api/v2/transactions{?query*}")
    HttpResponse<byte[]> listTransactionsV2(Map<String, List<String>> query);

    @Get("/api/v2/transactions/{id}{?query*}")
    HttpResponse<byte[]> readTransactionV2(@PathVariable UUID id, Map<String, List<String>> query);

    @Post("/api/v2/transactions")
    HttpResponse<byte[]> postTransactionV2(@Body byte[] body, @Header(KEY) String key);

    @Put("/api/v2/transactions")
    HttpResponse<byte[]> reviseTransactionInBodyV2(@Body byte[] body, @Header(KEY) String key);

    @Put("/api/v2/transactions/{id}")
    HttpResponse<byte[]> reviseTransactionV2(@PathVariable UUID id, @Body byte[] body, @Header(KEY) String key);

    @Delete("/api/v2/transactions/{id}{?query*}")
    HttpResponse<byte[]> removeTransactionV2(
            @PathVariable UUID id, Map<String, List<String>> query, @Header(KEY) String key);
}
