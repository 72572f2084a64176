package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescribedAnswersTest {

    private static final String JSON = "application/json";

    private static final DescribedAnswers DESCRIBED = new DescribedAnswers("""
            {"paths": {
               "/things/{id}": {"get": {"responses": {"200": {"content": {"application/json": {"schema":
                 {"$ref": "#/components/schemas/Thing"}}}}, "304": {}, "404": {"$ref": "#/components/responses/Missing"}}}},
               "/things": {"post": {"requestBody": {"content": {"application/json": {"schema": {"required": ["name"]}}}},
                 "responses": {"201": {"content": {"application/json": {}}}}}}},
             "components": {
               "schemas": {"Thing": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}},
               "responses": {"Missing": {"content": {"application/json": {"schema": {"required": ["error"]}}}}}}}""");

    @Test
    void findNothingWhereAllIsAsDescribed() {
        assertThat(DESCRIBED.differences("GET", "/things/7?a=b", JSON, "", answer(200, "{\"id\":7}"))).isEmpty();
        assertThat(DESCRIBED.differences("GET", "/things/7", JSON, "", answer(404, "{\"error\":\"x\"}"))).isEmpty();
        assertThat(DESCRIBED.differences("GET", "/things/7", JSON, "", answer(304, ""))).isEmpty();
        assertThat(DESCRIBED.differences("POST", "/things", JSON, "{\"name\":1}", answer(201, "{}"))).isEmpty();
        assertThat(DESCRIBED.differences("GET", "/elsewhere", JSON, "", answer(500, "?"))).isEmpty();
    }

    @Test
    void noticesWhatIsNotAsDescribed() {
        assertThat(DESCRIBED.differences("GET", "/things/7", JSON, "", answer(200, "{\"id\":\"7\"}"))).isNotEmpty();
        assertThat(DESCRIBED.differences("GET", "/things/7", JSON, "", answer(404, "{}"))).isNotEmpty();
        assertThat(DESCRIBED.differences("GET", "/things/7", JSON, "", answer(418, "{}"))).isNotEmpty();
        assertThat(DESCRIBED.differences("GET", "/things/7", JSON, "", answer(304, "{}"))).isNotEmpty();
        assertThat(DESCRIBED.differences("GET", "/things/7", JSON, "", answer(200, ""))).isNotEmpty();
        assertThat(DESCRIBED.differences("POST", "/things", JSON, "{}", answer(201, "{}"))).isNotEmpty();
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, Map.of("Content-Type", List.of(JSON)), body);
    }
}
