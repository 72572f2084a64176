package com.heraerp.cache.adapter.in.http;

import com.heraerp.cache.api.CacheStatistics;
import com.heraerp.cache.api.Caches;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** {@code GET /api/cache/stats}: what the caches of this process did. Public, it names no key and no value. */
@Controller("/api/cache/stats")
final class CacheStatisticsController {

    private static final int RATIO_DECIMALS = 4;

    private final Caches caches;

    CacheStatisticsController(Caches caches) {
        this.caches = caches;
    }

    @Get
    MutableHttpResponse<byte[]> statistics(Call call) {
        List<CacheStatistics> statistics = caches.statistics();
        JsonObject sum = figures(CacheStatistics.sum(statistics)).build();
        JsonArray each = new JsonArray(
                statistics.stream().<JsonValue>map(CacheStatisticsController::toJson).toList());
        JsonObject.Builder members = sum.toBuilder()
                .put("redis", caches.shared().name().toLowerCase(Locale.ROOT))
                .put("organizations", caches.followed())
                .put("caches", each);
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(),
                json -> members.build().members().forEach(
                        (name, value) -> json.value(new JsonString(name)).raw(":").value(value).raw(",")));
    }

    private static JsonObject toJson(CacheStatistics one) {
        JsonObject.Builder json = JsonObject.builder()
                .put("name", one.name())
                .put("ttl_seconds", one.ttl().toSeconds())
                .put("max_size", one.maxSize());
        figures(one).build().members().forEach(json::put);
        return json.build();
    }

    private static JsonObject.Builder figures(CacheStatistics one) {
        return JsonObject.builder()
                .put("size", one.size())
                .put("hits", one.hits())
                .put("misses", one.misses())
                .put("hit_ratio", ratio(one))
                .put("shared_hits", one.sharedHits())
                .put("bypasses", one.bypasses());
    }

    /** Null as long as nobody looked anything up: a ratio of nothing is not zero. */
    private static JsonValue ratio(CacheStatistics one) {
        return one.hitRatio().isEmpty()
                ? JsonNull.NULL
                : new JsonNumber(BigDecimal.valueOf(one.hitRatio().getAsDouble())
                        .setScale(RATIO_DECIMALS, RoundingMode.HALF_UP));
    }
}
