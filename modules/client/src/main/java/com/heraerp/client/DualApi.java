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
import io.micronaut.http.annotation.Put;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** v2: functions, and step by step; see {@link HeraApi}. */
@Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
interface DualApi {

    // v2: functions

    @Get("/api/v2/rpc{?query*}")
    HttpResponse<byte[]> listFunctions(Map<String, List<String>> query);

    @Post("/api/v2/rpc/{function}")
    HttpResponse<byte[]> callFunction(@PathVariable String function, @Body byte[] arguments,
            @Header(Calls.KEY) String key);

    @Get("/api/v2/rpc/{function}{?query*}")
    HttpResponse<byte[]> readFunction(@PathVariable String function, Map<String, List<String>> query);

    // v2: step by step

    @Get("/api/v2/entities{?query*}")
    HttpResponse<byte[]> listEntityRows(Map<String, List<String>> query);

    @Get("/api/v2/entities/{id}{?query*}")
    HttpResponse<byte[]> readEntityRow(@PathVariable UUID id, Map<String, List<String>> query);

    @Post("/api/v2/entities")
    HttpResponse<byte[]> upsertEntityRow(@Body byte[] body, @Header(Calls.KEY) String key);

    @Put("/api/v2/entities")
    HttpResponse<byte[]> changeEntityRow(@Body byte[] body, @Header(Calls.KEY) String key);

    @Delete("/api/v2/entities/{id}{?query*}")
    HttpResponse<byte[]> deleteEntityRow(
            @PathVariable UUID id, Map<String, List<String>> query, @Header(Calls.KEY) String key);

    @Get("/api/v2/dynamic-data{?query*}")
    HttpResponse<byte[]> listFields(Map<String, List<String>> query);

    @Post("/api/v2/dynamic-data")
    HttpResponse<byte[]> setField(@Body byte[] body, @Header(Calls.KEY) String key);

    @Post("/api/v2/dynamic-data/batch")
    HttpResponse<byte[]> setFields(@Body byte[] body, @Header(Calls.KEY) String key);

    @Delete("/api/v2/dynamic-data{?query*}")
    HttpResponse<byte[]> deleteField(Map<String, List<String>> query, @Header(Calls.KEY) String key);

    @Get("/api/v2/relationships{?query*}")
    HttpResponse<byte[]> listRelationships(Map<String, List<String>> query);

    @Post("/api/v2/relationships")
    HttpResponse<byte[]> upsertRelationship(@Body byte[] body, @Header(Calls.KEY) String key);

    @Delete("/api/v2/relationships/{id}{?query*}")
    HttpResponse<byte[]> deleteRelationship(
            @PathVariable UUID id, Map<String, List<String>> query, @Header(Calls.KEY) String key);

    @Get("/api/v2/transactions{?query*}")
    HttpResponse<byte[]> listTransactionsV2(Map<String, List<String>> query);

    @Get("/api/v2/transactions/{id}{?query*}")
    HttpResponse<byte[]> readTransactionV2(@PathVariable UUID id, Map<String, List<String>> query);

    @Post("/api/v2/transactions")
    HttpResponse<byte[]> postTransactionV2(@Body byte[] body, @Header(Calls.KEY) String key);

    @Put("/api/v2/transactions")
    HttpResponse<byte[]> reviseTransactionInBodyV2(@Body byte[] body, @Header(Calls.KEY) String key);

    @Put("/api/v2/transactions/{id}")
    HttpResponse<byte[]> reviseTransactionV2(@PathVariable UUID id, @Body byte[] body, @Header(Calls.KEY) String key);

    @Delete("/api/v2/transactions/{id}{?query*}")
    HttpResponse<byte[]> removeTransactionV2(
            @PathVariable UUID id, Map<String, List<String>> query, @Header(Calls.KEY) String key);
}
