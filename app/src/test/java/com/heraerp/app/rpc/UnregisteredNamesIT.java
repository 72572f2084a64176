package com.heraerp.app.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.DemoServer;
import com.heraerp.db.Sql;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether PostgreSQL has a function that is not registered cannot be told from the answer, nor from how long it takes. */
class UnregisteredNamesIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String SECRET = """
            create function rpc.trial_secret() returns text language sql stable set search_path = '' as $$select 'x'$$;
            revoke execute on function rpc.trial_secret from public, hera_app;
            """;
    private static final String UNREGISTERED = """
            select distinct p.proname from pg_proc p where p.proname ~ '^[a-z_0-9]+$' and not exists (
              select from pg_proc r where r.pronamespace = 'rpc'::regnamespace and r.proname = p.proname
                and has_function_privilege('hera_app', r.oid, 'execute'))""";

    private static DemoServer server;
    private static String token;

    @BeforeAll
    static void start() {
        server = new DemoServer(SECRET);
        token = server.token(DemoServer.LUXE_OWNER, DemoServer.LUXE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answerLikeANameThatNobodyHas() throws IOException, InterruptedException, SQLException {
        List<String> names = Sql.on(server.database().asSuperuser()).all(UNREGISTERED);
        String nobodys = anonymous("zzqx_9", call("zzqx_9"));
        TreeSet<String> told = new TreeSet<>();
        for (String name : names) {
            HttpResponse<String> answer = call(name);
            if (answer.statusCode() != 404 || !anonymous(name, answer).equals(nobodys)) {
                told.add(name + ": " + answer.statusCode() + " " + answer.body());
            }
        }

        assertThat(names).hasSizeGreaterThan(2_500).contains("pg_sleep", "enter", "create_entity", "trial_secret");
        assertThat(told).isEmpty();
    }

    @Test
    void takeAsLongAsANameThatNobodyHas() throws IOException, InterruptedException {
        List<Long> existing = new ArrayList<>();
        List<Long> invented = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            existing.add(nanos(i % 2 == 0 ? "pg_sleep" : "trial_secret"));
            invented.add(nanos("zzqx_" + i));
        }

        double millis = Math.abs(median(existing) - median(invented)) / 1e6;
        System.out.printf("an unregistered name takes %.3f ms, an invented one %.3f ms%n", median(existing) / 1e6,
                median(invented) / 1e6);
        assertThat(millis).isLessThan(2);
    }

    /** What stays of an answer without its name, its request and the names of registered functions that are like it. */
    private static String anonymous(String name, HttpResponse<String> answer) {
        return answer.statusCode() + answer.body()
                .replace("function " + name + " in", "function NAME in")
                .replaceAll("\"hint\":\"Perhaps you meant to call [^\"]*\",?", "")
                .replaceAll("\"request_id\":\"[^\"]*\"", "")
                .replaceAll("\"duration_ms\":[0-9.]+", "");
    }

    private static double median(List<Long> nanos) {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
    }

    private static long nanos(String name) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        call(name);
        return System.nanoTime() - begin;
    }

    private static HttpResponse<String> call(String name) throws IOException, InterruptedException {
        URI uri = server.url().resolve("/api/v2/rpc/" + name);
        return CLIENT.send(HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}", StandardCharsets.UTF_8))
                .build(), BodyHandlers.ofString());
    }
}
