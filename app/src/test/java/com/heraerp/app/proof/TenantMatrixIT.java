package com.heraerp.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.DemoServer;
import com.heraerp.client.Answer;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever of another tenant's a caller names, wherever a name can stand: he is answered as if it were nobody's, is told
 * nothing of it, and changes nothing of it.
 */
class TenantMatrixIT {

    private static final List<String> TELLING = List.of("ETag", "Idempotency-Replayed", "Content-Range",
            "Content-Type");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /** A transaction's number that the database made. */
    private static final Pattern NUMBER = Pattern.compile("TXN-\\d{8}-[0-9A-F]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    private static final Pattern DURATION = Pattern.compile("\"duration_ms\":[0-9.]+");

    private static DemoServer server;
    private static StoredRows rows;
    private static Tenant luxe;
    private static Tenant bella;

    @BeforeAll
    static void start() {
        server = new DemoServer();
        rows = new StoredRows(server.database());
        luxe = new Tenant(server, "Luxe", DemoServer.LUXE, DemoServer.LUXE_OWNER);
        bella = new Tenant(server, "Bella", DemoServer.BELLA, DemoServer.BELLA_OWNER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void hasARecipeForEveryRoute() {
        Set<String> routes = server.context().getBean(Router.class).uriRoutes()
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                .map(route -> route.getHttpMethodName() + ' ' + route.getUriMatchTemplate())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(new TreeSet<>(Recipes.routes().keySet())).isEqualTo(routes);
    }

    @Test
    void hasARecipeForEveryFunction() {
        JsonArray functions = Objects.requireNonNull(
                object(luxe.owner().send("GET", "/api/v2/rpc", "").text()).array("data"));
        Set<String> names = functions.values().stream()
                .map(function -> Objects.requireNonNull(((JsonObject) function).text("name")))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(new TreeSet<>(Recipes.functions().keySet())).isEqualTo(names);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesWhatIsAnotherTenantsForNobodys(boolean luxeCalls) {
        Tenant caller = luxeCalls ? luxe : bella;
        Tenant other = luxeCalls ? bella : luxe;
        List<String> secrets = secretsOf(other);
        Map<String, String> before = rows.stateOf(other.id());
        Strange foreign = other.mine();
        Strange unknown = foreign.unknown();

        List<Answer> answers = new ArrayList<>();
        List<Attempt> attempts = attempts(foreign, caller.mine());
        attempts.forEach(attempt -> answers.add(send(caller, attempt)));
        List<Attempt> nobodys = attempts(unknown, caller.mine());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < attempts.size(); i++) {
            Attempt attempt = attempts.get(i);
            Answer answer = answers.get(i);
            String asForeign = told(attempt, answer, foreign);
            String asUnknown = told(attempt, send(caller, nobodys.get(i)), unknown);
            if (!asForeign.equals(asUnknown)) {
                wrong.add(attempt + "\n  foreign: " + asForeign + "\n  unknown: " + asUnknown);
            }
            // The API's description shows ids of the demo data as examples.
            secrets.stream()
                    .filter(secret -> isOfATenant(attempt.path()) || secret.equals(other.secret()))
                    .filter(secret -> contains(answer, secret))
                    .forEach(secret -> wrong.add(attempt + "\n  tells " + secret));
        }

        assertThat(secrets).hasSizeGreaterThan(20);
        assertThat(wrong).isEmpty();
        assertThat(rows.stateOf(other.id())).isEqualTo(before);
    }

    /** The proof above looks for secrets where they are found: their owner is told them. */
    @Test
    void tellsTheOwnerHisSecrets() {
        Answer own = luxe.owner().send("GET", "/api/v2.1/entities/" + luxe.mine().entity(), "");

        assertThat(own.status()).isEqualTo(200);
        assertThat(own.text()).contains(luxe.secret());
    }

    private static List<String> secretsOf(Tenant tenant) {
        List<String> secrets = new ArrayList<>(rows.idsOnlyIn(tenant.id()));
        secrets.removeAll(tenant.mine().values());
        secrets.add(tenant.secret());
        return secrets;
    }

    private static List<Attempt> attempts(Strange strange, Strange own) {
        List<Attempt> attempts = new ArrayList<>();
        Recipes.routes().values().forEach(recipe -> attempts.addAll(recipe.apply(strange, own)));
        attempts.addAll(Recipes.keyed(strange));
        List.copyOf(attempts).stream()
                .filter(attempt -> attempt.method().equals("GET"))
                .forEach(attempt -> attempts.add(attempt.asHead()));
        return attempts;
    }

    private static Answer send(Tenant caller, Attempt attempt) {
        byte[] body = attempt.body().getBytes(StandardCharsets.UTF_8);
        return caller.owner().send(attempt.method(), attempt.path(), body, attempt.headers());
    }

    /** Everything a caller can tell two answers apart by, without what differs in any two. */
    private static String told(Attempt attempt, Answer answer, Strange strange) {
        if (!isOfATenant(attempt.path())) {
            return String.valueOf(answer.status());
        }
        String text = answer.status() + " " + answer.text();
        for (String header : TELLING) {
            text += ' ' + header + '=' + answer.headers().getOrDefault(header, List.of("none")).getFirst();
        }
        for (String value : strange.values()) {
            text = text.replace(value, "?");
        }
        text = ID.matcher(text).replaceAll("?");
        text = NUMBER.matcher(text).replaceAll("TXN-?");
        text = TIME.matcher(text).replaceAll("then");
        return DURATION.matcher(text).replaceAll("");
    }

    /** The others tell of the process, with figures that differ from moment to moment. */
    private static boolean isOfATenant(String path) {
        return path.startsWith("/api/v") || path.startsWith("/rest/");
    }

    private static boolean contains(Answer answer, String secret) {
        String all = answer.text() + answer.headers();
        return all.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT));
    }

    private static JsonObject object(String body) {
        return JsonReader.readObject(body.getBytes(StandardCharsets.UTF_8));
    }
}
