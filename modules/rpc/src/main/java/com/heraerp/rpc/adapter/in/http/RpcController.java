package com.heraerp.rpc.adapter.in.http;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Keyed;
import com.heraerp.kernel.web.Call;
import com.heraerp.rpc.application.CallFunction;
import com.heraerp.rpc.domain.CallMode;
import com.heraerp.rpc.domain.FunctionResult;
import com.heraerp.rpc.domain.GivenArguments;
import com.heraerp.rpc.domain.ResultShape;
import com.heraerp.rpc.domain.RpcFunction;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls of functions by name, in the form that HERA's own callers and PostgREST's clients send. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class RpcController {

    private static final Logger LOG = LoggerFactory.getLogger(RpcController.class);
    private static final byte[] NOTHING = new byte[0];
    private static final MediaType ONE_OBJECT = MediaType.of(RpcWishes.OBJECT + ";charset=utf-8");

    private final CallFunction calls;

    RpcController(CallFunction calls) {
        this.calls = calls;
    }

    @Post(uris = {"/api/v2/rpc/{functionName}",
        "/rest/v1/rpc/{functionName}"}, consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<byte[]> post(String functionName, @Body byte @Nullable [] body, HttpRequest<?> request, Call call) {
        RpcWishes wishes = RpcWishes.of(request);
        RpcWishes.refuseFilters(request);
        refuseOtherThanJson(request);
        byte[] bytes = body == null ? NOTHING : body;
        GivenArguments arguments = GivenArguments
                .of(bytes.length == 0 ? JsonObject.EMPTY : JsonReader.readObject(bytes));
        return answer(functionName, arguments, bytes, false, wishes, call);
    }

    /** Also answers HEAD, without the body. */
    @Get(uris = {"/api/v2/rpc/{functionName}", "/rest/v1/rpc/{functionName}"}, produces = MediaType.ALL)
    HttpResponse<byte[]> get(String functionName, HttpRequest<?> request, Call call) {
        RpcWishes wishes = RpcWishes.of(request);
        GivenArguments arguments = new GivenArguments(written(request), true);
        return answer(functionName, arguments, NOTHING, true, wishes, call);
    }

    private HttpResponse<byte[]> answer(
            String function, GivenArguments arguments, byte[] body, boolean safe, RpcWishes wishes, Call call) {
        Keyed keyed = call.keyed(body);
        CallFunction.Command command = new CallFunction.Command(
                function, arguments, safe, wishes.mode(keyed != null), call.actor(), call.reading(),
                call.writing(keyed));
        CallFunction.Answer answer = call.timings().measure("function", () -> calls.handle(command));
        FunctionResult result = answer.result();
        if (LOG.isInfoEnabled()) {
            LOG.info("rpc {} {} gave {} rows in {} ms{}", function, arguments.values().keySet(),
                    result.rows(), Math.round(call.elapsedMillis() * 1000) / 1000.0,
                    result.replayed() ? ", replayed" : "");
        }
        return response(answer.function(), result, command.mode(), wishes);
    }

    private static HttpResponse<byte[]> response(RpcFunction function, FunctionResult result, CallMode mode,
            RpcWishes wishes) {
        boolean empty = function.shape() == ResultShape.VOID || wishes.minimal();
        MutableHttpResponse<byte[]> response = empty
                ? HttpResponse.status(HttpStatus.NO_CONTENT)
                : HttpResponse.<byte[]>status(HttpStatus.OK)
                        .body(result.json())
                        .contentType(wishes.object() ? ONE_OBJECT : MediaType.APPLICATION_JSON_TYPE);
        if (function.shape() == ResultShape.SET || wishes.counted()) {
            response.header(HttpHeaders.CONTENT_RANGE, range(result, mode, wishes.counted()));
        }
        if (result.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response;
    }

    /** PostgREST's form: {@code 0-4/5}; {@code *} where there is nothing, or nobody counted. */
    private static String range(FunctionResult result, CallMode mode, boolean counted) {
        String shown = result.rows() == 0 ? "*" : mode.offset() + "-" + (mode.offset() + result.rows() - 1);
        return shown + "/" + (counted ? String.valueOf(result.total()) : "*");
    }

    private static void refuseOtherThanJson(HttpRequest<?> request) {
        request.getContentType().ifPresent(type -> {
            if (!type.getSubtype().equals("json") && !type.getSubtype().endsWith("+json")) {
                throw Refused.because(Refusal.UNSUPPORTED_MEDIA_TYPE, "Arguments are sent as application/json");
            }
        });
    }

    private static Map<String, JsonValue> written(HttpRequest<?> request) {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> parameter : request.getParameters().asMap().entrySet()) {
            List<String> given = parameter.getValue();
            values.put(parameter.getKey(),
                    given.size() == 1 ? new JsonString(given.getFirst()) : JsonArray.ofTexts(given));
        }
        return values;
    }
}
