package com.heraerp.books.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatementTest {

    @Test
    void tellsWhatWasTurnedOverInASpanAlone() {
        assertThat(Statement.TRIAL_BALANCE.columns(true)).containsExactly("account_code", "account_name",
                "account_type", "currency_code", "opening_balance", "debit_turnover", "credit_turnover",
                "debit_balance", "credit_balance", "base_balance", "account_id");
        assertThat(Statement.TRIAL_BALANCE.columns(false)).doesNotContain("opening_balance", "debit_turnover");
        assertThat(Statement.BALANCE_SHEET.columns(true)).isEqualTo(Statement.BALANCE_SHEET.columns(false))
                .contains("amount");
    }

    @ParameterizedTest
    @EnumSource
    void namesEveryColumnOnce(Statement statement) {
        assertThat(statement.columns(true)).doesNotHaveDuplicates().contains("account_code", "currency_code");
    }

    @Test
    void isCalledAsPeopleCallIt() {
        assertThat(Statement.PROFIT_AND_LOSS.title()).isEqualTo("profit and loss");
    }
}
