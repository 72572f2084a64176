package com.heraerp.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.kernel.Refused;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

    @Test
    void namesEveryUnknownParameter() {
        assertThatThrownBy(() -> query("colour=red&limit=1&size=2"))
                .isInstanceOf(Refused.class)
                .hasMessage("Unknown query parameters: colour, size");
    }

    @Test
    void refusesAParameterThatIsGivenTwice() {
        assertThatThrownBy(() -> query("limit=1&limit=2")).hasMessage("limit is given more than once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "ten", "", "1.5", "99999999999"})
    void namesANumberThatIsOutsideItsBounds(String limit) {
        assertThatThrownBy(() -> query("limit=" + limit).integer("limit", 1, 1000))
                .hasMessage("limit must be a whole number, from 1 to 1000");
    }

    @Test
    void readsWhatIsGivenAndNothingElse() {
        QueryParameters query = query("limit=1000&deep=false&q=a%20b");

        assertThat(query.integer("limit", 1, 1000)).isEqualTo(1000);
        assertThat(query.truth("deep")).isFalse();
        assertThat(query.text("q")).isEqualTo("a b");
        assertThat(query("").integer("limit", 1, 1000)).isNull();
        assertThat(query("").truth("deep")).isNull();
        assertThat(query("").text("q")).isNull();
    }

    @Test
    void refusesATruthThatIsNone() {
        assertThatThrownBy(() -> query("deep=yes").truth("deep")).hasMessage("deep must be true or false");
    }

    @Test
    void refusesTextThatCannotBeStored() {
        assertThatThrownBy(() -> query("q=a%00b").text("q")).hasMessage("q contains a NUL character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-1-1-1-1", "a0000000-0000-4000-8000-00000000000g",
        "a0000000_0000_4000_8000_0000000000a1"})
    void refusesAUuidThatIsNone(String text) {
        assertThatThrownBy(() -> QueryParameters.uuid("entity_id", text)).hasMessage("entity_id must be a UUID");
    }

    private static QueryParameters query(String query) {
        MutableHttpRequest<Object> request = HttpRequest.GET("/things");
        Map<String, List<CharSequence>> values = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            values.computeIfAbsent(parts[0], name -> new ArrayList<>())
                    .add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        values.forEach((name, texts) -> request.getParameters().add(name, texts));
        return QueryParameters.of(request, Set.of("limit", "deep", "q"));
    }
}
