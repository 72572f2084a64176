package com.heraerp.rpc.adapter.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.StartRefused;
import com.heraerp.rpc.domain.RpcFunction;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionRegistryIT {

    private static RpcDatabase database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        database = new RpcDatabase();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    private static Refused refused(String function) {
        return catchThrowableOfType(Refused.class, () -> database.post(function, "{}"));
    }

    private static List<String> known() {
        return database.started().current().callableBy(RpcDatabase.owner()).stream().map(RpcFunction::name).toList();
    }

    /** It asks twice a second; on a busy machine more passes, which is no failure. */
    private static void awaitKnown(String name, boolean expected) throws InterruptedException {
        long until = System.nanoTime() + 20_000_000_000L;
        while (known().contains(name) != expected && System.nanoTime() < until) {
            Thread.sleep(10);
        }
        assertThat(known().contains(name)).isEqualTo(expected);
    }

    @Test
    void knowsSignatureDefaultAndDescription() {
        RpcFunction add = database.started().current().find("add");

        assertThat(add).isNotNull();
        assertThat(add.signature()).isEqualTo("add(p_a integer, p_b numeric DEFAULT 0.50)");
        assertThat(add.comment().description()).isEqualTo("Adds two numbers.");
        assertThat(add.returns()).isEqualTo("numeric");
        RpcFunction echo = database.started().current().find("echo");
        assertThat(echo).isNotNull();
        assertThat(echo.signature()).contains("p_list jsonb[]", "p_code hera.code", "p_at timestamp with time zone");
    }

    @Test
    void answersAnUngrantedNameLikeAnUnknownOne() {
        Refused ungranted = refused("secret");
        Refused unknown = refused("secreu");

        assertThat(ungranted.message()).isEqualTo("Could not find function secret in the schema cache");
        assertThat(ungranted.code()).isEqualTo(unknown.code()).isEqualTo("PGRST202");
        assertThat(ungranted.hint()).isEqualTo(unknown.hint());
        assertThat(refused("write_nots").hint()).isEqualTo("Perhaps you meant to call write_note, write_notes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_sleep", "rpc.add", "\"add\"", "ADD", "../add", "add;select 1", "version", "add\u0000"})
    void knowsNothingButTheNamesOfTheSchema(String name) {
        assertThat(refused(name).code()).isEqualTo("PGRST202");
    }

    @Test
    void hintsOnlyAtWhatTheCallerMayCall() {
        assertThat(database.started().current().notFound("adc", RpcDatabase.actor(Role.VIEWER)).hint()).isNull();
        assertThat(database.started().current().notFound("adc", RpcDatabase.owner()).hint()).contains("add");
    }

    /** A look that began before a change does not see it, and for a tenth of a second no call looks again. */
    private static void afterALookUnderWay() throws InterruptedException {
        Thread.sleep(300);
    }

    @Test
    void callsAFunctionThatWasJustCreated() throws SQLException, InterruptedException {
        database.execute("create function rpc.born() returns integer language sql stable as 'select 7'");
        afterALookUnderWay();

        assertThat(RpcDatabase.text(database.post("born", "{}"))).isEqualTo("7");
        database.execute("create or replace function rpc.born() returns integer language sql stable as 'select 8'");
        assertThat(RpcDatabase.text(database.post("born", "{}"))).isEqualTo("8");
    }

    @Test
    void followsANewSignatureAtOnce() throws SQLException, InterruptedException {
        database.execute("create function rpc.moved() returns integer language sql stable as 'select 1'");
        awaitKnown("moved", true);
        database.execute(
                "drop function rpc.moved(); create function rpc.moved(p_a integer) returns setof text language sql stable as 'select p_a::text'");
        afterALookUnderWay();

        assertThat(refused("moved").violations()).extracting(violation -> violation.message())
                .containsExactly("p_a is missing");
        assertThat(RpcDatabase.text(database.post("moved", "{\"p_a\":5}"))).isEqualTo("[\"5\"]");
    }

    @Test
    void seesCreatedDroppedGrantedAndRevokedWithoutARestart() throws SQLException, InterruptedException {
        database.execute("create function rpc.passing() returns integer language sql stable as 'select 1'");
        awaitKnown("passing", true);
        database.execute("revoke execute on function rpc.passing from hera_app");
        awaitKnown("passing", false);
        database.execute("grant execute on function rpc.passing to hera_app");
        awaitKnown("passing", true);
        database.execute("drop function rpc.passing");
        awaitKnown("passing", false);
    }

    @Test
    void offersNoFunctionThatCannotBeCalledSafely() throws SQLException, InterruptedException {
        database.execute("create function rpc.unpinned() returns integer language sql security definer as 'select 1'");
        database.execute("create function rpc.twice(a integer) returns integer language sql as 'select 1'");
        database.execute("create function rpc.twice(a text) returns integer language sql as 'select 1'");
        database.execute("create function rpc.nameless(integer) returns integer language sql as 'select 1'");
        database.execute("create function rpc.shapeless() returns record language sql as 'select 1, 2'");
        database.execute("create function rpc.everyones() returns integer language sql as 'select 1';"
                + " grant execute on function rpc.everyones to public; revoke execute on function rpc.everyones from hera_app");
        database.execute("create function rpc.last_one() returns integer language sql as 'select 1'");
        awaitKnown("last_one", true);

        assertThat(known()).doesNotContain("unpinned", "twice", "nameless", "shapeless", "everyones");
    }

    @Test
    void refusesToStartWithAnUnfitFunctionOfOurOwn() throws SQLException {
        database.execute(
                "create function rpc.hera_unpinned() returns integer language sql security definer as 'select 1'");
        database.execute("grant execute on function rpc.hera_unpinned to public");
        PostgresFunctionRegistry starting = database.registry();
        try {
            assertThatThrownBy(starting::start)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageNotContaining("\n")
                    .hasMessageContaining(
                            "hera_unpinned(): SECURITY DEFINER without SET search_path, EXECUTE is granted to PUBLIC");
        } finally {
            database.execute("drop function rpc.hera_unpinned");
        }
    }

    /** Interrupted, it would break its connection in the pool, which says so with a stack trace at every stop. */
    @Test
    void letsALookUnderWayEndBeforeItStops() throws Exception {
        CountDownLatch looking = new CountDownLatch(2);
        AtomicBoolean ended = new AtomicBoolean();
        PostgresFunctionRegistry registry = new PostgresFunctionRegistry(database.application(() -> {
            looking.countDown();
            ended.set(false);
            Thread.sleep(300);
            ended.set(true);
        }));
        registry.start();
        looking.await();

        registry.stop();

        assertThat(ended).isTrue();
    }

    @Test
    void holdsTheFinalStateAfterManyRapidChanges() throws SQLException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            database.execute("create or replace function rpc.busy_" + i % 7
                    + "() returns integer language sql stable as 'select " + i + "'");
        }
        database.execute("drop function rpc.busy_3");
        awaitKnown("busy_3", false);

        assertThat(known()).contains("busy_0", "busy_6");
        assertThat(RpcDatabase.text(database.post("busy_3".replace('3', '4'), "{}"))).isEqualTo("193");
    }
}
