package com.heraerp.cache.adapter.in.http;

import com.heraerp.cache.api.CacheStatistics;
import com.heraerp.cache.api.Caches;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

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
        CacheStatistics sum = total(statistics);
        JsonArray each = new JsonArray(
                statistics.stream().<JsonValue>map(CacheStatisticsController::toJson).toList());
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> json.raw("\"hits\":")
                .value(number(sum.hits()))
                .raw(",\"misses\":")
                .value(number(sum.misses()))
                .raw(",\"hit_ratio\":")
                .value(ratio(sum))
                .raw(",\"size\":")
                .value(number(sum.size()))
                .raw(",\"caches\":")
                .value(each)
                .raw(","));
    }

    private static CacheStatistics total(List<CacheStatistics> each) {
        return each.stream()
                .reduce(new CacheStatistics("all", Duration.ZERO, 0, 0, 0, 0), (a, b) -> new CacheStatistics(
                        a.name(), a.ttl(), a.size() + b.size(), a.maxSize() + b.maxSize(), a.hits() + b.hits(),
                        a.misses() + b.misses()));
    }

    private static JsonObject toJson(CacheStatistics one) {
        return JsonObject.builder()
                .put("name", one.name())
                .put("ttl_seconds", one.ttl().toSeconds())
                .put("size", one.size())
                .put("max_size", one.maxSize())
                .put("hits", one.hits())
                .put("misses", one.misses())
                .put("hit_ratio", ratio(one))
                .build();
    }

    private static JsonNumber number(long value) {
        return new JsonNumber(BigDecimal.valueOf(value));
    }

    /** Null as long as nobody looked anything up: a ratio of nothing is not zero. */
    private static JsonValue ratio(CacheStatistics one) {
        return one.hitRatio().isEmpty()
                ? JsonNull.NULL
                : new JsonNumber(BigDecimal.valueOf(one.hitRatio().getAsDouble())
                        .setScale(RATIO_DECIMALS, RoundingMode.HALF_UP));
    }
}
