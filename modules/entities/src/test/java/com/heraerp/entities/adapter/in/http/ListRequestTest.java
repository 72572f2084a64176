package com.heraerp.entities.adapter.in.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.kernel.Refused;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListRequestTest {

    @Test
    void holdsWhatWasAskedAndNothingElse() {
        String asked = read("entity_type", "product", "status", "active", "limit", "50", "offset", "0",
                "include_dynamic", "true");

        assertThat(asked)
                .isEqualTo(
                        "{\"entity_type\":\"PRODUCT\",\"status\":\"active\",\"include_dynamic\":true,\"limit\":50,\"offset\":0}");
        assertThat(read()).isEqualTo("{}");
    }

    @Test
    void tellsTheDatabaseTheOrderKeyByKey() {
        assertThat(read("order", "entity_name.desc,status"))
                .isEqualTo("{\"order\":[[\"entity_name\",\"desc\"],[\"status\",\"asc\"]]}");
    }

    @Test
    void takesFiltersOnFieldsOnceOrSeveralTimes() {
        assertThat(read("dynamic.price", "gte.10", "dynamic.supplier", "ilike.*beauty*", "dynamic.price", "lt.20"))
                .isEqualTo("{\"dynamic.price\":[\"gte.10\",\"lt.20\"],\"dynamic.supplier\":\"ilike.*beauty*\"}");
        assertThat(read("order", "dynamic.price.desc,entity_name"))
                .isEqualTo("{\"order\":[[\"dynamic.price\",\"desc\"],[\"entity_name\",\"asc\"]]}");
    }

    @Test
    void countsTheTermsOfAllFields() {
        String[] eleven = new String[22];
        for (int i = 0; i < 22; i += 2) {
            eleven[i] = i < 12 ? "dynamic.price" : "dynamic.stock";
            eleven[i + 1] = "gte." + i;
        }

        assertThat(read(Arrays.copyOf(eleven, 20))).contains("dynamic.stock");
        assertThatThrownBy(() -> read(eleven)).isInstanceOf(Refused.class).hasMessageContaining("at most 10");
    }

    @Test
    void searchesForNothingWhenTheSearchIsBlank() {
        assertThat(read("q", "  ")).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0", "limit, 1001", "limit, many", "offset, -1", "include_dynamic, yes", "entity_id, 7",
        "parent_entity_id, root", "status, ''", "order, colour.asc", "colour, red",
        "dynamic., gte.10", "dynamic.price, 10", "dynamic.price, about.10"
    })
    void namesTheParameterThatIsWrong(String name, String value) {
        assertThatThrownBy(() -> read(name, value)).isInstanceOf(Refused.class).hasMessageContaining(name);
    }

    @Test
    void refusesACursorBesideAnOffset() {
        assertThatThrownBy(() -> read("cursor", "abc", "offset", "10")).hasMessageContaining("exclude each other");
    }

    @Test
    void readsTheIncludesOfOneEntity() {
        assertThat(ListRequest.includesOfOne(request("include_relationships", "true")).toJson())
                .isEqualTo("{\"include_relationships\":true}");
        assertThatThrownBy(() -> ListRequest.includesOfOne(request("include_total", "true")))
                .hasMessageContaining("include_total");
    }

    private static String read(String... namesAndValues) {
        return ListRequest.read(request(namesAndValues)).query().asked().toJson();
    }

    private static HttpRequest<?> request(String... namesAndValues) {
        MutableHttpRequest<Object> request = HttpRequest.GET("/api/v2.1/entities");
        // Adding a name a second time would replace its value.
        Map<String, List<CharSequence>> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.computeIfAbsent(namesAndValues[i], name -> new ArrayList<>()).add(namesAndValues[i + 1]);
        }
        values.forEach((name, texts) -> request.getParameters().add(name, texts));
        return request;
    }
}
