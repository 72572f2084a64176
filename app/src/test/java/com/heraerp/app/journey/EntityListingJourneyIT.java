package com.heraerp.app.journey;

import static com.heraerp.app.journey.GivenEntity.ENTITIES;
import static com.heraerp.app.journey.GivenEntity.product;
import static com.heraerp.app.journey.GivenEntity.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listing, paging, filters and search. */
class EntityListingJourneyIT {

    private final Caller staff = RunningHera.as(Demo.STAFF);

    @Test
    void listsActiveProductsAsTheGuideDoes() {
        String code = unique("LIST");
        String id = staff.post(ENTITIES, product(code)).text("entity_id");

        Answer list = staff.get(ENTITIES
                + "?entity_type=PRODUCT&status=active&limit=50&offset=0&include_dynamic=true&include_relationships=false");

        assertThat(list.status()).as(list.text()).isEqualTo(200);
        assertThat(list.items("data")).anySatisfy(item -> {
            assertThat(item.text("id")).isEqualTo(id);
            assertThat(item.toJson()).contains("\"price\":25.00");
        });
        assertThat(list.number("count")).isEqualTo(list.items("data").size());
        assertThat(String.valueOf(list.json().object("filters")))
                .contains("entity_type", "PRODUCT", "status", "active");
        assertThat(list.text("organization_id")).isEqualTo(Demo.LUXE.toString());
    }

    @Test
    void keepsWhatHeraKeepsForItselfOutOfListsOfEverything() {
        Answer all = staff.get(ENTITIES + "?limit=1000&include_total=true&include_dynamic=false");
        Answer found = staff.get(ENTITIES + "?q=February");
        Answer periods = staff.get(ENTITIES + "?entity_type=fiscal_period&limit=1000");
        String period = periods.items("data").getFirst().text("id");

        assertThat(all.items("data")).extracting(item -> item.text("entity_type")).contains("PRODUCT", "GL_ACCOUNT")
                .doesNotContain("USER", "ORGANIZATION", "FISCAL_PERIOD", "PROCEDURE", "ORCHESTRATION");
        assertThat(all.number("total")).isEqualTo(all.items("data").size());
        assertThat(found.items("data")).isEmpty();
        assertThat(periods.number("count")).isGreaterThan(12);
        for (String named : new String[]{"entity_id=" + period, "entity_code=2025-02",
            "smart_code=" + periods.items("data").getFirst().text("smart_code")}) {
            assertThat(staff.get(ENTITIES + "?" + named).items("data")).as(named)
                    .extracting(item -> item.text("entity_type")).contains("FISCAL_PERIOD");
        }
    }

    @Test
    void pagesThroughWithoutLossOrRepetition() {
        String type = unique("PAGED");
        for (int i = 0; i < 5; i++) {
            staff.post(ENTITIES, product(type + i).replace("\"PRODUCT\"", "\"" + type + "\""));
        }

        Answer first = staff.get(ENTITIES + "?entity_type=" + type + "&limit=2&order=entity_code.asc");
        Answer second = staff.get(ENTITIES + "?entity_type=" + type + "&limit=2&order=entity_code.asc&cursor="
                + first.text("next_cursor"));
        Answer third = staff.get(ENTITIES + "?entity_type=" + type + "&limit=2&order=entity_code.asc&cursor="
                + second.text("next_cursor"));

        assertThat(List.of(first, second, third))
                .flatExtracting(page -> page.items("data").stream().map(item -> item.text("entity_code")).toList())
                .containsExactly(type + 0, type + 1, type + 2, type + 3, type + 4);
        assertThat(third.json().has("next_cursor")).isFalse();
    }

    @Test
    void filtersAndOrdersByFields() {
        String type = unique("FILTERED");
        for (int i = 1; i <= 5; i++) {
            staff.post(ENTITIES,
                    product(type + i).replace("\"PRODUCT\"", "\"" + type + "\"").replace("25.00", i + "0.00"));
        }

        Answer first = staff.get(ENTITIES + "?entity_type=" + type
                + "&dynamic.price=gte.20&dynamic.price=lt.50&order=dynamic.price.desc&limit=2&include_total=true");
        Answer second = staff.get(ENTITIES + "?entity_type=" + type
                + "&dynamic.price=gte.20&dynamic.price=lt.50&order=dynamic.price.desc&limit=2&cursor="
                + first.text("next_cursor"));

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.text()).contains("\"price\":40.00", "\"price\":30.00", "\"total\":3",
                "\"dynamic.price\":[\"gte.20\",\"lt.50\"]").doesNotContain("\"price\":50.00");
        assertThat(second.items("data")).singleElement().satisfies(
                item -> assertThat(item.toJson()).contains("\"price\":20.00"));
        assertThat(second.json().has("next_cursor")).isFalse();
    }

    @Test
    void searchesForWordsWithoutMindingAccentsOrSlips() {
        String type = unique("SOUGHT");
        staff.post(ENTITIES, product(unique("SOUGHT-1")).replace("\"PRODUCT\"", "\"" + type + "\"")
                .replaceFirst("\"entity_name\":\\s*\"[^\"]*\"", "\"entity_name\":\"Crème Régénérante\""));

        for (String q : List.of("creme%20regen", "R%C3%89G%C3%89N%C3%89RANTE", "rengenerante")) {
            Answer found = staff.get(ENTITIES + "?entity_type=" + type + "&q=" + q);
            assertThat(found.items("data")).as(q + found.text()).singleElement()
                    .satisfies(item -> assertThat(item.text("entity_name")).isEqualTo("Crème Régénérante"));
        }
    }

    @Test
    void warnsOfFieldsThatNobodyHas() {
        staff.post(ENTITIES, product(unique("MISSPELT")));

        Answer filtered = staff.get(ENTITIES + "?entity_type=PRODUCT&dynamic.pricee=gte.1");
        Answer found = staff.get(ENTITIES + "?entity_type=PRODUCT&dynamic.price=gte.1&limit=1");

        assertThat(filtered.status()).isEqualTo(200);
        assertThat(filtered.number("count")).isZero();
        assertThat(filtered.items("warnings")).singleElement()
                .satisfies(warning -> assertThat(warning.toJson()).contains(
                        "\"FILTER-FIELD-UNKNOWN\"", "\"WARNING\"", "\"field\":\"dynamic.pricee\"",
                        "No PRODUCT has a value"));
        assertThat(found.json().has("warnings")).isFalse();
    }

    @Test
    void saysWhichParameterOfAListingIsWrong() {
        staff.post(ENTITIES, product(unique("PRICED")));

        for (String wrong : List.of("dynamic.price=about.10", "dynamic.price=gte.cheap", "dynamic.price=in.(1,2",
                "order=colour.asc",
                "q=!!!", "cursor=made-up")) {
            Answer refused = staff.get(ENTITIES + "?" + wrong);
            assertThat(refused.status()).as(wrong + refused.text()).isEqualTo(400);
            assertThat(refused.text()).contains("\"field\":\"" + wrong.substring(0, wrong.indexOf('=')) + "\"",
                    "\"invalid_request\"");
        }
    }
}
