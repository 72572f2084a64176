package com.heraerp.app.http;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.exceptions.UriSyntaxException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import io.micronaut.websocket.WebSocketSession;
import java.net.URISyntaxException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** What the framework's own exceptions and statuses mean to callers. */
final class Failures {

    private static final int TOO_MANY = 429;

    private Failures() {}

    static Refused asRefused(Throwable failure) {
        return switch (failure) {
            case Refused refused -> refused;
            case CompletionException wrapped when wrapped.getCause() != null -> asRefused(wrapped.getCause());
            case ContentLengthExceededException tooLong -> tooLarge();
            case BufferLengthExceededException tooLong -> tooLarge();
            case ConversionErrorException wrong -> Refused.field(
                    wrong.getArgument().getName(),
                    "The value of " + wrong.getArgument().getName() + " cannot be read as its type");
            case UnsatisfiedRouteException missing -> missing(missing.getArgument());
            case URISyntaxException bad -> badUri();
            case UriSyntaxException bad -> badUri();
            case HttpStatusException status -> ofStatus(status.getStatus());
            case RejectedExecutionException full -> Refused.because(
                    Refusal.OVERLOADED, "The server is stopping or overloaded").retryable();
            default -> Refused.because(Refusal.INTERNAL_ERROR, "An unexpected error occurred");
        };
    }

    private static Refused missing(Argument<?> argument) {
        if (argument.getType() == WebSocketSession.class) {
            return Refused.field("Upgrade",
                    "This address is spoken to over a WebSocket: the headers that open one are missing");
        }
        return argument.getAnnotationMetadata().hasAnnotation(Body.class)
                ? Refused.because(Refusal.INVALID_JSON, "Request body must be valid JSON")
                        .withDetails("the body is empty")
                : Refused.field(argument.getName(), argument.getName() + " is required");
    }

    /** What is told with a status that the framework chose; {@code failure} when it knows why. */
    static Refused ofStatus(HttpStatus status, @Nullable Throwable failure) {
        return failure == null ? ofStatus(status) : asRefused(failure);
    }

    private static Refused ofStatus(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> Refused.because(Refusal.UNAUTHORIZED, "Authentication required");
            case FORBIDDEN -> Refused.because(Refusal.FORBIDDEN, "Not allowed");
            case NOT_FOUND -> Refused.because(Refusal.NOT_FOUND, "There is nothing at this address");
            case METHOD_NOT_ALLOWED -> Refused.because(
                    Refusal.METHOD_NOT_ALLOWED, "This address does not take this method; Allow lists those it takes");
            case NOT_ACCEPTABLE -> Refused.because(
                    Refusal.NOT_ACCEPTABLE, "This address has no answer in a media type that Accept names");
            case REQUEST_ENTITY_TOO_LARGE -> tooLarge();
            case UNSUPPORTED_MEDIA_TYPE -> Refused.because(
                    Refusal.UNSUPPORTED_MEDIA_TYPE,
                    "This address does not take this Content-Type: application/json in UTF-8, or, where files are taken, what its description names");
            case SERVICE_UNAVAILABLE ->
                Refused.because(Refusal.OVERLOADED, "The server cannot answer just now").retryable();
            default -> byClass(status);
        };
    }

    private static Refused byClass(HttpStatus status) {
        if (status.getCode() == TOO_MANY) {
            return Refused.because(Refusal.RATE_LIMITED, "Too many requests").retryable();
        }
        return status.getCode() < 500
                ? Refused.because(Refusal.INVALID_REQUEST, "The request cannot be read")
                : Refused.because(Refusal.INTERNAL_ERROR, "An unexpected error occurred");
    }

    static Refused tooLarge() {
        return Refused.because(Refusal.PAYLOAD_TOO_LARGE, "The body is larger than 10 MB");
    }

    private static Refused badUri() {
        return Refused.because(Refusal.INVALID_REQUEST, "The address is not a well-formed URI");
    }
}
