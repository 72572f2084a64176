package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other people's money: each guardrail of the books through HTTP, reversals, roles, and the calendar. */
class LedgerJourneyIT {

    private static final String TRANSACTIONS = "/api/v2.1/transactions";
    private static final String PERIODS = "/api/v2.1/finance/periods";
    private static final String RPC = "/api/v2/rpc/hera_transactions_crud_v2";

    private final Caller finance = RunningHera.as(Demo.FINANCE_ADMIN);
    private final Caller owner = RunningHera.as(Demo.OWNER);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "transaction_date":"2025-02-10",TYPE                                               | SMARTCODE-REQUIRED
            "transaction_date":"2025-02-10",TYPE,"smart_code":"HERA.SALON.PRODUCT.v1"          | SMART_CODE_INVALID_FORMAT.V1
            "transaction_date":"2025-02-10",CODE                                               | TXN-TYPE-REQUIRED
            TYPE,CODE                                                                          | TXN-DATE-REQUIRED
            OK,"lines":[{"line_type":"A"}]                                                     | LINE-SMARTCODE-REQUIRED
            OK,"lines":[{CODE}]                                                                | LINE-TYPE-REQUIRED
            OK,"lines":[{"line_type":"A",CODE,"line_amount":"5"}]                              | LINE-AMOUNT-INVALID
            JOURNAL,"lines":[DR]                                                               | GL-UNBALANCED.V1
            JOURNAL,"lines":[DR]                                                               | MULTI-CURRENCY-BALANCE
            JOURNAL,"lines":[{"line_type":"GL",CODE,"debit_amount":"5"}]                       | GL-AMOUNT-INVALID
            JOURNAL,"lines":[{"line_type":"GL",CODE,"debit_amount":5.5,"currency_code":"JPY"}] | GL-AMOUNT-INVALID
            "transaction_date":"2025-02-10",CODE,"transaction_type":"POS_SALE"                 | BRANCH-REQUIRED
            "transaction_date":"2025-02-10",CODE,"transaction_type":"GL_OPENING","lines":[DR,CR] | GL-OPENING-ACCOUNT
            JOURNAL,"lines":[DR,CR],"transaction_date":"2024-12-10"                            | TXN-PERIOD-CLOSED
            JOURNAL,"lines":[DR,CR],"transaction_date":"2024-03-10"                            | TXN-PERIOD-LOCKED
            JOURNAL,"lines":[DR,CR],"transaction_date":"1999-03-10"                            | TXN-PERIOD-NOT-FOUND
            OK,"dynamic":{"note":{"field_value_text":"a"}}                                     | DYNAMIC-FIELD-SMARTCODE-REQUIRED
            OK,"relationships":[{}]                                                            | RELATIONSHIP-TO-ENTITY-REQUIRED
            """)
    void reportsEachCodeOverRestAndRpc(String members, String code) {
        GivenTransaction given = GivenTransaction.of(members);

        Answer rest = owner.post(TRANSACTIONS, given.body());
        Answer rpc = owner.post(RPC, given.arguments());

        for (Answer answer : List.of(rest, rpc)) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.text("error")).isEqualTo("guardrail_violation");
            assertThat(answer.text("message")).isEqualTo("Transaction validation failed");
            assertThat(answer.items("violations")).extracting(violation -> violation.text("code")).contains(code);
        }
    }

    @Test
    void reportsAClosedPeriodInTheGuidesWordsAlone() {
        Answer refused = finance.post(
                TRANSACTIONS, told("JOURNAL,\"lines\":[DR,CR],\"transaction_date\":\"2024-12-10\""));

        assertThat(refused.items("violations")).singleElement().satisfies(violation -> assertThat(violation.toJson())
                .isEqualTo("{\"code\":\"TXN-PERIOD-CLOSED\","
                        + "\"message\":\"Cannot post to closed fiscal period 2024-12 (December 2024)\","
                        + "\"severity\":\"ERROR\",\"context\":{\"period_code\":\"2024-12\","
                        + "\"period_status\":\"CLOSED\",\"fiscal_year\":\"2024\"}}"));
    }

    @Test
    void reportsBalanceAndPeriodAtOnce() {
        Answer refused = finance.post(
                TRANSACTIONS, told("JOURNAL,\"lines\":[DR],\"transaction_date\":\"2024-03-10\""));

        assertThat(refused.items("violations")).extracting(violation -> violation.text("code"))
                .containsExactly("GL-UNBALANCED.V1", "MULTI-CURRENCY-BALANCE", "TXN-PERIOD-LOCKED");
    }

    @Test
    void warnsOfAnInvoiceWithoutLinesAndTakesIt() {
        Answer created = owner.post(TRANSACTIONS, """
                {"transaction_type": "INVOICE", "smart_code": "HERA.SALON.AR.TXN.INVOICE.V1",
                 "transaction_date": "2025-02-10"}""");

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.text("posting_status")).isEqualTo("posted");
        assertThat(created.items("warnings")).extracting(warning -> warning.text("code"))
                .containsExactly("TXN-LINE-REQUIRED");
    }

    @Test
    void asksForTheIdOnUpdateAndDelete() {
        for (Answer answer : List.of(owner.put(TRANSACTIONS, "{\"total_amount\": 1}"),
                owner.delete(TRANSACTIONS, "{\"reason\": \"x\"}"))) {
            assertThat(answer.items("violations")).extracting(violation -> violation.text("code"))
                    .containsExactly("TRANSACTION-ID-REQUIRED");
        }
    }

    @Test
    void reversesAJournalOnceLinkedBothWays() {
        String id = posted();
        Answer reversed = finance.delete(TRANSACTIONS, removal(id, "reverse").replace(
                "}", ",\"reversal_date\":\"2025-03-01\",\"reason\":\"Wrong account\"}"));

        assertThat(reversed.status()).as(reversed.text()).isEqualTo(200);
        String reversal = reversed.text("reversal_transaction_id");
        JsonObject mirror = finance.get(TRANSACTIONS + "/" + reversal).item();
        assertThat(mirror.text("reversal_of_id")).isEqualTo(id);
        assertThat(mirror.text("fiscal_period")).isEqualTo("2025-03");
        assertThat(mirror.toJson()).contains("\"credit_amount\":100.00");
        JsonObject original = finance.get(TRANSACTIONS + "/" + id).item();
        assertThat(original.text("posting_status")).isEqualTo("reversed");
        assertThat(original.text("reversed_by_id")).isEqualTo(reversal);
        assertThat(finance.get(TRANSACTIONS + "?reversal_of_id=" + id).text()).contains(reversal);
        for (String again : List.of(id, reversal)) {
            Answer refused = finance.delete(TRANSACTIONS, removal(again, "reverse"));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("error")).isEqualTo("conflict");
        }
    }

    @Test
    void leavesAPostedJournalAsItIs() {
        String id = posted();

        assertThat(owner.put(TRANSACTIONS, "{\"transaction_id\":\"" + id + "\",\"total_amount\":5}").status())
                .isEqualTo(409);
        assertThat(owner.put(TRANSACTIONS, "{\"transaction_id\":\"" + id + "\",\"lines\":[]}").status())
                .isEqualTo(409);
        assertThat(owner.delete(TRANSACTIONS, removal(id, "soft_delete")).status()).isEqualTo(409);
        assertThat(owner.delete(TRANSACTIONS, removal(id, "hard_delete")).status()).isEqualTo(409);
    }

    @Test
    void reversesManyOrNone() {
        String first = posted();
        String second = posted();
        String missing = "01890000-0000-7000-8000-000000000000";

        Answer none = finance.post(TRANSACTIONS + "/batch", reversals(first, missing));
        assertThat(none.status()).as(none.text()).isEqualTo(404);
        assertThat(finance.get(TRANSACTIONS + "/" + first).item().text("posting_status")).isEqualTo("posted");

        Answer both = finance.post(TRANSACTIONS + "/batch", reversals(first, second));
        assertThat(both.status()).as(both.text()).isEqualTo(200);
        assertThat(both.items("results")).allMatch(result -> result.has("reversal_transaction_id"));
    }

    @ParameterizedTest
    @CsvSource({"a4,403,403,403,403,403", "a3,201,403,403,403,403", "a5,201,403,404,403,403",
        "a6,201,403,404,404,403", "a2,201,201,404,403,404", "a1,201,201,404,404,404"})
    void letsEachRoleDoWhatItMay(String user, int note, int journal, int soft, int hard, int reverse) {
        Caller caller = RunningHera.as(UUID.fromString("a0000000-0000-4000-8000-0000000000" + user));
        String nobody = "01890000-0000-7000-8000-000000000000";

        assertThat(caller.post(TRANSACTIONS, told("OK")).status()).isEqualTo(note);
        assertThat(caller.post(TRANSACTIONS, told("JOURNAL,\"lines\":[DR,CR]")).status()).isEqualTo(journal);
        assertThat(caller.delete(TRANSACTIONS, removal(nobody, "soft_delete")).status()).isEqualTo(soft);
        assertThat(caller.delete(TRANSACTIONS, removal(nobody, "hard_delete")).status()).isEqualTo(hard);
        assertThat(caller.delete(TRANSACTIONS, removal(nobody, "reverse")).status()).isEqualTo(reverse);
        assertThat(caller.get(TRANSACTIONS + "?limit=1").status()).isEqualTo(200);
        assertThat(caller.get(PERIODS).status()).isEqualTo(200);
        boolean keepsBooks = reverse == 404;
        assertThat(caller.post(PERIODS + "/2024-03/open", "{\"reason\":\"x\"}").status())
                .isEqualTo(keepsBooks ? 409 : 403);
    }

    @Test
    void opensClosesAndLocksPeriodsInTheirOrder() {
        Caller bella = RunningHera.as(Demo.BELLA_OWNER, Demo.BELLA);
        String draft = bella.post(TRANSACTIONS, told(
                "JOURNAL,\"lines\":[DR,CR],\"posting_status\":\"draft\",\"transaction_date\":\"2025-01-15\""))
                .text("transaction_id");

        assertThat(String.valueOf(bella.post(PERIODS + "/2025-02/close", "{}").json().object("context")))
                .contains("earlier_periods_open", "2025-01");
        Answer held = bella.post(PERIODS + "/2025-01/close", "{}");
        assertThat(held.status()).isEqualTo(409);
        assertThat(String.valueOf(held.json().object("context"))).contains("financial_drafts", draft);

        Answer closed = bella.post(PERIODS + "/2025-01/close", "{\"force\": true}");
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        assertThat(closed.text("period_status")).isEqualTo("CLOSED");
        Answer late = bella.post(TRANSACTIONS, told(
                "JOURNAL,\"lines\":[DR,CR],\"transaction_date\":\"2025-01-31\""));
        assertThat(late.text()).contains("TXN-PERIOD-CLOSED", "2025-01 (January 2025)");

        assertThat(bella.post(PERIODS + "/2025-01/open", "{}").status()).isEqualTo(400);
        assertThat(bella.post(PERIODS + "/2025-01/open", "{\"reason\":\"late bill\"}").text("period_status"))
                .isEqualTo("OPEN");
        assertThat(bella.post(PERIODS + "/2025-01/close", "{\"force\": true}").status()).isEqualTo(200);
        assertThat(bella.post(PERIODS + "/2025-01/lock", "{}").text("period_status")).isEqualTo("LOCKED");
        assertThat(bella.post(PERIODS + "/2025-01/open", "{\"reason\":\"x\"}").status()).isEqualTo(409);
        assertThat(bella.get(PERIODS + "?period_status=LOCKED&limit=1000").text()).contains("2025-01");
    }

    @Test
    void makesAFiscalYearThatBeginsInApril() {
        Answer made = finance.post(PERIODS, "{\"fiscal_year\": 2051, \"start_month\": 4}");

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.text()).contains("\"2051-04\"", "\"2052-03\"");
        assertThat(finance.get(PERIODS + "?fiscal_year=2051").number("count")).isEqualTo(12);
        assertThat(finance.post(PERIODS, "{\"fiscal_year\": 2051, \"start_month\": 4}").status()).isEqualTo(409);
    }

    private String posted() {
        Answer created = finance.post(TRANSACTIONS, told("JOURNAL,\"lines\":[DR,CR]"));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.text("posting_status")).isEqualTo("posted");
        return created.text("transaction_id");
    }

    private static String removal(String id, String action) {
        return "{\"transaction_id\":\"" + id + "\",\"action\":\"" + action + "\"}";
    }

    private static String reversals(String... ids) {
        return "{\"operations\":[" + String.join(",", List.of(ids).stream()
                .map(id -> "{\"action\":\"DELETE\",\"delete_action\":\"reverse\",\"transaction_id\":\"" + id + "\"}")
                .toList()) + "]}";
    }

    private static String told(String members) {
        return GivenTransaction.of(members).body();
    }
}
