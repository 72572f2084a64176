package com.heraerp.app.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Somebody who changes things, so that others are told. */
record Writer(URI server, String token) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Creates an entity with this much text beside its name; answers its id. */
    String create(String type, int length) throws IOException, InterruptedException {
        return id(send("POST", "{\"entity_type\":\"" + type + "\",\"entity_name\":\"Told\",\"smart_code\":"
                + "\"HERA.SALON.INV.PRODUCT.SHAMPOO.V1\",\"metadata\":{\"note\":\"" + "x".repeat(length) + "\"}}"));
    }

    void rename(String id, String name) throws IOException, InterruptedException {
        send("PUT", "{\"entity_id\":\"" + id + "\",\"entity_name\":\"" + name + "\"}");
    }

    private String send(String method, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(HttpRequest.newBuilder(server.resolve("/api/v2.1/entities"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(answer.body());
        }
        return answer.body();
    }

    private static String id(String answer) {
        int at = answer.indexOf("\"entity_id\":\"") + 13;
        return answer.substring(at, at + 36);
    }
}
