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
interface HeraApi extends BooksApi, EngineApi, DualApi {

    // v2.1: entities

    @Get("/api/v2.1/entities{?query*}")
    HttpResponse<byte[]> listEntities(Map<String, List<String>> query);

    @Get("/api/v2.1/entities/{id}{?query*}")
    HttpResponse<byte[]> readEntity(
            @PathVariable UUID id, Map<String, List<String>> query, @Header("If-None-Match") @Nullable String known);

    @Post("/api/v2.1/entities")
    HttpResponse<byte[]> registerEntity(@Body byte[] body, @Header(Calls.KEY) String key);

    @Put("/api/v2.1/entities")
    HttpResponse<byte[]> reviseEntity(@Body byte[] body, @Header(Calls.KEY) String key);

    @Delete("/api/v2.1/entities")
    HttpResponse<byte[]> removeEntity(@Body byte[] body, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/entities/batch")
    HttpResponse<byte[]> changeEntitiesInBatch(@Body byte[] body, @Header(Calls.KEY) String key);

    @Get("/api/v2.1/entities/{id}/history{?query*}")
    HttpResponse<byte[]> readEntityHistory(@PathVariable UUID id, Map<String, List<String>> query);

    // v2.1: transactions

    @Get("/api/v2.1/transactions{?query*}")
    HttpResponse<byte[]> listTransactions(Map<String, List<String>> query);

    @Get("/api/v2.1/transactions/{id}{?query*}")
    HttpResponse<byte[]> readTransaction(
            @PathVariable UUID id, Map<String, List<String>> query, @Header("If-None-Match") @Nullable String known);

    @Post("/api/v2.1/transactions")
    HttpResponse<byte[]> postTransaction(@Body byte[] body, @Header(Calls.KEY) String key);

    @Put("/api/v2.1/transactions")
    HttpResponse<byte[]> reviseTransaction(@Body byte[] body, @Header(Calls.KEY) String key);

    @Delete("/api/v2.1/transactions")
    HttpResponse<byte[]> removeTransaction(@Body byte[] body, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/transactions/batch")
    HttpResponse<byte[]> changeTransactionsInBatch(@Body byte[] body, @Header(Calls.KEY) String key);

    @Get("/api/v2.1/transactions/{id}/history{?query*}")
    HttpResponse<byte[]> readTransactionHistory(@PathVariable UUID id, Map<String, List<String>> query);

    @Get("/api/v2.1/transactions/{id}/document{?query*}")
    @Consumes(MediaType.ALL)
    HttpResponse<byte[]> printTransaction(@PathVariable UUID id, Map<String, List<String>> query);

    // v2.1: organizations and members

    @Get("/api/v2.1/organizations{?query*}")
    HttpResponse<byte[]> listOrganizations(Map<String, List<String>> query);

    @Get("/api/v2.1/organizations/{id}")
    HttpResponse<byte[]> readOrganization(@PathVariable UUID id);

    @Post("/api/v2.1/organizations")
    HttpResponse<byte[]> registerOrganization(@Body byte[] body, @Header(Calls.KEY) String key);

    @Put("/api/v2.1/organizations")
    HttpResponse<byte[]> reviseOrganization(@Body byte[] body, @Header(Calls.KEY) String key);

    @Get("/api/v2.1/organizations/{id}/members{?query*}")
    HttpResponse<byte[]> listMembers(@PathVariable UUID id, Map<String, List<String>> query);

    @Post("/api/v2.1/organizations/{id}/members")
    HttpResponse<byte[]> addMember(@PathVariable UUID id, @Body byte[] body, @Header(Calls.KEY) String key);

    @Put("/api/v2.1/organizations/{id}/members/{user}")
    HttpResponse<byte[]> changeMember(
            @PathVariable UUID id, @PathVariable UUID user, @Body byte[] body, @Header(Calls.KEY) String key);

    @Delete("/api/v2.1/organizations/{id}/members/{user}{?query*}")
    HttpResponse<byte[]> removeMember(
            @PathVariable UUID id, @PathVariable UUID user, Map<String, List<String>> query,
            @Header(Calls.KEY) String key);

    // v2.1: the change log

    @Get("/api/v2.1/changes{?query*}")
    HttpResponse<byte[]> listChanges(Map<String, List<String>> query);
}
