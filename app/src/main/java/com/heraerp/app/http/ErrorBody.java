package com.heraerp.app.http;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonWriter;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.ErrorStatus;

/** Writes the one form that every error has (contract, "Errors"). */
public final class ErrorBody {

    private ErrorBody() {}

    /** The body that tells {@code call}'s client about {@code refused}, as UTF-8 JSON. */
    public static byte[] of(Refused refused, Call call) {
        JsonWriter json = new JsonWriter(512).raw("{");
        if (ApiVersion.isRpc(call.path())) {
            forRpcClients(json, refused);
        } else {
            ErrorStatus.write(json, refused);
        }
        json.raw(",");
        Answers.text(json, "api_version", ApiVersion.of(call.path()));
        Answers.text(json, "request_id", call.requestId());
        return Answers.performance(json, call.elapsedMillis()).raw("}").toBytes();
    }

    /** They take an answer for an error of theirs only when all of code, details and hint are there. */
    private static void forRpcClients(JsonWriter json, Refused refused) {
        ErrorStatus.write(json, refused.code() == null ? refused.withCode(codeOf(refused.refusal())) : refused);
        json.raw(refused.details() == null ? ",\"details\":null" : "")
                .raw(refused.hint() == null ? ",\"hint\":null" : "");
    }

    /** Where no SQLSTATE stands behind a refusal, PostgREST's own code does, and else ours. */
    private static String codeOf(Refusal refusal) {
        return switch (refusal) {
            case UNAUTHORIZED -> "PGRST301";
            case FORBIDDEN -> "42501";
            case INVALID_JSON -> "PGRST102";
            case FUNCTION_NOT_FOUND -> "PGRST202";
            case METHOD_NOT_ALLOWED -> "PGRST101";
            case NOT_ACCEPTABLE -> "PGRST107";
            case DATABASE_UNAVAILABLE -> "PGRST000";
            case TIMEOUT -> "57014";
            default -> ErrorStatus.of(refusal).errorCode();
        };
    }
}
