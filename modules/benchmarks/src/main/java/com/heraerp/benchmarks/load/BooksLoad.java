package com.heraerp.benchmarks.load;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Books under load: journals of three lines through HTTP beside pgbench on the same function; a hundred writers on two accounts,
 * whose sums must be exact; and statements over a million lines, before and after balances are kept. Arguments: the jar,
 * seconds a load (5), rounds (3), seconds to warm the server up (60). Needs pgbench, psql and wrk on the path.
 */
final class BooksLoad {

    private static final Pattern TPS = Pattern.compile("actually processed: (\\d+)[\\s\\S]*tps = ([0-9.]+)");
    private static final Pattern WRK = Pattern.compile(
            "(\\d+) requests in[\\s\\S]*Requests/sec:\\s+([0-9.]+)[\\s\\S]*P95 ([0-9.]+)");
    private static final String EVERYTHING = "?as_of=2026-11-15";

    private final RunningHera hera;
    private final Loads loads;
    private final Path scratch;
    private final int seconds;

    private BooksLoad(RunningHera hera, Path scratch, int seconds) {
        this.hera = hera;
        this.loads = new Loads(hera, scratch, seconds);
        this.scratch = scratch;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        int warmUp = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 60;
        Path scratch = Files.createTempDirectory("hera-books");
        try (RunningHera hera = RunningHera.start(jar, scratch.resolve("home"))) {
            BooksLoad load = new BooksLoad(hera, scratch, seconds);
            load.journals(rounds, warmUp);
            load.hotAccounts();
            load.statements();
        }
    }

    private void journals(int rounds, int warmUp) throws IOException, InterruptedException {
        wrk("journal", 16, warmUp);
        List<double[]> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            double database = pgbench();
            double[] http = wrk("journal", 16, seconds);
            all.add(new double[]{http[0], http[0] / database, http[1], http[2], http[3]});
        }
        System.out.printf(Locale.ROOT, "journals of three lines by HTTP: %.0f a second, %.2f of pgbench, P95 %.1f ms"
                + " (bars 500 a second, 40 ms); processor of the server %.0f us, of the database %.0f us a journal%n",
                median(all, 0), median(all, 1), median(all, 2), median(all, 3), median(all, 4));
    }

    /** A hundred callers on two accounts; what the books then say is the number of entries, in cents. */
    private void hotAccounts() throws IOException, InterruptedException {
        double[] http = wrk("hot", 100, seconds);
        String entries = loads.psql("select count(*) from reporting.book_entries"
                + " where account_id = 'a0000000-0000-4000-8000-000000001010'").strip();
        String told = get("trial-balance?as_of=2026-11-15").body();
        Matcher balance = Pattern.compile("\"account_code\" ?: ?\"1010\"[^}]*\"debit_balance\" ?: ?([0-9.]+)")
                .matcher(told);
        boolean exact = balance.find()
                && new BigDecimal(balance.group(1)).movePointRight(2).compareTo(new BigDecimal(entries)) == 0;
        System.out.printf(Locale.ROOT,
                "a hundred writers on two accounts: %.0f a second (bar 300), P95 %.0f ms, %s entries,"
                        + " sums %s%n",
                http[0], http[1], entries, exact ? "exact" : "WRONG");
    }

    private void statements() throws IOException, InterruptedException {
        Path fill = Files.writeString(scratch.resolve("ledger.sql"), loads.text("ledger.sql"));
        Loads.run(List.of("psql", "-h", "127.0.0.1", "-p", hera.databasePort(), "-U", "postgres", "-d", "hera", "-v",
                "ON_ERROR_STOP=1", "-qf", fill.toString()), Map.of("PGPASSWORD", hera.secret("database-superuser")));
        long used = hera.databaseCpu();
        double cold = millis("trial-balance" + EVERYTHING);
        used = hera.databaseCpu() - used;
        System.out.printf(Locale.ROOT, "trial balance over %s lines, cold: %.0f ms (bar 2000); processor %d ms%n",
                loads.psql("select count(*) from reporting.book_entries").strip(), cold, used / 1000);
        for (String statement : List.of("trial-balance" + EVERYTHING, "trial-balance?period=2026-08",
                "balance-sheet" + EVERYTHING, "profit-and-loss" + EVERYTHING,
                "general-ledger?from=2026-08-01&to=2026-08-31&limit=100")) {
            double[] each = new double[21];
            for (int call = 0; call < each.length; call++) {
                each[call] = millis(statement);
            }
            Arrays.sort(each);
            System.out.printf(Locale.ROOT, "%s, warm: median %.0f ms, worst %.0f ms%n", statement, each[10], each[20]);
        }
    }

    /**
     * Requests a second, the 95th percentile in milliseconds, and what a request takes of the processors, in microseconds of
     * the server and of the database; a request that is refused or times out is a failure.
     */
    private double[] wrk(String name, int connections, int duration) throws IOException, InterruptedException {
        Path script = Files.writeString(scratch.resolve(name + ".lua"), loads.text(name + ".lua"));
        long server = hera.serverCpu();
        long database = hera.databaseCpu();
        String output = Loads.run(List.of("wrk", "-t", "1", "-c", Integer.toString(connections), "-d", duration + "s",
                "--timeout", "10s", "-s", script.toString(), "-H", "Authorization: Bearer " + hera.token(), "-H",
                "Content-Type: application/json", hera.url()), Map.of());
        Matcher matcher = WRK.matcher(output);
        if (!matcher.find() || output.contains("Non-2xx") || output.contains("Socket errors")) {
            throw new IOException("wrk did not measure what it should:\n" + output);
        }
        double requests = Double.parseDouble(matcher.group(1));
        return new double[]{Double.parseDouble(matcher.group(2)), Double.parseDouble(matcher.group(3)),
            (hera.serverCpu() - server) / requests, (hera.databaseCpu() - database) / requests};
    }

    /** Calls a second of the same function by 16 connections. */
    private double pgbench() throws IOException, InterruptedException {
        Path script = Files.writeString(scratch.resolve("journal.pgbench"), loads.text("journal.pgbench"));
        String output = Loads.run(
                List.of("pgbench", "-h", "127.0.0.1", "-p", hera.databasePort(), "-U", "hera_app", "-d", "hera",
                        "-n", "-M", "prepared", "-c", "16", "-j", "2", "-T", Integer.toString(seconds), "-f",
                        script.toString()),
                Map.of("PGPASSWORD", hera.secret("database-application")));
        Matcher matcher = TPS.matcher(output);
        if (!matcher.find() || output.contains("ERROR")) {
            throw new IOException("pgbench did not measure what it should:\n" + output);
        }
        return Double.parseDouble(matcher.group(2));
    }

    private double millis(String statement) throws IOException, InterruptedException {
        long began = System.nanoTime();
        HttpResponse<String> answer = get(statement);
        if (answer.statusCode() != 200) {
            throw new IOException(statement + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private HttpResponse<String> get(String statement) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(hera.url() + "/api/v2.1/finance/" + statement))
                    .header("Authorization", "Bearer " + hera.token()).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static double median(List<double[]> rounds, int figure) {
        return rounds.stream().mapToDouble(round -> round[figure]).sorted().toArray()[rounds.size() / 2];
    }
}
