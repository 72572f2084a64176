package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the books say, in every form, and a year closed and reopened, in an organization of their own. */
class BooksJourneyIT {

    private static final String FINANCE = "/api/v2.1/finance";
    private static final String TRANSACTIONS = "/api/v2.1/transactions";
    private static final int YEAR = Year.now(ZoneOffset.UTC).getValue();

    private static final Map<String, String> ACCOUNTS = new HashMap<>();
    private static Caller owner = RunningHera.anonymously();

    @BeforeAll
    static void keepBooks() {
        String name = "Books " + UUID.randomUUID();
        Answer made = RunningHera.as(Demo.PLATFORM_ADMIN, Demo.PLATFORM).post("/api/v2.1/organizations", """
                {"organization_name":"%1$s","organization_code":"%1$s","template":"salon","owner_user_id":"%2$s",
                 "settings":{"base_currency":"AED","time_zone":"Asia/Dubai"}}""".formatted(name, Demo.OF_NONE));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        owner = RunningHera.as(Demo.OF_NONE, UUID.fromString(made.text("organization_id")));
        owner.get("/api/v2.1/entities?entity_type=GL_ACCOUNT&limit=1000").items("data")
                .forEach(account -> ACCOUNTS.put(account.text("entity_code"), account.text("id")));
        assertThat(owner.post("/api/v2.1/entities",
                """
                {"entity_type":"EXCHANGE_RATE","entity_name":"Euro in dirham","entity_code":"EUR/AED %d-01-01",
                 "smart_code":"HERA.FIN.RATE.EXCHANGE.DAILY.V1",
                 "dynamic":{"rate":{"field_type":"number","field_value_number":4.0133,"smart_code":"HERA.FIN.RATE.DYN.RATE.V1"}}}"""
                        .formatted(YEAR))
                .status()).isEqualTo(201);
        post("02-10", "AED", "Rent; paid: (twice)  \\n late", "6000", "30.00", "1010", "30.00");
        post("02-11", "AED", "Cut", "1000", "105.00", "4000", "100.00", "2200", "5.00");
        post("03-01", "EUR", "Tourist", "1000", "10.00", "4000", "3.33", "4100", "3.33", "2200", "3.34");
        String wrong = post("03-02", "JPY", "Mistake", "1000", "500", "4000", "500");
        assertThat(owner.delete(TRANSACTIONS,
                "{\"transaction_id\":\"" + wrong + "\",\"action\":\"reverse\",\"reversal_date\":\""
                        + YEAR + "-03-03\"}")
                .status()).isEqualTo(200);
    }

