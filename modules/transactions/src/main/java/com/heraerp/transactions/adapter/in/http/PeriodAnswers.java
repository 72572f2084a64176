package com.heraerp.transactions.adapter.in.http;

import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.WriteAnswers;
import com.heraerp.transactions.application.port.StoredPeriods;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import java.util.Map;

/** The answers of changes of the calendar. */
final class PeriodAnswers {

    private PeriodAnswers() {}

    static HttpResponse<byte[]> told(Call call, HttpStatus status, StoredPeriods stored) {
        double millis = WriteAnswers.duration(call, stored.storedMillis());
        return WriteAnswers.marked(
                Answers.envelope(status, "v2.1", millis, json -> {
                    for (Map.Entry<String, JsonValue> member : stored.told().members().entrySet()) {
                        json.string(member.getKey()).raw(":").value(member.getValue()).raw(",");
                    }
                    WriteAnswers.caller(json, call);
                }),
                stored.replayed());
    }
}
