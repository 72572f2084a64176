package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Shop.done;
import static com.heraerp.orchestration.application.Shop.error;
import static com.heraerp.orchestration.application.Shop.item;
import static com.heraerp.orchestration.application.Shop.retail;
import static com.heraerp.orchestration.application.Shop.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was counted against what should be there, and the difference in the books. */
class StockCountIT {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    private RunState count(String more, String... lines) {
        return shop.ask(Shop.COUNT, null, null,
                "{\"reason\":\"yearly count\",\"lines\":[" + String.join(",", lines) + "]" + more + "}");
    }

    private static String line(Object product, String counted, String more) {
        return "{\"entity_id\":\"" + product + "\",\"counted\":" + counted + more + "}";
    }

    @Test
    void booksWhatIsMissingAndWhatIsTooMuch() {
        JsonObject counted = done(
                count("", line(Demo.ARGAN_OIL, "22", ",\"expected\":25"), line(Shop.SHAMPOO, "41", "")));

        assertThat(text(counted, "value")).as("-3 * 18 + 24").isEqualTo("-30.00");
        assertThat(text(item(counted, "lines", 0), "difference")).isEqualTo("-3");
        assertThat(text(item(counted, "lines", 1), "difference")).isEqualTo("1");
        assertThat(shop.books()).isEqualTo("1200 -30.00, 5050 30.00");
        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("22 0 0 18.00");
        assertThat(shop.stock(Shop.SHAMPOO)).isEqualTo("41 0 0 24.00");
        assertThat(shop.string("select business_context ->> 'reason' from universal_transactions where id = '"
                + text(counted, "transaction_id") + "'")).isEqualTo("yearly count");
    }

    @Test
    void hasNothingToBookWhereAllIsThere() {
        JsonObject counted = done(count("", line(Demo.ARGAN_OIL, "25", "")));

        assertThat(counted.has("transaction_id")).isFalse();
        assertThat(shop.books()).isEmpty();
        assertThat(shop.count("transaction_type = 'STOCK_MOVEMENT'")).isZero();
        assertThat(shop.string("select version from core_entities where id = '" + Demo.ARGAN_OIL + "'")).isEqualTo("1");
    }

    @Test
    void countsABranchForItself() {
        done(count(",\"branch_id\":\"" + Demo.BRANCH + "\"", line(Demo.ARGAN_OIL, "24", "")));
        String marina = shop.branch("BR-MARINA");
        done(count(",\"branch_id\":\"" + marina + "\"", line(Demo.ARGAN_OIL, "3", ",\"expected\":0")));

        assertThat(shop.at(Demo.ARGAN_OIL, Demo.BRANCH) + " " + shop.at(Demo.ARGAN_OIL, marina)).isEqualTo("24 3");
        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("27 0 0 18.00");
        assertThat(shop.booksAt(Demo.BRANCH)).isEqualTo("1200 -18.00, 5050 18.00");
        assertThat(shop.booksAt(marina)).isEqualTo("1200 54.00, 5050 -54.00");
    }

    @Test
    void refusesWithTheCodesOfItsProceduresAndChangesNothing() {
        String cart = shop.cart("", retail(Demo.ARGAN_OIL, 4));

        assertThat(error(count("", line(Demo.ARGAN_OIL, "3", "")))).isEqualTo("STOCK_RESERVED");
        assertThat(error(count("", line(Demo.ARGAN_OIL, "24", ",\"expected\":24")))).isEqualTo("COUNT_OUTDATED");
        assertThat(error(count("", line(Demo.ARGAN_OIL, "24", ",\"expected\":\"24\"")))).isEqualTo("INVALID_LINES");
        assertThat(error(count("", line(Demo.ARGAN_OIL, "-1", "")))).isEqualTo("INVALID_LINES");
        assertThat(error(count("", line(Demo.ARGAN_OIL, "24", ""), line(Demo.ARGAN_OIL, "24", ""))))
                .isEqualTo("INVALID_LINES");
        assertThat(error(count("", line(Demo.BELLA_PRODUCT, "24", "")))).isEqualTo("UNKNOWN_ITEM");
        assertThat(error(count(",\"branch_id\":\"" + Demo.BELLA + "\"", line(Demo.ARGAN_OIL, "24", ""))))
                .isEqualTo("UNKNOWN_BRANCH");
        assertThat(error(shop.ask(Shop.COUNT, null, null, "{\"lines\":[" + line(Demo.ARGAN_OIL, "24", "") + "]}")))
                .as("without a reason").isEqualTo("INPUT_INVALID");
        shop.period("CLOSED");
        assertThat(error(count("", line(Demo.ARGAN_OIL, "24", "")))).isEqualTo("PERIOD_CLOSED");
        shop.period("OPEN");

        assertThat(shop.books()).isEmpty();
        assertThat(shop.stock(Demo.ARGAN_OIL)).isEqualTo("25 0 4 18.00");
        done(shop.checkout(cart, Shop.cash("1000")));
    }

    @Test
    void takesOneOfTwoCountsOfTheSameSheet() throws Exception {
        List<Callable<RunState>> asked = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            asked.add(() -> count("", line(Demo.ARGAN_OIL, "20", ",\"expected\":25"), line(Shop.SHAMPOO, "40", "")));
        }

        List<RunState> runs = Shop.atOnce(asked);

        assertThat(runs.stream().filter(run -> run.status() == RunStatus.COMPLETED)).hasSize(1);
        assertThat(runs.stream().filter(run -> run.status() != RunStatus.COMPLETED).map(Shop::error))
                .hasSize(5).containsOnly("COUNT_OUTDATED");
        assertThat(shop.books()).isEqualTo("1200 -90.00, 5050 90.00");
    }
}