    /** A posted journal: the first account in debit, the others in credit. */
    private static String post(String day, String currency, String description, String... accountsAndAmounts) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < accountsAndAmounts.length; i += 2) {
            lines.append(i == 0 ? "" : ",")
                    .append("""
                    {"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","description":"%s","entity_id":"%s","%s_amount":%s}"""
                            .formatted(description, ACCOUNTS.get(accountsAndAmounts[i]), i == 0 ? "debit" : "credit",
                                    accountsAndAmounts[i + 1]));
        }
        Answer posted = owner.post(TRANSACTIONS, """
                {"transaction_type":"JOURNAL_ENTRY","smart_code":"HERA.FIN.GL.JOURNAL.MANUAL.V1","transaction_date":"%d-%s",
                 "currency_code":"%s","lines":[%s]}""".formatted(YEAR, day, currency, lines));
        assertThat(posted.status()).as(posted.text()).isEqualTo(201);
        return posted.text("transaction_id");
    }

    private static String asOf() {
        return "as_of=" + YEAR + "-06-30";
    }

    @Test
    void balanceInEveryCurrency() {
        Answer trial = owner.get(FINANCE + "/trial-balance?" + asOf());

        assertThat(trial.status()).as(trial.text()).isEqualTo(200);
        assertThat(trial.items("totals")).hasSize(3)
                .allSatisfy(total -> assertThat(total.get("debit")).isEqualTo(total.get("credit")));
        assertThat(trial.text()).contains("\"credit_balance\" : 30.00", "Currency rounding");
        assertThat(owner.get(FINANCE + "/trial-balance?presentation=base&" + asOf()).items("totals"))
                .filteredOn(total -> "AED".equals(total.text("currency_code"))).singleElement()
                .satisfies(total -> assertThat(total.get("debit")).isEqualTo(total.get("credit")));
        Answer sheet = owner.get(FINANCE + "/balance-sheet?currency=AED&" + asOf());
        assertThat(sheet.items("totals").getFirst().toJson()).contains("\"assets\":75.00", "\"liabilities\":5.00",
                "\"equity\":70.00");
        Answer income = owner
                .get(FINANCE + "/profit-and-loss?currency=AED&from=" + YEAR + "-01-01&to=" + YEAR + "-12-31");
        assertThat(income.items("totals").getFirst().toJson()).contains("\"net_income\":70.00");
    }

    @Test
    void pageTheLedgerAndStreamItWhole() {
        String query = FINANCE + "/general-ledger?from=" + YEAR + "-01-01&to=" + YEAR + "-06-30";
        Answer page = owner.get(query + "&limit=3");
        assertThat(page.number("count")).isEqualTo(3);
        Answer next = owner.get(query + "&limit=3&cursor=" + page.text("next_cursor"));
        assertThat(next.items("data").getFirst().text("transaction_id")).isNotNull();
        List<JsonObject> all = owner.get(query + "&limit=1000").items("data");

        Answer table = owner.get(query + "&format=csv");
        assertThat(table.header("Content-Type")).startsWith("text/csv");
        assertThat(table.header("Content-Disposition")).contains("general-ledger.csv");
        assertThat(table.text().lines().filter(line -> line.startsWith(YEAR + "-"))).hasSize(all.size());
        assertThat(table.text()).startsWith("posting_date,").contains("1000,Cash,asset,AED,105.00,0.00,105.00");
        Answer trial = owner.get(FINANCE + "/trial-balance?format=csv&period=" + YEAR + "-03");
        assertThat(trial.text()).startsWith("account_code,account_name,account_type,currency_code,opening_balance,")
                .contains("1000,Cash,asset,AED,105.00,0.00,0.00,105.00,0.00,105.00,");
    }

    /** The real hledger finds the exported journal balanced and adds the same totals up. */
    @ParameterizedTest
    @ValueSource(strings = {"general-ledger?to=%d-06-30", "general-ledger?from=%1$d-03-01&to=%1$d-06-30",
        "trial-balance?as_of=%d-06-30",
        "general-ledger?presentation=base&to=%d-06-30"})
    void areReadByHledgerWithTheSameTotals(String path, @TempDir Path scratch)
            throws IOException, InterruptedException {
        assumeTrue(isThere(), "hledger is not installed");
        String query = path.formatted(YEAR);
        Answer journal = owner.get(FINANCE + "/" + query + "&format=hledger");
        assertThat(journal.status()).as(journal.text()).isEqualTo(200);
        Path file = Files.writeString(scratch.resolve("ledger.journal"), journal.text());

        hledger("check", "-f", file.toString());
        String told = hledger("balance", "-f", file.toString(), "-O", "csv", "--flat", "--no-elide", "--layout=bare",
                "-N", "-E");

        Map<String, BigDecimal> found = new TreeMap<>();
        told.lines().skip(1).map(line -> line.replace("\"", "").split(",")).forEach(cell -> {
            BigDecimal amount = new BigDecimal(cell[2]);
            if (amount.signum() != 0) {
                found.put(cell[0] + " " + cell[1], amount.stripTrailingZeros());
            }
        });
        Map<String, BigDecimal> said = new TreeMap<>();
        String presentation = query.contains("base") ? "presentation=base&" : "";
        for (JsonObject row : owner.get(FINANCE + "/trial-balance?" + presentation + asOf()).items("data")) {
            BigDecimal amount = number(row, "debit_balance").subtract(number(row, "credit_balance"));
            if (amount.signum() != 0) {
                said.put(
                        row.text("account_type") + ":" + row.text("account_code") + " " + row.text("account_name") + " "
                                + row.text("currency_code"),
                        amount.stripTrailingZeros());
            }
        }
        assertThat(found).as(journal.text()).isEqualTo(said).isNotEmpty();
    }

    private static BigDecimal number(JsonObject row, String name) {
        return row.get(name) instanceof JsonNumber(BigDecimal value) ? value : BigDecimal.ZERO;
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("hledger", "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static String hledger(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("hledger"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "trial-balance?as_of=yesterday             | as_of", "trial-balance?period=2026-13               | period",
        "trial-balance?currency=dirham             | currency",
        "trial-balance?presentation=both            | presentation",
        "trial-balance?as_of=2026-01-01&to=2026-02-02 | as_of", "trial-balance?period=2026-01&from=2026-01-01 | period",
        "trial-balance?format=pdf                  | format", "general-ledger?format=csv&limit=5          | format",
        "general-ledger?format=hledger&account_id=a0000000-0000-4000-8000-000000001000 | account_id",
        "trial-balance?limit=5                     | limit", "general-ledger?cursor=00.11                | cursor",
        "balance-sheet?branch_id=downtown          | branch_id",
        "profit-and-loss?include_closing=maybe      | include_closing"})
    void refuseWhatTheyCannotBeAsked(String path, String parameter) {
        Answer refused = owner.get(FINANCE + "/" + path);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.text()).contains(parameter);
    }

    @Test
    void keepTheBaseCurrencyThatTheyAreToldIn() {
        Answer refused = owner.put("/api/v2.1/organizations", "{\"settings\":{\"base_currency\":\"EUR\"}}");

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text()).contains("HERA_WRONG_STATE", "settings.base_currency");
    }

    @Test
    void closeAYearAndTakeItBack() {
        Caller staff = RunningHera.as(Demo.STAFF);
        assertThat(staff.post(FINANCE + "/years/2025/close", "").status()).isEqualTo(403);
        assertThat(owner.post(FINANCE + "/years/1999/close", "").status()).isEqualTo(404);
        assertThat(owner.post(FINANCE + "/years/soon/close", "").status()).isEqualTo(400);
        String later = FINANCE + "/years/" + (YEAR + 1);
        assertThat(owner.post(later + "/close", "").status()).as("the year before is open").isEqualTo(409);

        Caller keyed = owner.with("Idempotency-Key", "close-" + YEAR);
        Answer closed = keyed.post(FINANCE + "/years/" + YEAR + "/close", "");
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        assertThat(closed.text()).contains("\"" + YEAR + "-01\"", "\"amount\":70.00");
        assertThat(keyed.post(FINANCE + "/years/" + YEAR + "/close", "").header("Idempotency-Replayed"))
                .isEqualTo("true");
        Answer told = owner.get("/api/v2.1/changes?limit=1000");
        assertThat(told.status()).as("the feed goes on behind the entries").isEqualTo(200);
        assertThat(told.text()).contains("GL_CLOSING");
        Answer verified = owner.get(FINANCE + "/periods/verification");
        assertThat(verified.items("data")).hasSize(12);
        assertThat(verified.text()).contains("\"intact\":true");

        assertThat(owner.post(FINANCE + "/years/" + YEAR + "/reopen", "").status()).as("without a reason")
                .isEqualTo(400);
        assertThat(owner.post(FINANCE + "/periods/" + YEAR + "-12/open", "{\"reason\":\"x\"}").text())
                .contains("year_closed");
        Answer reopened = owner.post(FINANCE + "/years/" + YEAR + "/reopen", "{\"reason\":\"A late invoice\"}");
        assertThat(reopened.status()).as(reopened.text()).isEqualTo(200);
        assertThat(owner.post(FINANCE + "/periods/" + YEAR + "-12/close", "").status()).as("no body is an empty one")
                .isEqualTo(200);
        for (int month = 12; month > 0; month--) {
            assertThat(owner
                    .post(FINANCE + "/periods/%d-%02d/open".formatted(YEAR, month),
                            "{\"reason\":\"for the other tests\"}")
                    .status()).isEqualTo(200);
        }
    }
}
