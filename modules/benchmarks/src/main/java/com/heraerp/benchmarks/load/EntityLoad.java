package com.heraerp.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Create (three fields, one relationship), single read and list of 50 through HTTP beside pgbench on the same functions and
 * beside a peer in front of them, and the three mixed: of ten requests six read, two list, two create.
 * Arguments: the jar, seconds a load (5), rounds (5), seconds to warm the server up (60): before it has compiled itself, a
 * server costs several times what it costs an hour later. Needs pgbench, psql, wrk, node and npm on the path.
 */
final class EntityLoad {

    private static final int PRODUCTS = 10_000;
    private static final int BATCH = 1_000;

    private EntityLoad() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        int warmUp = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 60;
        Path scratch = Files.createTempDirectory("hera-load");
        try (RunningHera hera = RunningHera.start(jar, scratch.resolve("home"));
                PeerServer peer = PeerServer.start(hera, scratch.resolve("peer"))) {
            Loads loads = new Loads(hera, scratch, seconds);
            seed(hera);
            loads.psql(loads.text("plain.sql"));
            Path ids = scratch.resolve("ids");
            Files.writeString(ids,
                    loads.psql("select id from core_entities where entity_type = 'PRODUCT' order by id limit 1000"));
            warm(loads, peer, ids, Duration.ofSeconds(warmUp));
            withoutAutovacuum(loads);
            report(run(loads, peer, ids, rounds), System.out);
        }
    }

    /** What autovacuum does for one load would be charged to another. */
    private static void withoutAutovacuum(Loads loads) throws IOException, InterruptedException {
        loads.psql("alter system set autovacuum = off");
        loads.psql("select pg_reload_conf()");
        loads.psql("vacuum analyze");
    }

    /** All loads in turn, for as long as it takes: compiled code, plans, caches. */
    private static void warm(Loads loads, PeerServer peer, Path ids, Duration warmUp)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + warmUp.toNanos();
        while (System.nanoTime() < until) {
            loads.wrk("create", ids);
            loads.wrk("read", ids);
            loads.wrk("read-fresh", ids);
            loads.wrk("list", ids);
            loads.wrk("list-fresh", ids);
        }
        // Its compiler is done sooner.
        for (String script : List.of("create", "read", "list", "mixed", "create", "read", "list", "mixed")) {
            loads.wrk(peer, script, ids);
        }
    }

    private static Map<String, List<Measured>> run(Loads loads, PeerServer peer, Path ids, int rounds)
            throws IOException, InterruptedException {
        Map<String, List<Measured>> measured = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            Map<String, Measured> now = new LinkedHashMap<>();
            now.put("plain function", loads.pgbench("plain", true));
            now.put("create pgbench", loads.pgbench("create", false));
            now.put("create HTTP", loads.wrk("create", ids));
            now.put("create peer", loads.wrk(peer, "create", ids));
            now.put("read pgbench", loads.pgbenchRead(Files.readAllLines(ids)));
            now.put("read HTTP, fresh", loads.wrk("read-fresh", ids));
            now.put("read HTTP", loads.wrk("read", ids));
            now.put("read peer", loads.wrk(peer, "read", ids));
            now.put("join pgbench", loads.pgbench("join", true));
            now.put("list pgbench", loads.pgbench("list", false));
            now.put("list HTTP, fresh", loads.wrk("list-fresh", ids));
            now.put("list HTTP", loads.wrk("list", ids));
            now.put("list peer", loads.wrk(peer, "list", ids));
            now.put("mixed HTTP", loads.wrk("mixed", ids));
            now.put("mixed peer", loads.wrk(peer, "mixed", ids));
            now.forEach((name, one) -> measured.computeIfAbsent(name, key -> new ArrayList<>()).add(one));
        }
        return measured;
    }

    /** Ten thousand products of the caller's making, a thousand a request. */
    private static void seed(RunningHera hera) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int batch = 0; batch < PRODUCTS / BATCH; batch++) {
                List<String> operations = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    operations.add(product(batch * BATCH + i));
                }
                HttpRequest request = HttpRequest.newBuilder(URI.create(hera.url() + "/api/v2.1/entities/batch"))
                        .header("Authorization", "Bearer " + hera.token())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"atomic\":true,\"operations\":[" + String.join(",", operations) + "]}"))
                        .build();
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException("seeding failed: " + answer.body());
                }
            }
        }
    }

    private static String product(int number) {
        return """
                {"action":"CREATE","entity_type":"PRODUCT","entity_name":"Product %1$d","entity_code":"SEED-%1$d",
                 "smart_code":"HERA.SALON.INV.PRODUCT.SHAMPOO.V1","entity_description":"Organic shampoo for all hair types",
                 "dynamic":{
                  "price":{"field_type":"number","field_value_number":25.50,"smart_code":"HERA.SALON.INV.DYN.PRICE.V1"},
                  "stock_level":{"field_type":"number","field_value_number":100,"smart_code":"HERA.SALON.INV.DYN.STOCK.V1"},
                  "supplier":{"field_type":"text","field_value_text":"Beauty Supply Co.","smart_code":"HERA.SALON.INV.DYN.SUPPLIER.V1"}},
                 "relationships":[{"to_entity_id":"a0000000-0000-4000-8000-0000000000e1","relationship_type":"HAS_CATEGORY",
                  "smart_code":"HERA.SALON.INV.REL.CATEGORY.V1"}]}""".formatted(number);
    }

    private static void report(Map<String, List<Measured>> measured, PrintStream out) {
        out.printf(Locale.ROOT, "%-16s %12s %18s %18s %18s%n", "median of rounds", "per second", "server CPU us",
                "of it compiling", "database CPU us");
        measured.forEach((name, rounds) -> out.printf(Locale.ROOT, "%-16s %12.0f %18.0f %18.0f %18.0f%n", name,
                median(rounds, Measured::perSecond), median(rounds, Measured::serverMicros),
                median(rounds, Measured::compilingMicros), median(rounds, Measured::databaseMicros)));
        ratio(out, measured, "create HTTP / pgbench (bar 0.60)", "create HTTP", "create pgbench", Measured::perSecond);
        ratio(out, measured, "read HTTP, fresh / pgbench (bar 0.45)", "read HTTP, fresh", "read pgbench",
                Measured::perSecond);
        ratio(out, measured, "list HTTP, fresh / pgbench (bar 0.65)", "list HTTP, fresh", "list pgbench",
                Measured::perSecond);
        ratio(out, measured, "create CPU / plain CPU (bar 2.2)", "create pgbench", "plain function",
                Measured::databaseMicros);
        ratio(out, measured, "join CPU / list CPU (bar 4)", "join pgbench", "list pgbench", Measured::databaseMicros);
        ratio(out, measured, "read HTTP / peer (bar 3)", "read HTTP", "read peer", Measured::perSecond);
        ratio(out, measured, "list HTTP / peer (bar 3)", "list HTTP", "list peer", Measured::perSecond);
        for (String load : List.of("create", "read", "list", "mixed")) {
            ratio(out, measured, "server CPU, " + load + " HTTP / peer", load + " HTTP", load + " peer",
                    Measured::serverMicros);
        }
        ratio(out, measured, "server CPU, read HTTP, fresh / peer", "read HTTP, fresh", "read peer",
                Measured::serverMicros);
        ratio(out, measured, "server CPU, list HTTP, fresh / peer", "list HTTP, fresh", "list peer",
                Measured::serverMicros);
    }

    /** The median of the rounds' own ratios: each pair ran side by side. */
    private static void ratio(PrintStream out, Map<String, List<Measured>> measured, String name, String above,
            String below,
            ToDoubleFunction<Measured> figure) {
        List<Measured> a = measured.getOrDefault(above, List.of());
        List<Measured> b = measured.getOrDefault(below, List.of());
        double[] ratios = new double[a.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(a.get(i)) / figure.applyAsDouble(b.get(i));
        }
        java.util.Arrays.sort(ratios);
        out.printf(Locale.ROOT, "%-36s %.2f  (%.2f to %.2f)%n", name, ratios[ratios.length / 2], ratios[0],
                ratios[ratios.length - 1]);
    }

    private static double median(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        double[] values = rounds.stream().mapToDouble(figure).sorted().toArray();
        return values[values.length / 2];
    }
}
