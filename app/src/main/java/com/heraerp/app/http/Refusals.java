package com.heraerp.app.http;

import com.heraerp.kernel.Refused;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;

/**
 * Answers refusals, wherever they were thrown. A route, and no handler of exceptions: for those the framework looks through all
 * beans anew at each exception.
 */
@Controller
final class Refusals {

    @Error(global = true)
    HttpResponse<byte[]> refused(HttpRequest<?> request, Refused refused) {
        return ErrorAnswers.of(refused, request);
    }
}
