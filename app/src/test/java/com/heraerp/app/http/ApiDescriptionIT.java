package com.heraerp.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the server says of itself is what it does. */
class ApiDescriptionIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPENAPI = "https://spec.openapis.org/oas/3.1/schema/2022-10-07";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options",
            "trace");

    private static EmbeddedServer server;
    private static JsonNode description;

    @BeforeAll
    static void start() throws Exception {
        server = TrialServer.start();
        description = JSON.readTree(get("/api/openapi.json").body());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.getPort() + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** Method and path, the names of path variables left out. */
    private static String operation(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^}]*}", "{}");
    }

    private static Set<String> routes() {
        return server.getApplicationContext().getBean(Router.class).uriRoutes()
                .filter(route -> !route.getTargetMethod().getDeclaringType().equals(TrialController.class))
                .map(ApiDescriptionIT::operation)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String operation(UriRouteInfo<?, ?> route) {
        return operation(route.getHttpMethodName(), route.getUriMatchTemplate().toPathString());
    }

    private static Set<String> described(JsonNode document) {
        Set<String> described = new TreeSet<>();
        document.get("paths").properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            if (METHODS.contains(method)) {
                described.add(operation(method, path.getKey()));
            }
        }));
        return described;
    }

    /** HEAD goes with every GET and needs no words. */
    private static Set<String> undescribed(JsonNode document) {
        Set<String> missing = routes();
        missing.removeAll(described(document));
        missing.removeIf(route -> route.startsWith("HEAD "));
        return missing;
    }

    private static Set<String> notServed(JsonNode document) {
        Set<String> invented = described(document);
        invented.removeAll(routes());
        return invented;
    }

    private static Set<ValidationMessage> problems(JsonNode document) {
        JsonSchema schema = JsonSchemaFactory
                .getInstance(VersionFlag.V202012,
                        builder -> builder.schemaMappers(
                                mappers -> mappers.mapPrefix("https://spec.openapis.org",
                                        "classpath:spec.openapis.org")))
                .getSchema(SchemaLocation.of(OPENAPI));
        return schema.validate(document.toString(), InputFormat.JSON);
    }

    @Test
    void describesEveryRoute() {
        assertThat(routes()).hasSizeGreaterThan(15);
        assertThat(undescribed(description)).isEmpty();
    }

    @Test
    void describesNothingElse() {
        assertThat(notServed(description)).isEmpty();
    }

    @Test
    void noticesAMissingAndAnInventedOperation() {
        ObjectNode other = description.deepCopy();
        ObjectNode paths = (ObjectNode) other.get("paths");
        ((ObjectNode) paths.get("/api/v2.1/entities")).remove("put");
        paths.putObject("/api/v2.1/wishes/{id}").putObject("get");

        assertThat(undescribed(other)).containsExactly("PUT /api/v2.1/entities");
        assertThat(notServed(other)).containsExactly("GET /api/v2.1/wishes/{}");
    }

    /** What the shared contract is silent about is told where a caller would look for it. */
    @ParameterizedTest
    @CsvSource({"/paths/~1api~1v2.1~1entities/put/description,\"restore\": true",
        "/components/schemas/EntityRevision/allOf/1/properties/restore/description,deleted softly",
        "/paths/~1api~1v2.1~1organizations/put/description,books",
        "/paths/~1api~1v2.1~1orchestrations~1{smartCode}~1simulate/post/description,`real`",
        "/paths/~1api~1v2.1~1orchestrations~1{smartCode}~1execute/post/description,malformed",
        "/paths/~1api~1v2.1~1transactions/post/description,GL_OPENING",
        "/components/schemas/OrganizationSettings/properties/audit_hold/description,HERA_RUN_RETENTION_DAYS"})
    void tellsWhatACallerLooksFor(String place, String words) {
        assertThat(description.at(place).asText()).contains(words);
    }

    /** The settings that the database knows, each by the one line that checks it. */
    @Test
    void describesEverySettingOfAnOrganization() throws Exception {
        Set<String> known = new TreeSet<>();
        try (InputStream file = Objects.requireNonNull(
                getClass().getResourceAsStream("/db/functions/hera/R__hera_checked_settings.sql"))) {
            Matcher setting = Pattern.compile("(?m)^ +when '([a-z_]+)' then ")
                    .matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            while (setting.find()) {
                known.add(setting.group(1));
            }
        }
        Set<String> described = new TreeSet<>();
        description.at("/components/schemas/OrganizationSettings/properties").fieldNames()
                .forEachRemaining(described::add);

        assertThat(described).hasSizeGreaterThan(10).isEqualTo(known);
    }

    @Test
    void isAnOpenApiDocument() {
        assertThat(description.get("openapi").asText()).startsWith("3.1.");
        assertThat(problems(description)).isEmpty();
    }

    @Test
    void noticesWhatIsNoOpenApi() {
        ObjectNode other = description.deepCopy();
        ((ObjectNode) other.at("/paths/~1api~1v2.1~1entities/get/responses/200")).remove("description");

        assertThat(problems(other)).isNotEmpty();
    }

    @Test
    void namesEveryOperationOnce() {
        List<String> names = description.findValuesAsText("operationId");

        assertThat(names).doesNotHaveDuplicates().hasSameSizeAs(described(description));
    }

    @Test
    void asksForATokenWhereTheServerDoes() throws Exception {
        for (var path : description.get("paths").properties()) {
            JsonNode operation = path.getValue().get("get");
            if (operation != null) {
                boolean isPublic = operation.path("security").isArray() && operation.path("security").isEmpty();
                int status = get(path.getKey().replaceAll("\\{[^}]*}", "x")).statusCode();

                assertThat(status != 401).as(path.getKey()).isEqualTo(isPublic);
            }
        }
    }

    @Test
    void statesTheSameInYaml() throws Exception {
        HttpResponse<String> yaml = get("/api/openapi.yaml");

        assertThat(yaml.headers().firstValue("content-type").orElse("")).startsWith("application/yaml");
        Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml.body());
        assertThat(JSON.<JsonNode>valueToTree(read)).isEqualTo(JSON.readTree(description.toString()));
    }

    @ParameterizedTest
    @CsvSource({"/api/docs,text/html", "/api/docs/docs.js,text/javascript", "/api/docs/docs.css,text/css",
        "/api/docs/swagger-ui.css,text/css", "/api/docs/swagger-ui-bundle.js,text/javascript",
        "/api/docs/favicon-32x32.png,image/png", "/api/openapi.json,application/json"})
    void answersADocumentOnceToACallerThatKeepsIt(String path, String type) throws Exception {
        HttpResponse<String> first = get(path);
        String tag = first.headers().firstValue("etag").orElseThrow();
        HttpResponse<String> second = get(path, "If-None-Match", "\"other\", W/" + tag);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("content-type").orElse("")).startsWith(type);
        assertThat(first.headers().firstValue("cache-control")).contains("public, no-cache");
        assertThat(first.headers().firstValue("content-security-policy")).contains("default-src 'self'");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    /** Under our Content-Security-Policy an inline script or a strange host would leave the page blank. */
    @Test
    void keepsThePageFreeOfInlineScriptsAndOtherHosts() throws Exception {
        String page = get("/api/docs").body();

        assertThat(page).doesNotContainPattern("<script(?![^>]*src=)").doesNotContain("<style", "style=", "//");
        for (String file : page.split("(src|href)=\"")) {
            if (file.startsWith("/api/")) {
                assertThat(get(file.substring(0, file.indexOf('"'))).statusCode()).as(file).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/docs/swagger-ui.js", "/api/docs/..%2findex.html", "/api/docs/docs.js/x"})
    void servesNoOtherFile(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesUnknownParameters() throws Exception {
        assertThat(get("/api/openapi.json?pretty=1").statusCode()).isEqualTo(400);
    }
}
