package com.heraerp.entities.adapter.in.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.kernel.Refused;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
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
    void searchesForNothingWhenTheSearchIsBlank() {
        assertThat(read("q", "  ")).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0", "limit, 1001", "limit, many", "offset, -1", "include_dynamic, yes", "entity_id, 7",
        "parent_entity_id, root", "status, ''", "order, dynamic.price.asc", "colour, red"
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
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request.getParameters().add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request;
    }
}
