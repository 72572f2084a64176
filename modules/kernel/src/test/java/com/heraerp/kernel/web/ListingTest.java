package com.heraerp.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.web.Listing.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

    private static final Listing LISTING = new Listing(
            Map.of("kind", Kind.TYPE, "name", Kind.TEXT, "owner", Kind.ID, "since", Kind.DATE, "q", Kind.WORDS),
            Set.of("include_lines"),
            List.of("name", "version"));

    private static JsonObject asked(String... namesAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return LISTING.asked(QueryParameters.ofValues(values));
    }

    @Test
    void holdsWhatWasAskedAndNothingElse() {
        assertThat(asked()).isEqualTo(JsonObject.EMPTY);
        assertThat(asked("kind", "sale", "name", "a", "include_lines", "false", "limit", "5", "q", " ").members())
                .containsOnlyKeys("kind", "name", "include_lines", "limit");
        assertThat(asked("kind", "sale").text("kind")).isEqualTo("SALE");
        assertThat(asked("order", "name.desc,version").toJson())
                .isEqualTo("{\"order\":[[\"name\",\"desc\"],[\"version\",\"asc\"]]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-10-01", "2025-10-01T10:00:00Z", "2025-10-01T10:00", "2025-10-01T10:00:00.5+04:00"})
    void takesDatesAndInstants(String date) {
        assertThat(asked("since", date).text("since")).isEqualTo(date);
    }

    @Test
    void readsThePlusThatArrivedAsABlank() {
        assertThat(asked("since", "2025-10-01T10:00:00 04:00").text("since")).isEqualTo("2025-10-01T10:00:00+04:00");
    }

    @ParameterizedTest
    @CsvSource({"since,tomorrow", "since,2025-02-30", "since,20250201", "since,0000-01-01", "since,+10000-01-01",
        "owner,x", "name,''", "limit,0", "limit,1001", "offset,-1", "include_lines,yes", "order,colour", "order,''",
        "'order','name.asc,name.desc'"})
    void namesTheParameterThatIsWrong(String name, String value) {
        assertThatThrownBy(() -> asked(name, value))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.context().text("field"))
                        .isEqualTo(name));
    }

    @Test
    void takesOffsetOrCursor() {
        assertThatThrownBy(() -> asked("offset", "1", "cursor", "x")).hasMessageContaining("exclude each other");
    }

    @Test
    void knowsItsParameters() {
        assertThat(LISTING.known()).containsExactlyInAnyOrder(
                "kind", "name", "owner", "since", "q", "include_lines", "limit", "offset", "cursor", "order");
    }
}
