package com.heraerp.benchmarks.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of entities with five fields each: brought in, brought in once more, and brought in with every value changed; then the
 * heap that is in use after each collection while a long one is read and tried. Arguments: the jar, entities of the file
 * (10000), entities of the long one (200000).
 */
final class ImportLoad {

    private static final String CODE = "HERA.SALON.INV.PRODUCT.CARE.V1";
    private static final Pattern COUNTS = Pattern.compile("\"total\":.*?\"failed\":\\d+");
    private static final Pattern IN_USE = Pattern.compile("->(\\d+)M\\(");

    private final RunningHera hera;
    private final HttpClient client;
    private final Path scratch;

    private ImportLoad(RunningHera hera, HttpClient client, Path scratch) {
        this.hera = hera;
        this.client = client;
        this.scratch = scratch;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        int entities = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        int many = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200_000;
        Path scratch = Files.createTempDirectory("hera-import");
        Path collections = scratch.resolve("gc.log");
        try (RunningHera hera = RunningHera.start(
                jar, scratch.resolve("home"), "-Xmx256m", "-XX:+UseSerialGC", "-Xlog:gc:file=" + collections);
                HttpClient client = HttpClient.newHttpClient()) {
            ImportLoad load = new ImportLoad(hera, client, scratch);
            System.out.printf(Locale.ROOT, "%-34s %8s %10s %10s%n", "seconds, " + entities + " entities", "in all",
                    "server CPU", "database CPU");
            load.measure("created", entities, 1, "");
            load.measure("the same once more", entities, 1, "");
            load.measure("all changed", entities, 2, "");
            load.measure("all changed back", entities, 1, "");
            int before = Files.readAllLines(collections).size();
            load.measure("tried: " + many, many, 3, "&dry_run=true");
            load.tellHeap(collections, before);
        }
    }

    private void measure(String what, int entities, int seed, String more) throws IOException, InterruptedException {
        Path file = file(entities, seed);
        long server = hera.serverCpu();
        long database = hera.databaseCpu();
        long start = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(
                URI.create(hera.url() + "/api/v2.1/entities/import?mode=upsert" + more))
                .header("Authorization", "Bearer " + hera.token())
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        double seconds = (System.nanoTime() - start) / 1e9;
        Matcher counts = COUNTS.matcher(answer.body());
        if (answer.statusCode() != 200 || !counts.find()) {
            throw new IOException(answer.statusCode() + ": " + answer.body());
        }
        System.out.printf(Locale.ROOT, "%-34s %8.2f %10.2f %10.2f   %s%n", what, seconds,
                (hera.serverCpu() - server) / 1e6, (hera.databaseCpu() - database) / 1e6, counts.group());
    }

    /** How much of the heap was in use after the collections since line {@code from} of the log, beyond the first of them. */
    private void tellHeap(Path collections, int from) throws IOException {
        int first = -1;
        int most = 0;
        for (String line : Files.readAllLines(collections).subList(from, Files.readAllLines(collections).size())) {
            Matcher inUse = IN_USE.matcher(line);
            if (inUse.find()) {
                int megabytes = Integer.parseInt(inUse.group(1));
                first = first < 0 ? megabytes : first;
                most = Math.max(most, megabytes);
            }
        }
        System.out.printf(Locale.ROOT, "heap in use after a collection: %d MB at first, %d MB at most (bar + 64)%n",
                first,
                most);
    }

    private Path file(int entities, int seed) throws IOException {
        Path file = scratch.resolve(entities + "-" + seed + ".ndjson");
        Random chance = new Random(seed);
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (int i = 0; i < entities; i++) {
                lines.write(String.format(Locale.ROOT, """
                        {"entity_type":"PRODUCT","entity_name":"Product %d of %d","entity_code":"FILE-%d","smart_code":"%s",\
                        "dynamic":{%s,%s,%s,%s,%s}}
                        """, i, seed, i, CODE,
                        field("price", "number", String.format(Locale.ROOT, "%.2f", chance.nextDouble() * 100)),
                        field("stock", "number", Integer.toString(chance.nextInt(1000))),
                        field("active", "boolean", Boolean.toString(chance.nextBoolean())),
                        field("launched", "date", "\"2026-01-" + (10 + chance.nextInt(20)) + "\""),
                        field("supplier", "text", "\"Supplier " + chance.nextInt(500) + " Beauty Co.\"")));
            }
        }
        return file;
    }

    private static String field(String name, String type, String value) {
        return "\"" + name + "\":{\"field_type\":\"" + type + "\",\"field_value_" + type + "\":" + value
                + ",\"smart_code\":\"" + CODE + "\"}";
    }
}
