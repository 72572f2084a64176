package com.heraerp.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Requests of every kind that there is to be refused: right but for one thing, and spoiled further; about what is another
 * tenant's and nobody's; hostile; and noise at every described route. The same randomness makes the same requests.
 */
final class LateMixture {

    private static final List<String> OTHERS = List.of("viewer", "staff", "manager", "admin", "finance", "bella",
            "none");

    private final Random random;
    private final Fuzz fuzz;
    private final List<LateRefusal> late;
    private final List<Attempt> strange = new ArrayList<>();
    private final List<HostileBody> hostile = HostileBodies.all();

    LateMixture(Random random, JsonNode description, Map<String, String> names, List<LateRefusal> late, Strange own,
            Strange foreign) {
        this.random = random;
        this.late = late;
        this.fuzz = new Fuzz(random, description, places(names, late));
        Recipes.routes().values().forEach(recipe -> Stream.of(foreign, foreign.unknown())
                .forEach(whose -> strange.addAll(recipe.apply(whose, own))));
        strange.addAll(Recipes.keyed(own));
    }

    /** One request and its caller. */
    record Call(String who, Attempt attempt, byte[] bytes) {

        private Call(String who, Attempt attempt) {
            this(who, attempt, WatchedCaller.bytes(attempt));
        }
    }

    Call next() {
        LateRefusal one = one(late);
        return switch (random.nextInt(10)) {
            case 0 -> new Call(one.who(), one.attempt());
            case 1, 2, 3 -> new Call(one.who(), fuzz.spoiled(one.attempt()));
            case 4, 5 -> new Call(who(), one(strange));
            case 6 -> hostile(one(hostile));
            default -> new Call(who(), fuzz.next());
        };
    }

    private Call hostile(HostileBody body) {
        return new Call(who(), Attempt.of(body.method(), body.path(), ""), body.bytes());
    }

    private String who() {
        return random.nextInt(6) == 0 ? one(OTHERS) : "owner";
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** What stands in the places of the described paths. */
    private static Map<String, List<String>> places(Map<String, String> names, List<LateRefusal> late) {
        Map<String, List<String>> places = new HashMap<>();
        List<String> entities = all(names, "product", "other", "child", "category", "sarah", "argan", "cash");
        List<String> transactions = all(names, "journal", "second", "reversed", "reversal", "draft", "old", "note",
                "invoice", "cart", "sold", "sale", "visit", "transfer");
        places.put("entity_id", entities);
        places.put("entityId", entities);
        places.put("transaction_id", transactions);
        places.put("runId", all(names, "run"));
        places.put("node", List.of("CREATE", "BREAK"));
        places.put("name", List.of("GO"));
        places.put("smartCode", List.of("HERA.RETAIL.STOCK.ORCH.APART.V1", "HERA.RETAIL.STOCK.ORCH.TOGETHER.V1",
                "HERA.SALON.POS.ORCH.CART_CHECKOUT.V1", "HERA.FIN.CLOSE.ORCH.MONTH_END.V1",
                "HERA.CORE.PROC.ENTITY.CREATE.V1"));
        places.put("code", List.of("2025-01", "2025-02", "2025-05", "2024-12", "2024-03", "2026-03"));
        places.put("year", List.of("2024", "2025", "2026", "2027"));
        places.put("organization_id", all(names, "luxe", "bella-id"));
        places.put("path", late.stream().map(each -> each.attempt().path()).filter(path -> path.startsWith("/api/v1/"))
                .map(path -> path.substring("/api/v1/".length())).toList());
        return places;
    }

    private static List<String> all(Map<String, String> names, String... some) {
        return Stream.of(some).map(name -> names.getOrDefault(name, name)).toList();
    }
}
