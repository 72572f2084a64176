package com.heraerp.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.heraerp.db.FunctionCoverage;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The database functions that this module answers for are executed by its tests. Comes after all others. */
@Isolated
@Order(Integer.MAX_VALUE)
class FunctionCoverageIT {

    @Test
    void everyFunctionOfThisModuleIsExecutedByATest() {
        assumeTrue(System.getProperty("it.test") == null, "single tests execute a part of the functions only");

        assertThat(FunctionCoverage.unexecutedOf("documents")).isEmpty();
    }
}
