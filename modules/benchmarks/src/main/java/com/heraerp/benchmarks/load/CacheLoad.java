package com.heraerp.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What remembering single entities is worth: reads that are remembered beside reads that ask the database, many at once for one
 * that nobody has read, and reads among writes while Redis answers, stands still and is dead. Arguments: the jar, seconds a
 * load (10), callers (16).
 */
final class CacheLoad {

    private static final String ENTITIES = "/api/v2.1/entities";
    private static final int PRODUCTS = 500;
    private static final int CROWD = 200;
    private static final Pattern ID = Pattern.compile("\"entity_id\":\"([0-9a-f-]{36})\"");
    private static final Pattern MISSES = Pattern.compile("\"name\":\"entities\".*?\"misses\":(\\d+)");

    private final RunningHera hera;
    private final HttpClient client;
    private final ExecutorService threads;
    private final int seconds;
    private final int callers;
    private final List<String> ids = new ArrayList<>();

    private CacheLoad(RunningHera hera, HttpClient client, ExecutorService threads, int seconds, int callers) {
        this.hera = hera;
        this.client = client;
        this.threads = threads;
        this.seconds = seconds;
        this.callers = callers;
    }

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        int callers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 16;
        Path scratch = Files.createTempDirectory("hera-cache");
        try (RedisServer redis = new RedisServer();
                RunningHera hera = RunningHera.start(jar, scratch.resolve("home"), Map.of("REDIS_URL", redis.url()));
                HttpClient client = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            new CacheLoad(hera, client, threads, seconds, callers).run(redis);
        }
    }

    private void run(RedisServer redis) throws Exception {
        for (int i = 0; i < PRODUCTS; i++) {
            ids.add(created("Remembered " + i));
        }
        System.out.printf(Locale.ROOT, "%-44s %10s %8s %8s %8s%n", "single reads, milliseconds", "a second", "median",
                "P95", "P99");
        measured("", 0, true);
        double hit = measured("remembered", 0, true)[0];
        double miss = measured("asked of the database", 0, false)[0];
        System.out.printf(Locale.ROOT, "median of a miss / of a hit: %.1f%n", miss / hit);
        crowd();
        double[] up = measured("among writes, Redis up", 10, true);
        redis.signal("STOP");
        double[] frozen = measured("among writes, Redis stands still", 10, true);
        redis.signal("CONT");
        measured("among writes, Redis goes on", 10, true);
        redis.signal("KILL");
        double[] dead = measured("among writes, Redis dead", 10, true);
        System.out.printf(Locale.ROOT, "P99 with Redis standing still / up (bar 3): %.2f, dead / up: %.2f%n",
                frozen[1] / up[1], dead[1] / up[1]);
    }

    /** Median and P99 in milliseconds of reads by all callers; of a hundred requests {@code writes} write. */
    private double[] measured(String what, int writes, boolean remembered) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<double[]> each = together(callers, () -> {
            double[] millis = new double[1 << 20];
            int reads = 0;
            while (System.nanoTime() < end && reads < millis.length) {
                String id = ids.get(ThreadLocalRandom.current().nextInt(PRODUCTS));
                if (ThreadLocalRandom.current().nextInt(100) < writes) {
                    renamed(id);
                } else {
                    millis[reads++] = read(id, remembered);
                }
            }
            return Arrays.copyOf(millis, reads);
        });
        double[] all = each.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        double median = all[all.length / 2];
        double p99 = all[(int) (all.length * 0.99)];
        if (!what.isEmpty()) {
            System.out.printf(Locale.ROOT, "%-44s %10.0f %8.2f %8.2f %8.2f%n", what, all.length / (double) seconds,
                    median,
                    all[(int) (all.length * 0.95)], p99);
        }
        return new double[]{median, p99};
    }

    /** All at once ask for an entity that nobody has read yet: how many of them asked the database. */
    private void crowd() throws Exception {
        String id = created("Crowded");
        long before = misses();
        together(CROWD, () -> read(id, true));
        System.out.printf(Locale.ROOT, "%d at once for one that nobody had read: %d asked the database%n", CROWD,
                misses() - before);
    }

    private <T> List<T> together(int count, Callable<T> work) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        for (Future<T> result : threads.invokeAll(Collections.nCopies(count, work))) {
            results.add(result.get());
        }
        return results;
    }

    private double read(String id, boolean remembered) throws IOException, InterruptedException {
        HttpRequest.Builder request = to(ENTITIES + "/" + id);
        long start = System.nanoTime();
        answer(remembered ? request : request.header("Cache-Control", "no-cache"), 200);
        return (System.nanoTime() - start) / 1e6;
    }

    private String created(String name) throws IOException, InterruptedException {
        String body = answer(to(ENTITIES).POST(HttpRequest.BodyPublishers.ofString(
                "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"" + name
                        + "\",\"smart_code\":\"HERA.SALON.INV.PRODUCT.CARE.V1\"}")),
                201);
        Matcher id = ID.matcher(body);
        if (!id.find()) {
            throw new IOException(body);
        }
        return id.group(1);
    }

    private void renamed(String id) throws IOException, InterruptedException {
        answer(to(ENTITIES)
                .PUT(HttpRequest.BodyPublishers.ofString("{\"entity_id\":\"" + id + "\",\"entity_name\":\"Name "
                        + ThreadLocalRandom.current().nextInt(1_000_000) + "\"}")),
                200);
    }

    private long misses() throws IOException, InterruptedException {
        Matcher misses = MISSES.matcher(answer(to("/api/cache/stats"), 200));
        if (!misses.find()) {
            throw new IOException("no statistics of the cache of entities");
        }
        return Long.parseLong(misses.group(1));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(hera.url() + path))
                .header("Authorization", "Bearer " + hera.token())
                .header("Content-Type", "application/json");
    }

    private String answer(HttpRequest.Builder request, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != status) {
            throw new IOException(answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
