package com.heraerp.rpc.adapter.out.postgres;

import static com.heraerp.rpc.adapter.out.postgres.RpcDatabase.call;
import static com.heraerp.rpc.adapter.out.postgres.RpcDatabase.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.web.Call;
import com.heraerp.rpc.domain.CallMode;
import com.heraerp.rpc.domain.FunctionResult;
import com.heraerp.rpc.domain.GivenArguments;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallFunctionIT {

    private static final CallMode ONE = new CallMode(true, Integer.MAX_VALUE, 0, false);

    private static RpcDatabase database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        database = new RpcDatabase();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    private static Refused refused(String function, String body) {
        return catchThrowableOfType(Refused.class, () -> database.post(function, body));
    }

    private static String notes() throws SQLException {
        return database.one("select count(*) from hera.notes");
    }

    @Test
    void passesEveryTypeToItsArgument() {
        String answer = text(database.post("echo", """
                {"p_text":"a\\"b ü","p_json":{"price":25.00},"p_list":[{"a":"{\\"x\\"}"},null,[1],"s"],"p_numbers":[1,null,3],
                 "p_day":"2025-02-10","p_at":"2025-02-10T14:00:00+04:00","p_id":"A0000000-0000-4000-8000-0000000000a1",
                 "p_flag":false,"p_code":"C?1"}"""));

        assertThat(answer)
                .isEqualTo("{\"at\": \"2025-02-10T10:00:00+00:00\", \"id\": \"a0000000-0000-4000-8000-0000000000a1\","
                        + " \"day\": \"2025-02-10\", \"code\": \"C?1\", \"flag\": false, \"json\": {\"price\": 25.00},"
                        + " \"list\": [{\"a\": \"{\\\"x\\\"}\"}, null, [1], \"s\"], \"text\": \"a\\\"b ü\", \"numbers\": [1, null, 3]}");
    }

    @Test
    void takesArgumentsFromAQueryString() {
        FunctionResult answer = database.get("echo", new GivenArguments(Map.of(
                "text", new JsonString("5"),
                "numbers", new JsonString("{1,2}"),
                "p_json", new JsonString("{\"a\":1.10}"),
                "flag", new JsonString("true")), true));

        assertThat(text(answer)).contains("\"text\": \"5\"", "\"numbers\": [1, 2]", "\"json\": {\"a\": 1.10}",
                "\"flag\": true");
    }

    @Test
    void leavesAbsentArgumentsToTheirDefaultsAndKeepsEveryDigit() {
        assertThat(text(database.post("add", "{\"p_a\":2}"))).isEqualTo("2.50");
        assertThat(text(database.post("add", "{\"p_a\":\"2\",\"b\":1.230}"))).isEqualTo("3.230");
    }

    @Test
    void fillsInWhoCallsAndTellsTheDatabase() {
        assertThat(text(database.post("whoami", "{}")))
                .contains("\"actor\" : \"" + RpcDatabase.ACTOR, "\"organization\" : \"" + RpcDatabase.ORGANIZATION,
                        "\"scope_actor\" : \"" + RpcDatabase.ACTOR,
                        "\"scope_organization\" : \"" + RpcDatabase.ORGANIZATION);
    }

    @Test
    void answersSetsAsArrays() {
        assertThat(text(database.post("numbers", "{\"p_count\":3}"))).isEqualTo("[1, 2, 3]");
        assertThat(text(database.post("numbers", "{\"p_count\":0}"))).isEqualTo("[]");
        FunctionResult rows = database.post("rows", "{\"p_count\":2}");
        assertThat(text(rows)).isEqualToIgnoringWhitespace("[{\"id\":1,\"name\":\"n1\"},{\"id\":2,\"name\":\"n2\"}]");
        assertThat(rows.rows()).isEqualTo(2);
    }

    @Test
    void answersAPartOfASetAndCountsTheWhole() {
        FunctionResult part = database.post("rows", "{\"p_count\":9}", new CallMode(false, 1, 4, false), call(null));

        assertThat(text(part)).isEqualToIgnoringWhitespace("[{\"id\":5,\"name\":\"n5\"}]");
        assertThat(part.total()).isEqualTo(9);
        assertThat(text(database.post("numbers", "{\"p_count\":9}", new CallMode(false, 2, 0, false), call(null))))
                .isEqualTo("[1, 2]");
    }

    @Test
    void answersTheOnlyRowWithoutItsArray() {
        assertThat(text(database.post("rows", "{\"p_count\":1}", ONE, call(null))))
                .isEqualToIgnoringWhitespace("{\"id\":1,\"name\":\"n1\"}");
    }

    @Test
    void changesNothingWhenOneRowIsWantedAndTwoAreGiven() throws SQLException {
        String before = notes();

        Refused refused = catchThrowableOfType(Refused.class,
                () -> database.post("write_notes", "{\"p_notes\":[\"a\",\"b\"]}", ONE, call(null)));

        assertThat(refused.refusal()).isEqualTo(Refusal.NOT_ACCEPTABLE);
        assertThat(refused.code()).isEqualTo("PGRST116");
        assertThat(refused.details()).isEqualTo("The result contains 2 rows");
        assertThat(notes()).isEqualTo(before);
    }

    @Test
    void refusesAWriteInAFunctionThatPromisesNone() throws SQLException {
        String before = notes();

        assertThat(refused("stable_liar", "{\"p_note\":\"x\"}").code()).isEqualTo("25006");
        assertThat(refused("immutable_liar", "{\"p_note\":\"x\"}").code()).isEqualTo("25006");
        assertThat(notes()).isEqualTo(before);
        // The connection serves writes again.
        assertThat(text(database.post("write_note", "{\"p_note\":\"y\"}"))).contains("\"note\": \"y\"");
    }

    @Test
    void refusesGettingAFunctionThatMayWrite() {
        Refused refused = catchThrowableOfType(Refused.class, () -> database.get(
                "write_note", new GivenArguments(Map.of("note", new JsonString("x")), true)));

        assertThat(refused.refusal()).isEqualTo(Refusal.METHOD_NOT_ALLOWED);
    }

    @Test
    void worksOnceForOneKeyHoweverManyAskAtOnce() throws Exception {
        String before = notes();
        List<FunctionResult> answers = atOnce(24,
                () -> database.post("write_note", "{\"p_note\":\"keyed\"}", CallMode.ALL, call("key-1")));

        assertThat(answers).extracting(RpcDatabase::text).containsOnly(text(answers.getFirst()));
        assertThat(answers).filteredOn(FunctionResult::replayed).hasSize(23);
        assertThat(Integer.parseInt(notes())).isEqualTo(Integer.parseInt(before) + 1);
        Refused other = catchThrowableOfType(Refused.class,
                () -> database.post("write_note", "{\"p_note\":\"other\"}", CallMode.ALL, call("key-1")));
        assertThat(other.refusal()).isEqualTo(Refusal.IDEMPOTENCY_CONFLICT);
    }

    @Test
    void replaysSetsAndEmptyAnswersAsTheyWere() {
        for (int time = 0; time < 2; time++) {
            FunctionResult set = database.post("write_notes", "{\"p_notes\":[\"a\",\"b\"]}", CallMode.ALL,
                    call("key-set"));
            FunctionResult nothing = database.post("write_silently", "{\"p_note\":\"a\"}", CallMode.ALL,
                    call("key-void"));
            assertThat(set.rows()).isEqualTo(2);
            assertThat(text(nothing)).isEqualTo("null");
            assertThat(set.replayed()).isEqualTo(nothing.replayed()).isEqualTo(time == 1);
        }
    }

    @Test
    void leavesTheKeyToAFunctionThatKnowsKeys() {
        assertThat(database.post("knows_keys", "{}", CallMode.ALL, call("key-2")).replayed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "23505,DUPLICATE,false", "23503,INVALID_REFERENCE,false", "23514,INVALID_REFERENCE,false",
        "23502,INVALID_REFERENCE,false", "23P01,INVALID_REFERENCE,false", "22P02,INVALID_REQUEST,false",
        "22003,INVALID_REQUEST,false", "40001,CONFLICT,true", "40P01,CONFLICT,true", "55P03,CONFLICT,true",
        "57014,TIMEOUT,true", "53300,DATABASE_UNAVAILABLE,true", "53400,DATABASE_UNAVAILABLE,true",
        "08006,DATABASE_UNAVAILABLE,true", "28000,DATABASE_UNAVAILABLE,false", "42501,FORBIDDEN,false",
        "42883,DATABASE_ERROR,false", "XX000,DATABASE_ERROR,false", "0A000,DATABASE_ERROR,false",
        "25006,DATABASE_ERROR,false", "54000,DATABASE_ERROR,false", "58030,DATABASE_ERROR,false",
        "P0002,DATABASE_ERROR,false"})
    void tellsEachClassOfFailureWithoutWhatMustStayInside(String state, Refusal refusal, boolean retryable) {
        Refused refused = refused("raise", "{\"p_state\":\"" + state + "\"}");

        assertThat(refused.refusal()).isEqualTo(refusal);
        assertThat(refused.code()).isEqualTo(state);
        assertThat(refused.isRetryable()).isEqualTo(retryable);
        assertThat(refused.message() + refused.details() + refused.hint() + refused.context().toJson())
                .doesNotContain("secret");
    }

    @Test
    void passesABusinessRuleOnInItsOwnWords() {
        assertThat(refused("raise", "{\"p_state\":\"P0001\"}").refusal()).isEqualTo(Refusal.BUSINESS_RULE);
    }

    @Test
    void doesNotCallAFunctionMissingWhenItsInsideIsBroken() {
        assertThat(refused("broken", "{}").refusal()).isEqualTo(Refusal.DATABASE_ERROR);
    }

    @Test
    void stopsAtOnceWhenNobodyWaitsForTheAnswer() throws Exception {
        String before = notes();
        Call call = call(null);
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<FunctionResult> slow = other
                    .submit(() -> database.post("slow", "{\"p_note\":\"z\"}", CallMode.ALL, call));
            await("1");
            call.databaseCall().abandon();
            assertThat(slow).failsWithin(Duration.ofSeconds(2));
        }
        await("0");
        assertThat(notes()).isEqualTo(before);
    }

    private static void await(String running) throws Exception {
        for (int i = 0; i < 100 && !sleeping().equals(running); i++) {
            Thread.sleep(20);
        }
        assertThat(sleeping()).isEqualTo(running);
    }

    private static String sleeping() throws SQLException {
        return database.one("select count(*) from pg_stat_activity where wait_event = 'PgSleep'");
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(java.util.Collections.nCopies(times, work))) {
                results.add(result.get());
            }
            return results;
        }
    }
}
