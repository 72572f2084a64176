package com.heraerp.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
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
    void readsWordsIdsObjectsAndVersions() {
        UUID id = UUID.fromString("a0000000-0000-4000-8000-0000000000a1");

        assertThat(body("{\"name\": \"a\"}").required("name", 1)).isEqualTo("a");
        assertThat(body("{\"name\": \"" + id + "\"}").requiredId("name")).isEqualTo(id);
        assertThat(body("{\"name\": {}}").object("name")).isNotNull();
        assertThat(body("{\"name\": null}").words("name", 1)).isNull();
        assertThat(body("{}").id("name")).isNull();
        assertThat(body("{}").object("name")).isNull();
        assertThat(expecting("3").expectedVersion(null)).isEqualTo(3);
        assertThat(expecting("3").expectedVersion(3L)).isEqualTo(3);
        assertThat(expecting("null").expectedVersion(4L)).isEqualTo(4);
    }

    @Test
    void refusesWhatIsMissingBlankNoIdNoObjectOrTwoVersions() {
        assertThatThrownBy(() -> body("{}").required("name", 5)).hasMessage("name is required");
        assertThatThrownBy(() -> body("{}").requiredId("name")).hasMessage("name is required");
        for (String wrong : new String[]{"5", "\" \"", "\"abcdef\"", "[]"}) {
            StrictBody body = body("{\"name\": " + wrong + "}");
            assertThatThrownBy(() -> body.words("name", 5)).hasMessage("name must be a text of 1 to 5 characters");
            assertThatThrownBy(() -> body.id("name")).hasMessage("name must be a UUID");
            assertThatThrownBy(() -> body.object("name")).hasMessage("name must be an object");
        }
        assertThatThrownBy(() -> expecting("3").expectedVersion(4L)).hasMessageContaining("different versions");
        assertThatThrownBy(() -> expecting("0").expectedVersion(null)).hasMessageContaining("whole number");
    }

    private static StrictBody expecting(String version) {
        return StrictBody.read(("{\"expected_version\": " + version + "}").getBytes(StandardCharsets.UTF_8),
                Set.of("expected_version"));
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
