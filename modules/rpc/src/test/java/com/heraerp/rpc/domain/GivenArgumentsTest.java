package com.heraerp.rpc.domain;

import static com.heraerp.rpc.domain.Functions.ACTOR;
import static com.heraerp.rpc.domain.Functions.ORGANIZATION;
import static com.heraerp.rpc.domain.Functions.function;
import static com.heraerp.rpc.domain.Functions.optional;
import static com.heraerp.rpc.domain.Functions.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenArgumentsTest {

    private static final ActorContext CALLER = Functions.actor(Role.STAFF);
    private static final RpcFunction LIST = function("list", Volatility.STABLE, "",
            required("p_organization_id", "uuid", ScalarKind.UUID),
            required("p_kind", "text", ScalarKind.TEXT),
            optional("p_limit", "integer", ScalarKind.INTEGER, "25"));

    private static GivenArguments given(String json) {
        return GivenArguments.of(JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> bound(RpcFunction function, GivenArguments given) {
        return given.bind(function, CALLER).stream().map(one -> one.argument().name() + "=" + one.value()).toList();
    }

    private static Refused refused(GivenArguments given) {
        return catchThrowableOfType(Refused.class, () -> given.bind(LIST, CALLER));
    }

    @Test
    void takesNamesWithAndWithoutPrefixInAnyOrder() {
        assertThat(bound(LIST, given("{\"limit\":5,\"p_kind\":\"A\"}")))
                .containsExactly("p_organization_id=" + ORGANIZATION, "p_kind=A", "p_limit=5");
        RpcFunction plain = function("plain", Volatility.STABLE, "", required("kind", "text", ScalarKind.TEXT));
        assertThat(bound(plain, given("{\"p_kind\":\"A\"}"))).containsExactly("kind=A");
    }

    @Test
    void tellsApartANullAndADefault() {
        assertThat(bound(LIST, given("{\"p_kind\":null}"))).containsExactly("p_organization_id=" + ORGANIZATION,
                "p_kind=null");
    }

    @Test
    void reportsEveryWrongArgumentAtOnceWithTheSignature() {
        Refused refused = refused(given("{\"p_limit\":\"ten\",\"p_color\":{}}"));

        assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_REQUEST);
        assertThat(refused.details()).contains("list(p_organization_id uuid, p_kind text, p_limit integer DEFAULT 25)");
        assertThat(refused.violations()).extracting(violation -> violation.context().toJson())
                .containsExactlyInAnyOrder(
                        "{\"argument\":\"p_color\",\"expected\":\"no such argument\",\"got\":\"object\"}",
                        "{\"argument\":\"p_kind\",\"expected\":\"text\",\"got\":\"nothing\"}",
                        "{\"argument\":\"p_limit\",\"expected\":\"integer\",\"got\":\"string\"}");
    }

    @Test
    void refusesAnArgumentGivenUnderBothItsNames() {
        assertThat(refused(given("{\"p_kind\":\"A\",\"kind\":\"B\"}")).violations())
                .extracting(violation -> violation.code()).containsExactly("ARGUMENT-REPEATED");
    }

    @Test
    void neverRepeatsAValueInTheRefusal() {
        Refused refused = refused(given("{\"p_kind\":\"A\",\"p_limit\":\"s3cret\"}"));

        assertThat(refused.message() + refused.details() + refused.violations()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({"p_actor_user_id", "actor_user_id", "p_organization_id", "organization_id"})
    void refusesAnotherActorOrOrganizationUnderEachName(String name) {
        Refused refused = catchThrowableOfType(Refused.class,
                () -> given("{\"" + name + "\":\"b0000000-0000-4000-8000-000000000001\"}").refuseForeign(CALLER));

        assertThat(refused.refusal()).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void takesTheTokensOwnActorInAnyCaseAndFillsInForNull() {
        assertThatCode(
                () -> given("{\"p_actor_user_id\":\"" + ACTOR.toString().toUpperCase(java.util.Locale.ROOT) + "\"}")
                        .refuseForeign(CALLER))
                .doesNotThrowAnyException();
        assertThat(bound(LIST, given("{\"p_organization_id\":null,\"p_kind\":\"A\"}")))
                .contains("p_organization_id=" + ORGANIZATION);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "INTEGER|2147483647|2147483647", "INTEGER|2147483648|", "INTEGER|1.0|1", "INTEGER|1.5|", "INTEGER|\"7\"|7",
        "INTEGER|true|", "INTEGER|1e400|", "BIGINT|\"9223372036854775807\"|9223372036854775807",
        "BIGINT|\"9223372036854775808\"|",
        "SMALLINT|32768|", "NUMERIC|25.00|25.00", "NUMERIC|\"25.00\"|25.00", "NUMERIC|\"NaN\"|", "NUMERIC|[]|",
        "TEXT|\"a\"|a", "TEXT|5|", "TEXT|{}|", "BOOLEAN|true|true", "BOOLEAN|\"false\"|false", "BOOLEAN|\"yes\"|",
        "BOOLEAN|1|",
        "UUID|\"a0000000-0000-4000-8000-000000000001\"|a0000000-0000-4000-8000-000000000001", "UUID|\"a0\"|", "UUID|5|",
        "DATE|\"2025-02-29\"|", "DATE|\"2024-02-29\"|2024-02-29", "DATE|\"2024-02-29T10:00\"|", "DATE|20240229|",
        "TIMESTAMP|\"2024-02-29\"|2024-02-29", "TIMESTAMP|\"2024-02-29T10:00\"|2024-02-29T10:00",
        "TIMESTAMP|\"2024-02-29 10:00:00.123456+04\"|2024-02-29 10:00:00.123456+04",
        "TIMESTAMP|\"2024-02-29T10:00:00Z\"|2024-02-29T10:00:00Z",
        "TIMESTAMP|\"now\"|", "JSON|{\"a\":[1.10]}|{\"a\":[1.10]}", "JSON|\"s\"|\"s\"", "OTHER|\"1 day\"|1 day",
        "OTHER|{}|"})
    void readsEachTypeStrictly(ScalarKind kind, String json, String expected) {
        JsonValue value = value(json);

        assertThat(kind.textOf(value)).isEqualTo(expected);
    }

    private static JsonValue value(String json) {
        try {
            return JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (Refused outOfRange) {
            return JsonArray.EMPTY;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "INTEGER|{1,2}|{\"1\",\"2\"}", "INTEGER|{}|{}", "INTEGER|{1,x}|", "INTEGER|1|", "INTEGER|{1,}|",
        "INTEGER|[1,null]|{\"1\",NULL}",
        "TEXT|{a,\"b,c\",null}|{\"a\",\"b,c\",NULL}", "TEXT|{\"a\\\"b\"}|{\"a\\\"b\"}", "TEXT|{\"a}|", "TEXT|{{a}}|",
        "JSON|[{\"a\":1}]|{\"{\\\"a\\\":1}\"}"})
    void readsArraysFromAQueryString(ScalarKind kind, String written, String expected) {
        assertThat(new ArgumentType("x[]", kind, true).textOfWritten(written)).isEqualTo(expected);
    }

    @Test
    void leavesTheWindowOfAQueryToAFunctionThatHasTheArgument() {
        GivenArguments written = new GivenArguments(
                Map.of("kind", new JsonString("A"), "limit", new JsonString("5"), "offset", new JsonString("1")), true);

        assertThat(written.takeTheWindow(LIST)).isTrue();
        assertThat(bound(LIST, written)).contains("p_limit=5");
        assertThat(new GivenArguments(Map.of("limit", new JsonString("5")), true)
                .takeTheWindow(function("none", Volatility.STABLE, ""))).isFalse();
    }
}
