package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.kernel.web.VersionTag;
import com.heraerp.orchestration.application.FindSpecs;
import com.heraerp.orchestration.application.RegisterSpecs;
import com.heraerp.orchestration.application.port.SpecKind;
import io.micronaut.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What requests about procedures and orchestrations ask. */
final class SpecRequests {

    static final String YAML = "application/yaml";
    static final String OTHER_YAML = "application/x-yaml";

    private static final byte[] NOTHING = {};
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    private SpecRequests() {}

    static FindSpecs.Query query(HttpRequest<?> request, SpecKind kind) {
        QueryParameters parameters = QueryParameters.of(request, Set.of("q", "limit", "cursor"));
        Integer limit = parameters.integer("limit", 1, LARGEST_PAGE);
        String words = parameters.text("q");
        return new FindSpecs.Query(kind, words == null || words.isBlank() ? null : words.strip(),
                limit == null ? USUAL_PAGE : limit, parameters.text("cursor"));
    }

    static RegisterSpecs.Command registration(Call call, HttpRequest<?> request, byte @Nullable [] body) {
        QueryParameters.of(request, Set.of());
        byte[] bytes = body == null ? NOTHING : body;
        return new RegisterSpecs.Command(call.actor(), call.writing(call.keyed(bytes)), text(bytes),
                VersionTag.expected(request.getHeaders()));
    }

    /** The text of a specification; what is no UTF-8 would be stored garbled. */
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException malformed) {
            throw Refused.because(Refusal.INVALID_REQUEST, "Bodies are sent in UTF-8");
        }
    }
}
