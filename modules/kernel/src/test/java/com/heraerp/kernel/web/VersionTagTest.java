package com.heraerp.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.kernel.Refused;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.simple.SimpleHttpHeaders;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTagTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "W/\"7\"", "*", "\"3\", \"7\"", "\"3\",W/\"7\" , \"9\""})
    void knowsAVersionThatIfNoneMatchNames(String header) {
        assertThat(VersionTag.isKnown(headers("If-None-Match", header), 7)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"77\"", "7", "\"\"", "", ",", "\"3\", \"8\""})
    void doesNotKnowAVersionThatIfNoneMatchDoesNotName(String header) {
        assertThat(VersionTag.isKnown(headers("If-None-Match", header), 7)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "W/\"7\"", "7"})
    void readsTheExpectedVersion(String header) {
        assertThat(VersionTag.expected(headers("If-Match", header))).isEqualTo(7L);
    }

    @Test
    void expectsNothingWithoutIfMatch() {
        assertThat(VersionTag.expected(headers("Accept", "*/*"))).isNull();
        assertThat(VersionTag.expected(headers("If-Match", "*"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"0\"", "\"0\"", "\"07\"", "\"1234567890123456789\"", "1234567890123456789"})
    void expectsAVersionThatNoRowHasWhenTheTagIsNoVersion(String header) {
        assertThat(VersionTag.expected(headers("If-Match", header))).isEqualTo(-1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "\"7", "7\"", "-1", "W/", "W/7", "w/\"7\"", "\"", "", "\"\"", "\"abc\"",
        "W/\"abc\"", "\"-1\"",
        "\"7a\"", "\"\u0667\"", "**"})
    void refusesWhatIsNoTag(String header) {
        assertThatThrownBy(() -> VersionTag.expected(headers("If-Match", header)))
                .isInstanceOfSatisfying(Refused.class,
                        refused -> assertThat(refused.context().text("field")).isEqualTo("If-Match"))
                .hasMessageContaining("If-Match must be");
    }

    @Test
    void refusesSeveralExpectedVersions() {
        assertThatThrownBy(() -> VersionTag.expected(headers("If-Match", "\"1\", \"2\"")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("If-Match");
    }

    @Test
    void refusesTwoHeaders() {
        MutableHttpHeaders both = new SimpleHttpHeaders(Map.of(), ConversionService.SHARED);
        both.add("If-Match", "\"1\"").add("If-Match", "\"2\"");
        assertThat(both.getAll("If-Match")).hasSize(2);
        assertThatThrownBy(() -> VersionTag.expected(both)).isInstanceOf(Refused.class)
                .hasMessageContaining("If-Match");
    }

    private static HttpHeaders headers(String name, String value) {
        return new SimpleHttpHeaders(Map.of(name, value), null);
    }
}
