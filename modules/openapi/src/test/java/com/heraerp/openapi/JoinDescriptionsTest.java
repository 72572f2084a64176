package com.heraerp.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JoinDescriptionsTest {

    private static final String BASE = """
            openapi: 3.1.1
            info: {title: Trial}
            components:
              schemas:
                Error: {type: object}
            """;

    private static Map<String, Object> joined(String... modules) {
        List<Fragment> parts = new ArrayList<>();
        parts.add(Fragment.parse("base.yaml", BASE));
        for (String module : modules) {
            parts.add(Fragment.parse("module.yaml", module));
        }
        return JoinDescriptions.join(parts, "7.0");
    }

    @Test
    void joinsOperationsOfOnePathFromTwoModules() {
        String json = JsonText.of(joined("""
                paths:
                  /things:
                    post: {summary: "Says \\"no\\""}
                """, """
                paths:
                  /things:
                    get: {deprecated: true, x-cost: 1.5}
                components:
                  schemas:
                    Thing: {allOf: [{$ref: '#/components/schemas/Error'}]}
                """));

        assertThat(json)
                .isEqualTo("{\"openapi\":\"3.1.1\",\"info\":{\"title\":\"Trial\",\"version\":\"7.0\"},\"tags\":[],"
                        + "\"paths\":{\"/things\":{\"post\":{\"summary\":\"Says \\\"no\\\"\"},\"get\":{\"deprecated\":true,\"x-cost\":1.5}}},"
                        + "\"components\":{\"schemas\":{\"Error\":{\"type\":\"object\"},"
                        + "\"Thing\":{\"allOf\":[{\"$ref\":\"#/components/schemas/Error\"}]}}}}");
    }

    @Test
    void refusesAnOperationDescribedTwice() {
        String module = "paths: {/things: {get: {summary: Things}}}";

        assertThatThrownBy(() -> joined(module, module))
                .isInstanceOf(BadDescription.class)
                .hasMessage("module.yaml paths /things: get is described twice");
    }

    @Test
    void refusesAReferenceToNothing() {
        assertThatThrownBy(() -> joined("components: {schemas: {Thing: {$ref: '#/components/schemas/Missing'}}}"))
                .hasMessage("#/components/schemas/Missing leads nowhere");
        assertThatThrownBy(() -> joined("components: {schemas: {Thing: {$ref: 'https://example.com/thing.json'}}}"))
                .hasMessageEndingWith("leads nowhere");
    }

    @Test
    void refusesWhatOnlyTheBaseMaySay() {
        assertThatThrownBy(() -> joined("servers: []")).hasMessage("module.yaml: servers belongs into base.yaml");
    }

    @Test
    void refusesAStatusWithoutQuotesAndAKeyWrittenTwice() {
        assertThatThrownBy(() -> joined("paths: {200: {get: {}}}")).hasMessageContaining("must be quoted");
        assertThatThrownBy(() -> joined("paths: {/a: {}, /a: {}}")).hasMessageStartingWith("module.yaml: ");
    }

    @Test
    void needsABase() {
        assertThatThrownBy(() -> JoinDescriptions.join(List.of(), "7.0")).hasMessage("There is no openapi/base.yaml");
    }
}
