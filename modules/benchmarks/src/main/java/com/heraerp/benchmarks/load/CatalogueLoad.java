package com.heraerp.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A catalogue that grows: lists of 50 among 10,000 and among a million entities, and, of 200,000 with ten fields each, pages of
 * 50 filtered by two fields and ordered by a third. Arguments: the jar, requests a measurement (300), entities with fields
 * (200000), entities in the end (1000000). Needs psql on the path.
 */
final class CatalogueLoad {

    private static final int SMALL = 10_000;
    private static final String TENANT = "'a0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-0000000000a1'";
    private static final Pattern DATABASE_TIME = Pattern.compile("db;dur=([0-9.]+)");
    /** The same choices in every run. */
    private static final Random CHANCE = new Random(7);

    private final RunningHera hera;
    private final Loads loads;
    private final HttpClient client;
    private final int requests;

    private CatalogueLoad(RunningHera hera, Loads loads, HttpClient client, int requests) {
        this.hera = hera;
        this.loads = loads;
        this.client = client;
        this.requests = requests;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        int requests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300;
        int rich = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200_000;
        int all = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1_000_000;
        Path scratch = Files.createTempDirectory("hera-catalogue");
        try (RunningHera hera = RunningHera.start(jar, scratch.resolve("home"));
                HttpClient client = HttpClient.newHttpClient()) {
            CatalogueLoad load = new CatalogueLoad(hera, new Loads(hera, scratch, 1), client, requests);
            load.run(rich, all);
        }
    }

    private void run(int rich, int all) throws IOException, InterruptedException {
        loads.psql(loads.text("catalogue.sql"));
        System.out.printf(Locale.ROOT, "%-44s %8s %8s %8s %14s%n", "milliseconds in the database", "median", "P95",
                "worst",
                "CPU a request");
        fill("fill", 0, SMALL);
        double small = measure("list of 50 among 10,000", () -> "entity_type=PRODUCT&limit=50");
        fill("fill", SMALL, rich);
        measure("two filters, order by a third, among " + rich, CatalogueLoad::filtered);
        measure("order by a field among " + rich,
                () -> "entity_type=PRODUCT&limit=50&order=" + order(CHANCE.nextInt(10)));
        measure("search for words among " + rich, CatalogueLoad::searched);
        fill("fill_bare", rich, all);
        double large = measure("list of 50 among " + all, () -> "entity_type=PRODUCT&limit=50");
        System.out.printf(Locale.ROOT, "list among %d / among 10,000 (bar 1.3): %.2f%n", all, large / small);
    }

    private void fill(String how, int from, int to) throws IOException, InterruptedException {
        for (int at = from; at < to; at += SMALL) {
            loads.psql("select bench." + how + "(" + TENANT + ", " + (at + 1) + ", " + Math.min(at + SMALL, to) + ")");
        }
        loads.psql("vacuum analyze core_entities");
        loads.psql("vacuum analyze core_dynamic_data");
    }

    /** Measures one kind of request, after as many to warm up as a tenth, and answers the median. */
    private double measure(String what, Supplier<String> query) throws IOException, InterruptedException {
        for (int i = 0; i < requests / 10; i++) {
            databaseMillis(query.get());
        }
        long cpu = hera.databaseCpu();
        double[] millis = new double[requests];
        for (int i = 0; i < requests; i++) {
            millis[i] = databaseMillis(query.get());
        }
        double cpuMillis = (hera.databaseCpu() - cpu) / 1000.0 / requests;
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "%-44s %8.2f %8.2f %8.2f %14.2f%n", what, millis[requests / 2],
                millis[requests * 95 / 100], millis[requests - 1], cpuMillis);
        return millis[requests / 2];
    }

    private double databaseMillis(String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hera.url() + "/api/v2.1/entities?" + query))
                .header("Authorization", "Bearer " + hera.token())
                .header("Cache-Control", "no-cache")
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        Matcher time = DATABASE_TIME.matcher(answer.headers().firstValue("Server-Timing").orElse(""));
        if (answer.statusCode() != 200 || !time.find()) {
            throw new IOException(query + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return Double.parseDouble(time.group(1));
    }

    /** Two different fields by chance, with values from rare to common, and a third to order by. */
    private static String filtered() {
        int first = CHANCE.nextInt(10);
        int second = (first + 1 + CHANCE.nextInt(9)) % 10;
        int third = CHANCE.nextInt(10);
        while (third == first || third == second) {
            third = CHANCE.nextInt(10);
        }
        return "entity_type=PRODUCT&limit=50&" + filter(first) + '&' + filter(second) + "&order=" + order(third);
    }

    private static String filter(int field) {
        int year = 2020 + CHANCE.nextInt(6);
        return List.of(
                "dynamic.price=gte." + (3 + CHANCE.nextInt(390)), "dynamic.stock=lt." + (1 + CHANCE.nextInt(1000)),
                "dynamic.weight=gt." + CHANCE.nextInt(1000) / 100.0, "dynamic.rating=eq." + (1 + CHANCE.nextInt(5)),
                "dynamic.active=is.true", "dynamic.featured=is.true", "dynamic.launched=gte." + year + "-06-01",
                "dynamic.supplier=like.Supplier%20" + CHANCE.nextInt(500) + '*', "dynamic.colour=eq.amber",
                "dynamic.batch=gte." + Integer.toHexString(CHANCE.nextInt(16)))
                .get(field);
    }

    private static String order(int field) {
        String name = List
                .of("price", "stock", "weight", "rating", "active", "featured", "launched", "supplier", "colour",
                        "batch")
                .get(field);
        return "dynamic." + name + (CHANCE.nextBoolean() ? ".asc" : ".desc");
    }

    private static String searched() {
        return "entity_type=PRODUCT&limit=50&q="
                + List.of("rose%20oil", "caf%C3%A9%20soap%201l", "bench%20" + CHANCE.nextInt(100_000),
                        "shampoo", "supplier%20" + CHANCE.nextInt(500)).get(CHANCE.nextInt(5));
    }
}
