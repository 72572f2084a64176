package com.heraerp.transactions.adapter.in.http;

import com.heraerp.kernel.change.Changed;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.VersionTag;
import com.heraerp.kernel.web.WriteAnswers;
import com.heraerp.transactions.application.port.StoredTransaction;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;

/**
 * The answers of v2.1 and v1, which differ in their {@code api_version} alone.
 *
 * @param writes those of changes
 */
record TransactionAnswers(WriteAnswers writes) {

    static final TransactionAnswers V2_1 = of("v2.1");
    static final TransactionAnswers V1 = of("v1");

    private static TransactionAnswers of(String apiVersion) {
        return new TransactionAnswers(new WriteAnswers(apiVersion, "transaction_id"));
    }

    HttpResponse<byte[]> posted(Call call, Changed changed) {
        return writes.changed(call, HttpStatus.CREATED, changed)
                .header(HttpHeaders.LOCATION, call.path() + '/' + changed.stored().row().id())
                .header(HttpHeaders.ETAG, VersionTag.of(changed.stored().row().version()));
    }

    HttpResponse<byte[]> revised(Call call, Changed changed) {
        return writes.changed(call, HttpStatus.OK, changed)
                .header(HttpHeaders.ETAG, VersionTag.of(changed.stored().row().version()));
    }

    /** A reversal counts as deletion here, as in the guide. */
    HttpResponse<byte[]> removed(Call call, Changed changed) {
        return writes.changed(call, HttpStatus.OK, changed, json -> json.raw("\"deleted\":true,"));
    }

    HttpResponse<byte[]> page(Call call, JsonObject asked, byte[] members) {
        return Answers.envelope(HttpStatus.OK, writes.apiVersion(), call.elapsedMillis(), json -> {
            json.raw(members).raw(",\"filters\":").value(asked).raw(",");
            Answers.text(json, "organization_id", call.actor().organizationId().toString());
        });
    }

    HttpResponse<byte[]> item(Call call, HttpRequest<?> request, StoredTransaction transaction) {
        String tag = VersionTag.of(transaction.version());
        if (VersionTag.isKnown(request.getHeaders(), transaction.version())) {
            return HttpResponse.<byte[]>notModified().header(HttpHeaders.ETAG, tag);
        }
        byte[] text = transaction.text();
        return Answers.envelope(HttpStatus.OK, writes.apiVersion(), call.elapsedMillis(), json -> {
            json.raw("\"data\":").raw(text, transaction.start(), text.length - transaction.start()).raw(",");
            Answers.text(json, "organization_id", call.actor().organizationId().toString());
        }).header(HttpHeaders.ETAG, tag);
    }
}
