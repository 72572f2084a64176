package com.heraerp.entities.adapter.in.http;

import com.heraerp.entities.application.Import;
import com.heraerp.entities.application.ImportEntities;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonWriter;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.ErrorStatus;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Writes an import a part at a time and tells how far it came, as server-sent events: {@code progress} after each part,
 * then {@code result} with the report, or {@code error} when it cannot go on. A client that goes away stops it between
 * two parts; sent again with the same key, it goes on there.
 */
final class ImportProgress implements Iterator<byte[]> {

    private final Call call;
    private final ImportEntities.Command command;
    private final Import reading;
    private final ImportScopes scopes;
    private boolean ended;

    ImportProgress(Call call, ImportEntities.Command command, Import reading, ImportScopes scopes) {
        this.call = call;
        this.command = command;
        this.reading = reading;
        this.scopes = scopes;
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public byte[] next() {
        if (ended) {
            throw new NoSuchElementException("the import has ended");
        }
        try {
            if (reading.step(scopes)) {
                return event("progress", null);
            }
            ended = true;
            return event("result", null);
        } catch (Refused refused) {
            ended = true;
            return event("error", refused);
        }
    }

    private byte[] event(String name, @Nullable Refused refused) {
        JsonWriter json = new JsonWriter(512).raw("event: ").raw(name).raw("\ndata: {");
        if (refused != null) {
            ErrorStatus.write(json, refused).raw(",");
        } else if (ended) {
            json.raw("\"success\":true,");
            Answers.text(json, "api_version", "v2.1");
            ImportAnswers.members(json, call, command, reading);
        } else {
            ImportAnswers.count(json, "done", reading.done());
            ImportAnswers.counts(json, reading);
        }
        return Answers.performance(json, call.elapsedMillis())
                .raw("}\n\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
