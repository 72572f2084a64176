package com.heraerp.app.http;

import com.heraerp.kernel.Refused;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers refusals, wherever they were thrown. */
@Singleton
final class RefusedHandler implements ExceptionHandler<Refused, HttpResponse<byte[]>> {

    @Override
    public HttpResponse<byte[]> handle(@SuppressWarnings("rawtypes") HttpRequest request, Refused refused) {
        return ErrorAnswers.of(refused, request);
    }
}
