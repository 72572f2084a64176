package com.heraerp.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBodyTest {

    private static StrictBody body(String json) {
        return StrictBody.read(json.getBytes(StandardCharsets.UTF_8), Set.of("name", "yes", "count"));
    }

    @Test
    void readsWhatIsGivenAndNothingForNull() {
        StrictBody body = body("{\"name\": \"a\", \"yes\": true, \"count\": 3.0}");
        StrictBody empty = body("{\"name\": null, \"yes\": null, \"count\": null}");

        assertThat(body.text("name", 5)).isEqualTo("a");
        assertThat(body.truth("yes", false)).isTrue();
        assertThat(body.integer("count", 1, 5)).isEqualTo(3);
        assertThat(empty.text("name", 5)).isNull();
        assertThat(empty.truth("yes", true)).isTrue();
        assertThat(empty.integer("count", 1, 5)).isNull();
    }

    @Test
    void namesEveryUnknownMember() {
        assertThatThrownBy(() -> body("{\"colour\": 1, \"name\": \"a\", \"size\": 2}"))
                .hasMessage("Unknown fields: colour, size");
        assertThatThrownBy(() -> body("{\"colour\": 1}")).hasMessage("Unknown field: colour");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "6", "1.5", "\"3\"", "[]", "1e200"})
    void refusesWhatIsNoNumberWithinItsBounds(String count) {
        assertThatThrownBy(() -> body("{\"count\": " + count + "}").integer("count", 1, 5))
                .hasMessage("count must be a whole number from 1 to 5");
    }

    @Test
    void refusesOtherTypesAndTooMuchText() {
        assertThatThrownBy(() -> body("{\"name\": 5}").text("name", 5)).hasMessage("name must be text");
        assertThatThrownBy(() -> body("{\"name\": \"abcdef\"}").text("name", 5)).hasMessageContaining("at most 5");
        assertThatThrownBy(() -> body("{\"yes\": \"x\"}").truth("yes", true)).hasMessage("yes must be true or false");
    }
}
