package com.heraerp.app.http;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.web.ErrorStatus;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Gives the errors that the framework itself answers (404, 405, 406, 413, 415, …) the one form of all errors. */
@Singleton
@Primary
@Replaces(ErrorResponseProcessor.class)
final class FrameworkErrors implements ErrorResponseProcessor<byte[]> {

    @Override
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        Refused refused = Failures.ofStatus(response.status(), context.getRootCause().orElse(null));
        return ErrorAnswers.fill(response.status(ErrorStatus.of(refused.refusal()).status()), refused,
                context.getRequest());
    }
}
