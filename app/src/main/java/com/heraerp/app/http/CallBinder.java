package com.heraerp.app.http;

import com.heraerp.kernel.web.Call;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Lets controllers take the {@link Call} as a parameter. */
@Singleton
final class CallBinder implements TypedRequestArgumentBinder<Call> {

    private static final Argument<Call> TYPE = Argument.of(Call.class);

    @Override
    public Argument<Call> argumentType() {
        return TYPE;
    }

    @Override
    public BindingResult<Call> bind(ArgumentConversionContext<Call> context, HttpRequest<?> source) {
        Optional<Call> call = Optional.of(Calls.of(source));
        return () -> call;
    }
}
