package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Every function is executed by a test, of this module where no other answers for it. Comes after all others, and is skipped
 * where single tests were asked for.
 */
@Isolated
@Order(Integer.MAX_VALUE)
class FunctionCoverageIT {

    @Test
    void everyFunctionIsExecutedByATest() throws SQLException {
        assumeTrue(System.getProperty("it.test") == null, "single tests execute a part of the functions only");
        assumeTrue(TestServer.databasesCut() > 10, "the other tests did not run in this JVM");

        assertThat(FunctionCoverage.all()).hasSizeGreaterThan(200).containsAll(FunctionCoverage.elsewhere());
        assertThat(FunctionCoverage.unexecuted()).as("not executed by any test of db")
                .isEqualTo(new TreeSet<>(FunctionCoverage.UNCOUNTED));
    }
}
