package com.heraerp.orchestration.adapter.out.http;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code HERA.CORE.PROC.HTTP.CALL.V1}: calls a host that the operator allows ({@code HERA_HTTP_ALLOWED_HOSTS}, names with commas
 * between them), at an address that is public, once. The invocation's key goes along as {@code Idempotency-Key}.
 */
@Singleton
final class HttpCallProcedure implements ProcedureHandler {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> OURS = Set.of("host", "connection", "content-length", "transfer-encoding",
            "idempotency-key", "upgrade", "te", "trailer", "expect");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,4000}");

    private final Set<String> allowed;
    private final Predicate<InetAddress> admitted;

    @Inject
    HttpCallProcedure(@Property(name = "hera.http.allowed.hosts", defaultValue = "") String allowed) {
        this(allowed, PublicAddresses::include);
    }

    /** @param admitted which addresses may be called */
    HttpCallProcedure(String allowed, Predicate<InetAddress> admitted) {
        this.allowed = Arrays.stream(allowed.split(",")).map(String::strip).filter(host -> !host.isEmpty())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        this.admitted = admitted;
    }

    @Override
    public String smartCode() {
        return "HERA.CORE.PROC.HTTP.CALL.V1";
    }

    @Override
    public Outcome handle(Invocation invocation, TransactionScope scope) {
        JsonObject inputs = invocation.inputs();
        URI url = url(String.valueOf(inputs.text("url")));
        if (url == null) {
            return new Outcome.Failed("INVALID_REQUEST", "url is no absolute http or https address");
        }
        if (!allowed.contains(url.getHost().toLowerCase(Locale.ROOT))) {
            return new Outcome.Failed("HOST_NOT_ALLOWED", url.getHost() + " is not among the hosts that may be called");
        }
        String method = String.valueOf(inputs.text("method")).toUpperCase(Locale.ROOT);
        Map<String, String> headers = headers(inputs.object("headers"));
        if (!METHODS.contains(method) || headers == null) {
            return new Outcome.Failed("INVALID_REQUEST", "the method or a header cannot be sent");
        }
        headers.put("Idempotency-Key", invocation.idempotencyKey());
        JsonValue body = inputs.get("body");
        byte[] sent = body == null ? new byte[0] : body.toJson().getBytes(StandardCharsets.UTF_8);
        if (body != null && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            headers.put("Content-Type", "application/json");
        }
        return call(url, method, headers, sent, invocation);
    }

    private Outcome call(URI url, String method, Map<String, String> headers, byte[] body, Invocation invocation) {
        InetAddress address;
        try {
            InetAddress[] all = InetAddress.getAllByName(url.getHost());
            if (!Arrays.stream(all).allMatch(admitted)) {
                return new Outcome.Failed("ADDRESS_NOT_ALLOWED",
                        url.getHost() + " leads to an address that is not public");
            }
            address = all[0];
        } catch (UnknownHostException unknown) {
            return new Outcome.Failed("UNREACHABLE", url.getHost() + " has no address");
        }
        int timeout = Math.toIntExact(Math.min(invocation.timeout().toMillis(), 300_000));
        try (WireCall wire = new WireCall(url, address, timeout)) {
            return told(wire, method, headers, body);
        } catch (IOException failed) {
            return new Outcome.Failed("UNREACHABLE", url.getHost() + " cannot be connected to");
        }
    }

    private static Outcome told(WireCall wire, String method, Map<String, String> headers, byte[] body) {
        WireCall.Answer answer;
        try {
            answer = wire.exchange(method, headers, body);
        } catch (IOException lost) {
            return new Outcome.Unknown("no answer came: " + lost.getMessage());
        }
        if (answer.status() >= 500) {
            return new Outcome.Failed("SERVER_ERROR", "the answer is " + answer.status());
        }
        if (answer.status() >= 400) {
            return new Outcome.Failed("CLIENT_ERROR", "the answer is " + answer.status());
        }
        JsonObject.Builder told = JsonObject.builder();
        answer.headers().forEach((name, value) -> told.put(name, value.replace("\0", "")));
        return new Outcome.Completed(JsonObject.builder()
                .put("status", answer.status())
                .put("headers", told.build())
                .put("body", content(answer))
                .build());
    }

    /** JSON as what it says, anything else as text. */
    private static JsonValue content(WireCall.Answer answer) {
        if (answer.headers().getOrDefault("content-type", "").contains("json") && answer.body().length > 0) {
            try {
                return JsonReader.read(answer.body());
            } catch (Refused malformed) {
                return text(answer);
            }
        }
        return text(answer);
    }

    private static JsonValue text(WireCall.Answer answer) {
        return new JsonString(new String(answer.body(), StandardCharsets.UTF_8).replace("\0", ""));
    }

    private static @Nullable URI url(String text) {
        try {
            URI url = new URI(text);
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            return web && url.getHost() != null && url.getUserInfo() == null && url.getPort() <= 65_535 ? url : null;
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    /** Null when one of them could be taken for something else on the wire. */
    private static @Nullable Map<String, String> headers(@Nullable JsonObject given) {
        Map<String, String> headers = new TreeMap<>();
        if (given == null) {
            return headers;
        }
        for (Map.Entry<String, JsonValue> header : given.members().entrySet()) {
            boolean sound = header.getValue() instanceof JsonString(String value) && VALUE.matcher(value).matches()
                    && NAME.matcher(header.getKey()).matches()
                    && !OURS.contains(header.getKey().toLowerCase(Locale.ROOT));
            if (!sound) {
                return null;
            }
            headers.put(header.getKey(), header.getValue() instanceof JsonString(String value) ? value : "");
        }
        return headers;
    }
}
