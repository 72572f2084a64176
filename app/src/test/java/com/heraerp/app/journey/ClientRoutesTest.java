package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The Java client speaks to every route of v2 and v2.1 that the API's description names, and to no other. */
class ClientRoutesTest {

    /** Routes without a method in {@code HeraApi}, with the reason. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "importEntities", "streams a file: Entities.importFrom",
            "exportEntities", "streams a file: Entities.exportTo",
            "streamChanges", "never ends: Changes.follow",
            "subscribeToChanges", "a WebSocket: Changes.subscribe",
            "followRun", "streams until the run has ended: Runs.follow");

    @Test
    void everyRouteHasAMethodOfItsName() throws Exception {
        Map<String, String> described = described();

        assertThat(described).hasSizeGreaterThan(40).containsKeys(ELSEWHERE.keySet().toArray(String[]::new));
        described.keySet().removeAll(ELSEWHERE.keySet());
        assertThat(spoken())
                .as("give a new route a method in HeraApi and in one of the groups, or name it ELSEWHERE with the reason")
                .isEqualTo(described);
    }

    /** By operation, method and path, the names of path parameters left out. */
    private static Map<String, String> described() throws IOException {
        Map<String, String> routes = new TreeMap<>();
        try (InputStream document = ClientRoutesTest.class.getResourceAsStream("/META-INF/openapi/openapi.json")) {
            JsonNode paths = new ObjectMapper().readTree(Objects.requireNonNull(document)).path("paths");
            paths.properties().stream().filter(path -> path.getKey().startsWith("/api/v2"))
                    .forEach(path -> path.getValue().properties().stream()
                            .filter(operation -> operation.getValue().has("operationId"))
                            .forEach(operation -> routes.put(operation.getValue().path("operationId").asText(),
                                    operation.getKey() + " " + path.getKey().replaceAll("\\{[^}]*}", "{}"))));
        }
        return routes;
    }

    private static Map<String, String> spoken() throws ClassNotFoundException {
        Map<String, String> routes = new TreeMap<>();
        for (Method method : Class.forName("com.heraerp.client.HeraApi").getMethods()) {
            assertThat(new TreeSet<>(routes.keySet())).doesNotContain(method.getName());
            routes.put(method.getName(), route(method).replaceAll("\\{\\?[^}]*}", "").replaceAll("\\{[^}]*}", "{}"));
        }
        return routes;
    }

    private static String route(Method method) {
        if (method.isAnnotationPresent(Get.class)) {
            return "get " + method.getAnnotation(Get.class).value();
        }
        if (method.isAnnotationPresent(Post.class)) {
            return "post " + method.getAnnotation(Post.class).value();
        }
        if (method.isAnnotationPresent(Put.class)) {
            return "put " + method.getAnnotation(Put.class).value();
        }
        return "delete " + method.getAnnotation(Delete.class).value();
    }
}
