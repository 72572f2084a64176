package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PayloadMembersTest {

    private static JsonObject payload(String... names) {
        JsonObject.Builder payload = JsonObject.builder();
        Arrays.stream(names).forEach(name -> payload.put(name, new JsonNumber(BigDecimal.ONE)));
        return payload.build();
    }

    @Test
    void namesAllThatNobodyReads() {
        assertThat(PayloadMembers.unread(Registry.cart(), payload("quantity", "qty", "path", "colour")))
                .containsExactly("qty", "colour");
    }

    /** What the API's description says that callers may send. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HERA.SALON.POS.ORCH.CART_LINE_MGMT.V1 | line_type entity_id quantity unit_amount discount_percent discount_amount stylist_id description
            HERA.SALON.APPOINTMENT.ORCH.CHANGE.V1 | starts_at stylist_id reason waive_fee
            HERA.SALON.POS.ORCH.CART_CHECKOUT.v1         | payments tip_amount expected_total till sold_at
            HERA.SALON.POS.ORCH.REFUND.v1                | lines method restock reason till refunded_at
            HERA.SALON.POS.ORCH.CASH_CLOSE.v1            | counted_cash opening_float day till branch_id currency_code reason
            HERA.RETAIL.PURCHASE.ORCH.RECEIPT.v1         | lines branch_id supplier_id reference tax_amount received_at
            HERA.RETAIL.STOCK.ORCH.BRANCH_TRANSFER.v1    | from_branch_id to_branch_id lines reference reason
            HERA.RETAIL.STOCK.ORCH.COUNT_ADJUSTMENT.v1   | lines reason branch_id
            HERA.SALON.APPOINTMENT.ORCH.BOOKING.v1       | customer_id stylist_id service_id starts_at branch_id notes
            HERA.SALON.APPOINTMENT.ORCH.NO_SHOW.v1       | reason waive_fee
            HERA.SALON.CRM.ORCH.CUSTOMER_ONBOARDING.v1   | name email phone birthday consent
            HERA.FIN.CLOSE.ORCH.MONTH_END.v1             | accruals reason
            """)
    void knowsWhatIsDescribed(String orchestration, String names) {
        assertThat(PayloadMembers.unread(Registry.loaded(orchestration), payload((names + " path query").split(" "))))
                .isEmpty();
    }
}
