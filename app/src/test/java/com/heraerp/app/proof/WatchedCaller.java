package com.heraerp.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.heraerp.app.ApiCaller;
import com.heraerp.app.DemoServer;
import com.heraerp.client.Answer;
import com.heraerp.client.NoAnswer;
import com.heraerp.db.Demo;
import com.heraerp.kernel.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** One server of its own, and one caller who looks after each of his requests at what is stored. */
final class WatchedCaller implements AutoCloseable {

    private static final OrganizationId PLATFORM = new OrganizationId(Demo.PLATFORM);

    private final DemoServer server = new DemoServer();
    private final Marks marks = new Marks(server.database());
    private final Map<String, ApiCaller> callers = new HashMap<>();
    private final Map<String, Integer> refused;
    private final List<String> wrong;
    private final List<LateRefusal> late;
    private final LateMixture mixture;
    private Marks.Seen before;

    /**
     * @param refused counts refusals by what they say
     * @param wrong takes what was written although it was refused
     */
    WatchedCaller(long seed, Map<String, Integer> refused, List<String> wrong) {
        this.refused = refused;
        this.wrong = wrong;
        Map<String, UUID> roles = Map.of("owner", Demo.OWNER, "finance", Demo.FINANCE_ADMIN, "admin", Demo.ADMIN,
                "manager", Demo.MANAGER, "staff", Demo.STAFF, "viewer", Demo.VIEWER);
        roles.forEach((role, user) -> callers.put(role, caller(user, DemoServer.LUXE)));
        callers.put("bella", caller(Demo.BELLA_OWNER, DemoServer.BELLA));
        callers.put("platform", caller(Demo.PLATFORM_ADMIN, PLATFORM));
        callers.put("none", ApiCaller.at(server.url(), ""));
        Map<String, String> names = LateNames.madeBy(this::as);
        this.late = LateRefusal.all(names);
        Tenant luxe = new Tenant(server, "Luxe", DemoServer.LUXE, DemoServer.LUXE_OWNER);
        Tenant bella = new Tenant(server, "Bella", DemoServer.BELLA, DemoServer.BELLA_OWNER);
        JsonNode description = as("owner").send("GET", "/api/openapi.json", "").json();
        this.mixture = new LateMixture(new Random(seed), description, names, late, luxe.mine(), bella.mine());
        this.before = marks.settled();
    }

    private ApiCaller caller(UUID user, OrganizationId organization) {
        return ApiCaller.at(server.url(), server.token(user.toString(), organization));
    }

    private ApiCaller as(String role) {
        return callers.getOrDefault(role, ApiCaller.at(server.url(), ""));
    }

    /** Sends each late request as it stands. @return how many */
    int refusedAsWritten() {
        late.forEach(request -> {
            Answer answer = sent(request.who(), request.attempt(), bytes(request.attempt()));
            if (answer.status() != request.status()) {
                wrong.add(request + "\n  is " + answer);
            }
        });
        return late.size();
    }

    /** Sends so many of the mixture. @return how many */
    int sendUntil(int requests) {
        for (int i = 0; i < requests; i++) {
            LateMixture.Call call = mixture.next();
            try {
                sent(call.who(), call.attempt(), call.bytes());
            } catch (NoAnswer none) {
                wrong.add(call + "\n  " + none);
            }
        }
        assertThat(as("owner").send("GET", "/api/v2.1/entities?limit=1", "").status())
                .as("the caller has not locked himself out").isEqualTo(200);
        return requests;
    }

    private Answer sent(String who, Attempt attempt, byte[] body) {
        Answer answer = as(who).send(attempt.method(), attempt.path(), body, attempt.headers());
        Marks.Seen after = marks.settled();
        if (answer.status() / 100 != 2) {
            refused.merge(said(answer), 1, Integer::sum);
            if (!kept(answer, before).equals(kept(answer, after))) {
                wrong.add("%s %s%n  %s%n  %s%n  %s%n  %s".formatted(who, attempt, answer, before.parts(),
                        after.parts(), marks.written(before)));
            }
        }
        before = after;
        return answer;
    }

    /** What may not have changed. */
    private Map<String, String> kept(Answer answer, Marks.Seen seen) {
        Map<String, String> kept = new HashMap<>(seen.parts());
        if (marks.wasUndone(text(answer, "/context/run_id"))) {
            kept.remove(Marks.LOG);
        }
        return kept;
    }

    private static String said(Answer answer) {
        String code = text(answer, "/code");
        String violation = text(answer, "/violations/0/code");
        return answer.status() + " " + text(answer, "/error") + ' ' + text(answer, "/error_code") + ' '
                + (code.isEmpty() ? violation : code);
    }

    private static String text(Answer answer, String pointer) {
        try {
            return answer.json().at(pointer).asText();
        } catch (IllegalArgumentException notJson) {
            return "";
        }
    }

    static byte[] bytes(Attempt attempt) {
        return attempt.body().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        marks.close();
        server.close();
    }
}
