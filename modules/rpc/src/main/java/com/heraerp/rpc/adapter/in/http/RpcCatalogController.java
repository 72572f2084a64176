package com.heraerp.rpc.adapter.in.http;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.rpc.application.ListFunctions;
import com.heraerp.rpc.domain.ActionRoles;
import com.heraerp.rpc.domain.Argument;
import com.heraerp.rpc.domain.ResultShape;
import com.heraerp.rpc.domain.RpcFunction;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions that a caller may call. */
@Controller
final class RpcCatalogController {

    private static final int MOST = 1_000;

    private final ListFunctions functions;

    RpcCatalogController(ListFunctions functions) {
        this.functions = functions;
    }

    @Get(uris = {"/api/v2/rpc", "/rest/v1/rpc"})
    HttpResponse<byte[]> list(@Nullable @QueryValue String limit, @Nullable @QueryValue String cursor, Call call) {
        int most = limit(limit);
        List<RpcFunction> found = functions
                .handle(new ListFunctions.Query(call.actor(), cursor == null ? "" : cursor, most));
        List<RpcFunction> page = found.subList(0, Math.min(most, found.size()));
        return Answers.envelope(HttpStatus.OK, "v2", call.elapsedMillis(), json -> {
            json.raw("\"data\":").value(new JsonArray(page.stream().map(RpcCatalogController::described).toList()));
            json.raw(",\"count\":").raw(Integer.toString(page.size())).raw(",");
            if (found.size() > most) {
                Answers.text(json, "next_cursor", page.getLast().name());
            }
        });
    }

    private static int limit(@Nullable String limit) {
        if (limit == null) {
            return MOST;
        }
        if (!limit.matches("[1-9]\\d{0,3}") || Integer.parseInt(limit) > MOST) {
            throw Refused.field("limit", "limit must be a whole number from 1 to " + MOST);
        }
        return Integer.parseInt(limit);
    }

    private static JsonValue described(RpcFunction function) {
        boolean safe = function.volatility().isReadOnly();
        return JsonObject.builder()
                .put("name", function.name())
                .put("description", function.comment().description())
                .put("arguments",
                        new JsonArray(function.arguments().stream().map(RpcCatalogController::described).toList()))
                .put("returns", function.returns())
                .put("returns_set", function.shape() == ResultShape.SET)
                .put("volatility", function.volatility().code())
                .put("role", ActionRoles.least(function).code())
                .put("methods", JsonArray.ofTexts(safe ? List.of("GET", "POST") : List.of("POST")))
                .put("signature", function.signature())
                .build();
    }

    private static JsonValue described(Argument argument) {
        String byDefault = argument.defaultText();
        return JsonObject.builder()
                .put("name", argument.name())
                .put("type", argument.type().sqlName())
                .put("required", argument.required())
                .put("default", byDefault == null ? JsonNull.NULL : new JsonString(byDefault))
                .build();
    }
}
