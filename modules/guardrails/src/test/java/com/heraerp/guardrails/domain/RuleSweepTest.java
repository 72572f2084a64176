package com.heraerp.guardrails.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Each rule about transactions is taken off the list once: the tests of the rules must notice. */
class RuleSweepTest {

    private static final List<String> TESTS = List.of(
            "LedgerGuideTest", "TransactionGuideTest", "TransactionPartsTest", "TransactionShapeTest");

    @ParameterizedTest
    @MethodSource("rules")
    void missesEachRuleThatIsTakenAway(String rule) throws ClassNotFoundException {
        assertThat(outcome(new HouseWithout(rule)).getTestsFailedCount()).as("tests that fail without %s", rule)
                .isPositive();
    }

    /** Otherwise the tests would fail for another reason than the rule. */
    @Test
    void passesWithAllOfThem() throws ClassNotFoundException {
        TestExecutionSummary outcome = outcome(new HouseWithout("none"));

        assertThat(outcome.getTestsFailedCount()).isZero();
        assertThat(outcome.getTestsSucceededCount()).isGreaterThan(100);
        assertThat(HouseWithout.rules()).hasSizeGreaterThan(40).doesNotHaveDuplicates();
    }

    static Stream<String> rules() {
        return HouseWithout.rules().stream();
    }

    private static TestExecutionSummary outcome(ClassLoader house) throws ClassNotFoundException {
        DiscoverySelector[] tests = new DiscoverySelector[TESTS.size()];
        for (int test = 0; test < tests.length; test++) {
            tests[test] = selectClass(house.loadClass("com.heraerp.guardrails.api." + TESTS.get(test)));
        }
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(tests)
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }
}
