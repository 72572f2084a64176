package com.heraerp.app.http;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.DatabaseCall.AbandonedCall;
import com.heraerp.kernel.web.ErrorStatus;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers everything that nobody foresaw: the log gets the whole of it, the client its request id. */
@Singleton
final class FailureHandler implements ExceptionHandler<Throwable, HttpResponse<byte[]>> {

    private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

    @Override
    public HttpResponse<byte[]> handle(@SuppressWarnings("rawtypes") HttpRequest request, Throwable failure) {
        Refused refused = Failures.asRefused(failure);
        if (failure instanceof AbandonedCall || failure instanceof IOException) {
            LOG.debug("{}: nobody waits for the answer: {}", Calls.of(request).requestId(), failure.toString());
        } else if (ErrorStatus.of(refused.refusal()).status() >= 500) {
            LOG.error("{}: {} {} failed", Calls.of(request).requestId(), request.getMethodName(),
                    Calls.of(request).path(), failure);
        }
        return ErrorAnswers.of(refused, request);
    }
}
