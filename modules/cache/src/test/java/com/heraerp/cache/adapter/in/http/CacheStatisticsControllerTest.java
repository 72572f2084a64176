package com.heraerp.cache.adapter.in.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.cache.api.Cache;
import com.heraerp.cache.api.CachePolicy;
import com.heraerp.cache.api.Caches;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.settings.CacheSettings;
import com.heraerp.kernel.web.Call;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CacheStatisticsControllerTest {

    private final Caches caches = Caches.alone(
            new CacheSettings(Duration.ofHours(1), 10, Optional.empty()), System::nanoTime);

    private String answer() {
        Call call = new Call("request", "GET", "/api/cache/stats", null, System.nanoTime());
        MutableHttpResponse<byte[]> answer = new CacheStatisticsController(caches).statistics(call);
        var json = JsonReader.readObject(answer.body()).toBuilder().remove("performance").build();
        return json.toJson();
    }

    @Test
    void answersEachCacheAndTheirSum() {
        Cache<String, String> authorization = caches.open("authorization", CachePolicy.AUTHORIZATION);
        Cache<String, String> patterns = caches.open("patterns", CachePolicy.SMART_CODE_PATTERN);
        authorization.get("a", () -> "A");
        authorization.get("a", () -> "A");
        authorization.get("a", () -> "A");
        patterns.get("p", () -> "P");

        assertThat(answer()).isEqualTo("{\"success\":true,\"api_version\":\"v2.1\",\"size\":2,"
                + "\"hits\":2,\"misses\":2,\"hit_ratio\":0.5000,\"shared_hits\":0,\"bypasses\":0,"
                + "\"redis\":\"none\",\"organizations\":0,\"caches\":["
                + "{\"name\":\"authorization\",\"ttl_seconds\":5,\"max_size\":10,\"size\":1,"
                + "\"hits\":2,\"misses\":1,\"hit_ratio\":0.6667,\"shared_hits\":0,\"bypasses\":0},"
                + "{\"name\":\"patterns\",\"ttl_seconds\":3600,\"max_size\":10,\"size\":1,"
                + "\"hits\":0,\"misses\":1,\"hit_ratio\":0.0000,\"shared_hits\":0,\"bypasses\":0}]}");
    }

    @Test
    void claimsNoRatioBeforeTheFirstLookUp() {
        assertThat(answer()).contains("\"hit_ratio\":null", "\"caches\":[]");
    }
}
